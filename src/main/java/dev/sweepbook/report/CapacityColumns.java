package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.figure;
import static dev.sweepbook.report.ResultColumn.flag;
import static dev.sweepbook.report.Sheet.BATCH_THRESHOLDS;
import static dev.sweepbook.report.Sheet.COST;
import static dev.sweepbook.report.Sheet.KV_CACHE;
import static dev.sweepbook.report.Sheet.LATENCY;
import static dev.sweepbook.report.Sheet.PARAMETERS_FLOPS;

import dev.sweepbook.estimate.Figure;
import java.util.List;

/** What a model counts, what its cache and weights take, and what fits. */
final class CapacityColumns {
    static final List<Column> ALL = List.of(
            figure(
                    Figure.PARAMETERS,
                    "Parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "All parameters of the model; those its definition gives, where it gives them"),
            figure(
                    Figure.ACTIVE_PARAMETERS,
                    "Active parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "Parameters one token passes through"),
            figure(
                    Figure.EMBEDDING_PARAMETERS,
                    "Embedding parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "Parameters of the token embedding"),
            figure(
                    Figure.FLOPS_PER_TOKEN,
                    "FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Floating-point operations of one token in one decode step"),
            figure(
                    Figure.ATTENTION_FLOPS_PER_TOKEN,
                    "Attention FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations that attend to the context, outside the weights"),
            figure(
                    Figure.ELEMENTWISE_FLOPS_PER_TOKEN,
                    "Elementwise FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations of activations and positions, outside the weights"),
            figure(
                    Figure.PREFILL_FLOPS,
                    "Prefill FLOPs",
                    Unit.TERAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations that read the prompts of the whole batch"),
            figure(
                    Figure.KV_BYTES_PER_TOKEN,
                    "KV cache per token",
                    Unit.KILOBYTES,
                    KV_CACHE,
                    "Bytes one token adds to the KV cache of the whole model"),
            figure(
                    Figure.KV_BYTES_PER_SEQUENCE,
                    "KV cache per sequence",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "KV cache of one sequence with its prompt and output"),
            figure(Figure.KV_BYTES, "KV cache", Unit.GIGABYTES, KV_CACHE, "KV cache of the batch of one replica"),
            figure(
                    Figure.KV_BYTES_PER_DEVICE,
                    "KV cache per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "KV cache one device holds"),
            figure(
                    Figure.KV_FLOPS_PER_TOKEN,
                    "KV FLOPs per token",
                    Unit.GIGAFLOP,
                    KV_CACHE,
                    "Operations that compute the keys and values of one token"),
            figure(
                    Figure.KV_RECOMPUTE_SAVED_SECONDS,
                    "Recompute saved by the cache",
                    Unit.SECONDS,
                    KV_CACHE,
                    "Time of one device to recompute the keys and values of one sequence at each token, had they not been kept. Without a cache the whole forward pass repeats: 6 times as much"),
            figure(Figure.WEIGHT_BYTES, "Weights", Unit.GIGABYTES, KV_CACHE, "Bytes of one copy of the model"),
            figure(
                    Figure.MEMORY_BYTES,
                    "Memory needed",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights and KV cache, all devices of one replica"),
            figure(
                    Figure.FREE_BYTES,
                    "Memory left",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Usable less needed memory of one replica; negative where it does not fit"),
            figure(
                    Figure.KV_TOKEN_CAPACITY,
                    "KV tokens that fit",
                    Unit.COUNT,
                    KV_CACHE,
                    "Tokens of KV cache that fit beside the weights"),
            figure(
                    Figure.MAX_BATCH_SIZE,
                    "Largest batch that fits",
                    Unit.SEQUENCES,
                    List.of(KV_CACHE, BATCH_THRESHOLDS),
                    "Sequences of this prompt and output that fit one replica"),
            figure(
                    Figure.MIN_DEVICES,
                    "Fewest devices that fit",
                    Unit.COUNT,
                    KV_CACHE,
                    "Smallest number of devices of one replica whose memory holds this scenario"),
            flag(
                    "fits",
                    "Fits",
                    List.of(LATENCY, KV_CACHE, COST),
                    "Whether weights and KV cache fit the memory",
                    row -> row.estimate().fits()),
            figure(
                    Figure.WEIGHT_BYTES_PER_DEVICE,
                    "Weights per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights one device holds"),
            figure(
                    Figure.MEMORY_BYTES_PER_DEVICE,
                    "Memory per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights and KV cache one device holds"));

    private CapacityColumns() {}
}
