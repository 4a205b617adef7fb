package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.figure;
import static dev.sweepbook.report.ResultColumn.text;
import static dev.sweepbook.report.Sheet.BATCH_THRESHOLDS;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At which batch sizes something changes. */
final class ThresholdColumns {
    static final List<Column> ALL = List.of(
            figure(
                    Figure.FLOPS_PER_BYTE,
                    "FLOPs per byte of memory",
                    Unit.FLOP_PER_BYTE,
                    BATCH_THRESHOLDS,
                    "Peak arithmetic over memory bandwidth of one device"),
            figure(
                    Figure.BATCH_THRESHOLD,
                    "Batch threshold",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch from which a decode step is limited by compute, not memory"),
            figure(
                    Figure.WEIGHTS_BATCH_THRESHOLD,
                    "Batch threshold, weights only",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "The same, reading of the KV cache left out"),
            figure(
                    Figure.KV_EQUALS_WEIGHTS_BATCH,
                    "Batch where KV equals weights",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch whose KV cache takes as many bytes as the weights"),
            figure(
                    Figure.COMMS_THROUGHPUT_BATCH,
                    "Batch where comms turns throughput-limited",
                    Unit.SEQUENCES,
                    BATCH_THRESHOLDS,
                    "Batch from which communication is limited by bandwidth, not latency"),
            figure(
                    Figure.FLOPS_PER_COMMS_BYTE,
                    "FLOPs per byte of comms",
                    Unit.FLOP_PER_BYTE,
                    BATCH_THRESHOLDS,
                    "Arithmetic of a layer over the bytes it communicates"),
            text(
                    "binding_threshold",
                    "Binding threshold",
                    BATCH_THRESHOLDS,
                    "The smallest of the thresholds: weights, kv, memory, comms_throughput or comms_compute",
                    row -> threshold(row.estimate())));

    private ThresholdColumns() {}

    private static @Nullable String threshold(Estimate estimate) {
        Threshold threshold = estimate.bindingThreshold();
        return threshold == null ? null : threshold.id();
    }
}
