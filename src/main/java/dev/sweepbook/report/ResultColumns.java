package dev.sweepbook.report;

import static dev.sweepbook.report.Sheet.BATCH_THRESHOLDS;
import static dev.sweepbook.report.Sheet.KV_CACHE;
import static dev.sweepbook.report.Sheet.LATENCY;
import static dev.sweepbook.report.Sheet.PARAMETERS_FLOPS;
import static dev.sweepbook.report.Sheet.SCENARIOS;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.estimate.Threshold;
import dev.sweepbook.sweep.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns that say what a scenario comes to, in the contract's order. */
final class ResultColumns {
    static final List<Column> ALL = List.of(
            text(
                    "status",
                    "Status",
                    SCENARIOS,
                    "ok, or why the scenario is not",
                    row -> row.estimate().status()),
            text("notes", "Notes", SCENARIOS, "What to know of the figures", ResultColumns::notes),
            // parameters and arithmetic
            of(
                    Figure.PARAMETERS,
                    "Parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "All parameters of the model; those its definition gives, where it gives them"),
            of(
                    Figure.ACTIVE_PARAMETERS,
                    "Active parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "Parameters one token passes through"),
            of(
                    Figure.EMBEDDING_PARAMETERS,
                    "Embedding parameters",
                    Unit.COUNT,
                    PARAMETERS_FLOPS,
                    "Parameters of the token embedding"),
            of(
                    Figure.FLOPS_PER_TOKEN,
                    "FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Floating-point operations of one token in one decode step"),
            of(
                    Figure.ATTENTION_FLOPS_PER_TOKEN,
                    "Attention FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations that attend to the context, outside the weights"),
            of(
                    Figure.ELEMENTWISE_FLOPS_PER_TOKEN,
                    "Elementwise FLOPs per token",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations of activations and positions, outside the weights"),
            of(
                    Figure.PREFILL_FLOPS,
                    "Prefill FLOPs",
                    Unit.TERAFLOP,
                    PARAMETERS_FLOPS,
                    "Operations that read the prompts of the whole batch"),
            of(
                    Figure.QKV_FLOPS_PER_TOKEN,
                    "FLOPs per token: q, k, v",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the query, key and value projections of all layers"),
            of(
                    Figure.PROJECTION_FLOPS_PER_TOKEN,
                    "FLOPs per token: output projection",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the output projection of attention"),
            of(
                    Figure.MLP_FLOPS_PER_TOKEN,
                    "FLOPs per token: MLP",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the MLP"),
            of(
                    Figure.POSITION_FLOPS_PER_TOKEN,
                    "FLOPs per token: positions",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the positional encoding"),
            // the cache and the memory
            of(
                    Figure.KV_BYTES_PER_TOKEN,
                    "KV cache per token",
                    Unit.KILOBYTES,
                    KV_CACHE,
                    "Bytes one token adds to the KV cache of the whole model"),
            of(
                    Figure.KV_BYTES_PER_SEQUENCE,
                    "KV cache per sequence",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "KV cache of one sequence with its prompt and output"),
            of(Figure.KV_BYTES, "KV cache", Unit.GIGABYTES, KV_CACHE, "KV cache of the batch of one replica"),
            of(
                    Figure.KV_BYTES_PER_DEVICE,
                    "KV cache per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "KV cache one device holds"),
            of(
                    Figure.KV_FLOPS_PER_TOKEN,
                    "KV FLOPs per token",
                    Unit.GIGAFLOP,
                    KV_CACHE,
                    "Operations that compute the keys and values of one token"),
            of(
                    Figure.KV_RECOMPUTE_SAVED_SECONDS,
                    "Recompute saved by the cache",
                    Unit.SECONDS,
                    KV_CACHE,
                    "Time of one device to recompute the keys and values of one sequence at each token, had they not been kept. Without a cache the whole forward pass repeats: 6 times as much"),
            of(Figure.WEIGHT_BYTES, "Weights", Unit.GIGABYTES, KV_CACHE, "Bytes of one copy of the model"),
            of(
                    Figure.MEMORY_BYTES,
                    "Memory needed",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights and KV cache, all devices of one replica"),
            of(
                    Figure.FREE_BYTES,
                    "Memory left",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Usable less needed memory of one replica; negative where it does not fit"),
            of(
                    Figure.KV_TOKEN_CAPACITY,
                    "KV tokens that fit",
                    Unit.COUNT,
                    KV_CACHE,
                    "Tokens of KV cache that fit beside the weights"),
            of(
                    Figure.MAX_BATCH_SIZE,
                    "Largest batch that fits",
                    Unit.SEQUENCES,
                    List.of(KV_CACHE, BATCH_THRESHOLDS),
                    "Sequences of this prompt and output that fit one replica"),
            of(
                    Figure.MIN_DEVICES,
                    "Fewest devices that fit",
                    Unit.COUNT,
                    KV_CACHE,
                    "Smallest number of devices of one replica whose memory holds this scenario"),
            flag(
                    "fits",
                    "Fits",
                    List.of(LATENCY, KV_CACHE),
                    "Whether weights and KV cache fit the memory",
                    row -> row.estimate().fits()),
            of(
                    Figure.WEIGHT_BYTES_PER_DEVICE,
                    "Weights per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights one device holds"),
            of(
                    Figure.MEMORY_BYTES_PER_DEVICE,
                    "Memory per device",
                    Unit.GIGABYTES,
                    KV_CACHE,
                    "Weights and KV cache one device holds"),
            // the decode step
            of(
                    Figure.MEMORY_SECONDS,
                    "Memory time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step to read the weights from memory"),
            of(
                    Figure.COMPUTE_SECONDS,
                    "Compute time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step to do the arithmetic"),
            of(
                    Figure.COMMS_SECONDS,
                    "Comms time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step to communicate between devices"),
            of(
                    Figure.OVERHEAD_SECONDS,
                    "Overhead time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step that is none of the others"),
            of(
                    Figure.DECODE_STEP_SECONDS,
                    "Decode step",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time to generate one token for each sequence of the batch"),
            text(
                    "bound",
                    "Bound",
                    LATENCY,
                    "The largest of the four times",
                    row -> id(row.estimate().bound())),
            text(
                    "next_bound",
                    "Next bound",
                    LATENCY,
                    "The second largest of the four times",
                    row -> id(row.estimate().nextBound())),
            of(Figure.MEMORY_SHARE, "Memory share", Unit.SHARE, LATENCY, "Memory time over the sum of the four"),
            of(Figure.COMPUTE_SHARE, "Compute share", Unit.SHARE, LATENCY, "Compute time over the sum of the four"),
            of(Figure.COMMS_SHARE, "Comms share", Unit.SHARE, LATENCY, "Comms time over the sum of the four"),
            of(Figure.OVERHEAD_SHARE, "Overhead share", Unit.SHARE, LATENCY, "Overhead time over the sum of the four"),
            // the request
            of(Figure.PREFILL_SECONDS, "Prefill", Unit.MILLISECONDS, LATENCY, "Time to read the prompts of the batch"),
            text(
                    "prefill_bound",
                    "Prefill bound",
                    LATENCY,
                    "The largest term of prefill",
                    row -> id(row.estimate().prefillBound())),
            of(
                    Figure.TTFT_SECONDS,
                    "Time to first token, unqueued",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Prefill, without waiting in a queue"),
            of(
                    Figure.TPOT_SECONDS,
                    "Time per output token",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time between the tokens of one sequence"),
            of(
                    Figure.REQUEST_SECONDS,
                    "Request",
                    Unit.SECONDS,
                    LATENCY,
                    "Time from prompt to last token, without waiting in a queue"),
            of(
                    Figure.MFU,
                    "MFU",
                    Unit.SHARE,
                    LATENCY,
                    "Operations of one decode step over what the devices can do in its time"),
            of(
                    Figure.MBU,
                    "MBU",
                    Unit.SHARE,
                    LATENCY,
                    "Bytes read in one decode step over what the memory can deliver in its time"),
            of(
                    Figure.OUTPUT_TOKENS_PER_SECOND,
                    "Output tokens per second",
                    Unit.NONE,
                    LATENCY,
                    "Tokens generated a second by all replicas"),
            of(
                    Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE,
                    "Output tokens per second per device",
                    Unit.NONE,
                    LATENCY,
                    "The same over the number of devices"),
            of(
                    Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER,
                    "Output tokens per second per user",
                    Unit.NONE,
                    LATENCY,
                    "Tokens generated a second for one sequence"),
            of(
                    Figure.TOTAL_TOKENS_PER_SECOND,
                    "Total tokens per second",
                    Unit.NONE,
                    LATENCY,
                    "Prompt and output tokens a second by all replicas"),
            of(
                    Figure.REQUESTS_PER_SECOND,
                    "Requests per second",
                    Unit.NONE,
                    LATENCY,
                    "Requests finished a second by all replicas"),
            // where the batch size changes what binds
            of(
                    Figure.FLOPS_PER_BYTE,
                    "FLOPs per byte of memory",
                    Unit.FLOP_PER_BYTE,
                    BATCH_THRESHOLDS,
                    "Peak arithmetic over memory bandwidth of one device"),
            of(
                    Figure.BATCH_THRESHOLD,
                    "Batch threshold",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch from which a decode step is limited by compute, not memory"),
            of(
                    Figure.WEIGHTS_BATCH_THRESHOLD,
                    "Batch threshold, weights only",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "The same, reading of the KV cache left out"),
            of(
                    Figure.KV_EQUALS_WEIGHTS_BATCH,
                    "Batch where KV equals weights",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch whose KV cache takes as many bytes as the weights"),
            of(
                    Figure.COMMS_THROUGHPUT_BATCH,
                    "Batch where comms turns throughput-limited",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch from which communication is limited by bandwidth, not latency"),
            of(
                    Figure.FLOPS_PER_COMMS_BYTE,
                    "FLOPs per byte of comms",
                    Unit.FLOP_PER_BYTE,
                    BATCH_THRESHOLDS,
                    "Arithmetic of a layer over the bytes it communicates"),
            of(
                    Figure.COMMS_VALUES_PER_TOKEN,
                    "Values communicated per token",
                    Unit.COUNT,
                    BATCH_THRESHOLDS,
                    "Values a token sends between devices, as the formula set counts them"),
            text(
                    "binding_threshold",
                    "Binding threshold",
                    BATCH_THRESHOLDS,
                    "The smallest of the thresholds: weights, kv, memory, comms_throughput or comms_compute",
                    row -> threshold(row.estimate())));

    private ResultColumns() {}

    static boolean isResult(Column column) {
        return ALL.contains(column);
    }

    /** Whether the column shows a figure of the estimate, as opposed to a verdict on figures. */
    static boolean isFigure(Column column) {
        return isResult(column) && column.value() instanceof Column.Measure;
    }

    /** Whether the column is a verdict on figures, so that its description is its rule. */
    static boolean isRule(Column column) {
        return isResult(column)
                && !isFigure(column)
                && !column.id().equals("notes")
                && !column.id().equals("status");
    }

    private static Column of(Figure figure, String title, Unit unit, Sheet sheet, String description) {
        return of(figure, title, unit, List.of(sheet), description);
    }

    private static Column of(Figure figure, String title, Unit unit, List<Sheet> sheets, String description) {
        Column.Value value = new Column.Measure(row -> row.estimate().get(figure));
        return new Column(figure.id(), title, unit, sheets, description, value);
    }

    private static Column text(
            String id, String title, Sheet sheet, String description, Function<Row, @Nullable String> of) {
        return new Column(id, title, Unit.TEXT, List.of(sheet), description, new Column.Text(of));
    }

    private static Column flag(
            String id, String title, List<Sheet> sheets, String description, Function<Row, @Nullable Boolean> of) {
        return new Column(id, title, Unit.NONE, sheets, description, new Column.Flag(of));
    }

    private static @Nullable String notes(Row row) {
        List<String> notes = row.estimate().notes();
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private static @Nullable String id(@Nullable Term term) {
        return term == null ? null : term.id();
    }

    private static @Nullable String threshold(Estimate estimate) {
        Threshold threshold = estimate.bindingThreshold();
        return threshold == null ? null : threshold.id();
    }
}
