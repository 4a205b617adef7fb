package dev.sweepbook.estimate;

/** Fills in the batch thresholds of a scenario. */
final class ThresholdFigures {
    private static final int ROUNDS = 200;

    private ThresholdFigures() {}

    static void fill(Deployed deployed, double context, Estimate out) {
        Turning turning = deployed.turning();
        double copies = deployed.copies();
        double flops = turning.linearFlops() + turning.attentionFlops().at(context);
        double cache = turning.cacheBytes().at(context);
        double threshold = wholeStep(turning, flops, cache) * copies;
        double kv =
                RooflineThresholds.kvEqualsWeights(out.get(Figure.WEIGHT_BYTES), out.get(Figure.KV_BYTES_PER_SEQUENCE));
        out.set(Figure.BATCH_THRESHOLD, threshold);
        out.set(Figure.KV_EQUALS_WEIGHTS_BATCH, kv);
        if (Double.isNaN(threshold)) {
            out.vanished(context, turning.vanishingContext());
        }
        double compute = flops * deployed.rates().secondsPerFlop();
        double comms = out.get(Figure.COMMS_THROUGHPUT_BATCH);
        if (!Double.isNaN(comms)) {
            double exceed = RooflineThresholds.commsExceedCompute(
                    turning.commsLatencySeconds(), turning.commsSecondsPerToken(), compute);
            out.set(Figure.COMMS_COMPUTE_BATCH, exceed * copies);
        }
        boolean outgrow = turning.commsSecondsPerToken() > compute;
        out.bindingThreshold(BindingThreshold.of(threshold, kv, out.get(Figure.MAX_BATCH_SIZE), comms, outgrow));
    }

    /** The fixed point through the experts that a batch touches. */
    private static double wholeStep(Turning turning, double flops, double cache) {
        double dense = turning.denseWeightBytes();
        if (!Double.isNaN(dense)) {
            return RooflineThresholds.wholeStep(dense, flops, turning.bytesPerFlop(), cache);
        }
        double batch = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double read = turning.whole().weightBytesRead(batch);
            double next = RooflineThresholds.wholeStep(read, flops, turning.bytesPerFlop(), cache);
            if (Double.isNaN(next) || Math.abs(next - batch) <= 1e-12 * next) {
                return next;
            }
            batch = next;
        }
        return batch;
    }
}
