package dev.sweepbook.estimate;

/** Fills in the batch thresholds of a scenario. */
final class ThresholdFigures {
    private static final int ROUNDS = 200;

    private ThresholdFigures() {}

    static void fill(Deployed deployed, double context, Estimate out) {
        DeviceModel device = deployed.device();
        ModelCosts model = device.model();
        Rates rates = device.rates();
        double tensor = device.parallel().tensor();
        double copies = device.parallel().data();
        double bytesPerFlop = RooflineThresholds.bytesPerFlop(rates.gemmFlops(), rates.weightBytes());
        double linear = 2 * model.activeWithoutEmbedding() / tensor;
        double flops = linear + out.get(Figure.ATTENTION_FLOPS_PER_TOKEN) / tensor;
        double cache = device.cacheBytesPerSequence(context);
        double threshold = wholeStep(device, flops, bytesPerFlop, cache) * copies;
        double kv =
                RooflineThresholds.kvEqualsWeights(out.get(Figure.WEIGHT_BYTES), out.get(Figure.KV_BYTES_PER_SEQUENCE));
        double tokenBytes = model.hiddenSize() * deployed.activationBytes();
        double comms = RooflineThresholds.commsThroughput(tensor, tokenBytes, rates.links());
        double reductions = model.totals().reductions();
        out.set(Figure.FLOPS_PER_BYTE, EverySet.flopsPerByte(rates.peakFlops(), rates.bandwidth()));
        out.set(Figure.BATCH_THRESHOLD, threshold);
        out.set(
                Figure.WEIGHTS_BATCH_THRESHOLD,
                RooflineThresholds.weightsOnly(
                        rates.gemmFlops(),
                        rates.weightBytes(),
                        deployed.memory().weights().linear()));
        out.set(Figure.KV_EQUALS_WEIGHTS_BATCH, kv);
        out.set(Figure.COMMS_THROUGHPUT_BATCH, comms);
        out.set(
                Figure.FLOPS_PER_COMMS_BYTE,
                RooflineThresholds.flopsPerCommsByte(linear, reductions, tensor, tokenBytes));
        if (Double.isNaN(threshold)) {
            out.vanished(context, vanishingContext(deployed, linear, bytesPerFlop));
        }
        double commsSlope = reductions
                * 2
                * (tensor - 1)
                / tensor
                * tokenBytes
                / rates.links().bytesPerSecond();
        boolean outgrow = commsSlope > flops / rates.gemmFlops();
        out.bindingThreshold(BindingThreshold.of(threshold, kv, out.get(Figure.MAX_BATCH_SIZE), comms, outgrow));
    }

    /** The fixed point through the experts that a batch touches; one round more where there are none. */
    private static double wholeStep(DeviceModel device, double flops, double bytesPerFlop, double cache) {
        double batch = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double next = RooflineThresholds.wholeStep(device.weightBytesRead(batch), flops, bytesPerFlop, cache);
            if (Double.isNaN(next)
                    || Math.abs(next - batch) <= 1e-12 * next
                    || !device.model().hasExperts()) {
                return next;
            }
            batch = next;
        }
        return batch;
    }

    private static double vanishingContext(Deployed deployed, double linear, double bytesPerFlop) {
        double tensor = deployed.device().parallel().tensor();
        double cachePerToken = 0;
        double attentionPerToken = 0;
        for (LayerCosts layer : deployed.device().model().layers()) {
            LayerCosts.AttentionCosts attention = layer.attention();
            cachePerToken += layer.count()
                    * attention.cachedValues()
                    * attention.cacheShare(tensor)
                    * deployed.memory().cacheBytes();
            attentionPerToken += layer.count() * attention.decodeFlops() / tensor;
        }
        return RooflineThresholds.vanishingContext(linear, bytesPerFlop, cachePerToken, attentionPerToken);
    }
}
