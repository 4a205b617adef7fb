package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.figure;
import static dev.sweepbook.report.ResultColumn.text;
import static dev.sweepbook.report.Sheet.BATCH_THRESHOLDS;
import static dev.sweepbook.report.Sheet.COST;
import static dev.sweepbook.report.Sheet.PARAMETERS_FLOPS;

import dev.sweepbook.estimate.Figure;
import java.util.List;
import java.util.Set;

/** Columns beyond the contract's, which stand behind them. */
final class ExtraColumns {
    static final Column SLO_BATCH_SIZE = new Column(
            "slo_batch_size",
            "Largest batch within the SLO",
            Unit.SEQUENCES,
            List.of(BATCH_THRESHOLDS, COST),
            "Most sequences of this prompt and output that meet the SLO and fit, on the same deployment; 0 where one is too many",
            new Column.Measure(row -> row.serviceLevel().largestBatch()));

    static final List<Column> ALL = List.of(
            figure(
                    Figure.QKV_FLOPS_PER_TOKEN,
                    "FLOPs per token: q, k, v",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the query, key and value projections of all layers"),
            figure(
                    Figure.PROJECTION_FLOPS_PER_TOKEN,
                    "FLOPs per token: output projection",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the output projection of attention"),
            figure(
                    Figure.MLP_FLOPS_PER_TOKEN,
                    "FLOPs per token: MLP",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the MLP"),
            figure(
                    Figure.POSITION_FLOPS_PER_TOKEN,
                    "FLOPs per token: positions",
                    Unit.GIGAFLOP,
                    PARAMETERS_FLOPS,
                    "Step by step: the positional encoding"),
            figure(
                    Figure.COMMS_VALUES_PER_TOKEN,
                    "Values communicated per token",
                    Unit.COUNT,
                    BATCH_THRESHOLDS,
                    "Values a token sends between devices, as the formula set counts them"),
            figure(
                    Figure.FLOPS_PER_LINK_BYTE,
                    "FLOPs per byte of link",
                    Unit.FLOP_PER_BYTE,
                    BATCH_THRESHOLDS,
                    "Peak arithmetic over link bandwidth of one device: below it the FLOPs per byte of comms wait for the link"),
            figure(
                    Figure.VANISHING_CONTEXT,
                    "Context where the batch threshold vanishes",
                    Unit.TOKENS,
                    BATCH_THRESHOLDS,
                    "Context beyond which reading the KV cache limits a step at every batch; empty where that never happens"),
            figure(
                    Figure.COMMS_COMPUTE_BATCH,
                    "Batch up to which comms exceed compute",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch from which the arithmetic of a step takes longer than its all-reduces; empty where no batch is large enough, and on one device"),
            figure(
                    Figure.COMMS_COMPUTE_TENSOR_PARALLEL,
                    "Tensor parallelism from which comms exceed compute",
                    Unit.NONE,
                    BATCH_THRESHOLDS,
                    "Devices that share a layer from which on the all-reduces of a large batch take longer than its arithmetic"),
            figure(
                    Figure.BREAK_EVEN_UTILIZATION,
                    "Break-even utilization",
                    Unit.SHARE,
                    COST,
                    "Share of the time the devices must be in use for an output token to cost what the API charges; above 100 % the API is cheaper"),
            SLO_BATCH_SIZE,
            figure(
                    Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT,
                    "Cost per million output tokens, prompt included",
                    Unit.USD,
                    COST,
                    "Cost of a request over its output tokens: what reading the prompt costs is in it. The cheapest is cheapest by this"),
            text(
                    "price_source",
                    "Price is",
                    COST,
                    "placeholder where it ships with the catalogue and is no quote, given where the file says it; unknown where nobody does, and cost is empty",
                    PlaceholderPrice::sourceOf));

    /** What only the formula sets of the source tell, step by step; other sets have their operators in {@code explain}. */
    static final Set<String> OF_THE_SOURCE = Set.of(
            "qkv_flops_per_token",
            "projection_flops_per_token",
            "mlp_flops_per_token",
            "position_flops_per_token",
            "comms_values_per_token");

    private ExtraColumns() {}
}
