package dev.sweepbook.estimate;

/** Fills in the batch thresholds of a scenario. */
final class RooflineThresholdFigures {
    private static final int ROUNDS = 200;

    private RooflineThresholdFigures() {}

    static void fill(Deployed deployed, Estimate out) {
        ModelCosts model = deployed.model();
        Rates rates = deployed.rates();
        double tensor = deployed.layout().tensor();
        double context = deployed.meanContext();
        double bytesPerFlop = RooflineThresholds.bytesPerFlop(rates.gemmFlops(), rates.weightBytes());
        double linear = 2 * model.activeWithoutEmbedding() / tensor;
        double flops = linear + RooflineSizes.attentionFlopsPerToken(model, context) / tensor;
        double cache = cacheBytesPerSequence(deployed, context);
        double threshold = wholeStep(deployed, flops, bytesPerFlop, cache);
        double weightsOnly = RooflineThresholds.weightsOnly(
                rates.gemmFlops(), rates.weightBytes(), deployed.weights().linear());
        double kv =
                RooflineThresholds.kvEqualsWeights(out.get(Figure.WEIGHT_BYTES), out.get(Figure.KV_BYTES_PER_SEQUENCE));
        double tokenBytes = model.hiddenSize() * deployed.activationBytes();
        double comms = RooflineThresholds.commsThroughput(tensor, tokenBytes, rates.links());
        out.set(Figure.FLOPS_PER_BYTE, EverySet.flopsPerByte(rates.peakFlops(), rates.bandwidth()));
        out.set(Figure.BATCH_THRESHOLD, threshold * deployed.layout().data());
        out.set(Figure.WEIGHTS_BATCH_THRESHOLD, weightsOnly);
        out.set(Figure.KV_EQUALS_WEIGHTS_BATCH, kv);
        out.set(Figure.COMMS_THROUGHPUT_BATCH, comms);
        double reductions = reductions(model);
        out.set(
                Figure.FLOPS_PER_COMMS_BYTE,
                RooflineThresholds.flopsPerCommsByte(linear, reductions, tensor, tokenBytes));
        if (Double.isNaN(threshold)) {
            noteVanished(deployed, linear, bytesPerFlop, out);
        }
        double commsSlope = reductions
                * 2
                * (tensor - 1)
                / tensor
                * tokenBytes
                / rates.links().bytesPerSecond();
        out.bindingThreshold(BindingThreshold.of(
                threshold * deployed.layout().data(),
                kv,
                out.get(Figure.MAX_BATCH_SIZE),
                comms,
                commsSlope > flops / rates.gemmFlops()));
    }

    private static double reductions(ModelCosts model) {
        double sum = 0;
        for (LayerCosts layer : model.layers()) {
            sum += layer.count() * layer.reductions();
        }
        return sum;
    }

    /** Cache and state one sequence reads a step on one device (B). */
    private static double cacheBytesPerSequence(Deployed deployed, double context) {
        LayerPass pass = new LayerPass(
                deployed.layout(),
                deployed.rates(),
                deployed.weights(),
                deployed.activationBytes(),
                deployed.cacheBytes());
        double bytes = 0;
        for (LayerCosts layer : deployed.model().layers()) {
            LayerCosts.AttentionCosts attention = layer.attention();
            bytes += layer.count() * pass.values(attention, attention.seen(context));
        }
        return bytes;
    }

    /** The fixed point through the experts that a batch touches; one round where there are none. */
    private static double wholeStep(Deployed deployed, double flops, double bytesPerFlop, double cache) {
        double batch = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double next = RooflineThresholds.wholeStep(weightsRead(deployed, batch), flops, bytesPerFlop, cache);
            if (Double.isNaN(next) || Math.abs(next - batch) <= 1e-12 * next) {
                return next;
            }
            batch = next;
        }
        return batch;
    }

    /** Bytes of weights one device reads in a step of a batch (B). */
    private static double weightsRead(Deployed deployed, double batch) {
        ModelCosts model = deployed.model();
        WeightBytes weights = deployed.weights();
        double tensor = deployed.layout().tensor();
        double bytes = model.head().parameters() / tensor * weights.head() + model.otherVectors() * weights.kept();
        for (LayerCosts layer : model.layers()) {
            double layerBytes = layer.vectors() * weights.kept();
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                double share = matrix.split() == LayerCosts.Split.COPIED ? 1 : 1 / tensor;
                layerBytes += matrix.parameters() * share * (matrix.kept() ? weights.kept() : weights.linear());
            }
            LayerCosts.ExpertCosts experts = layer.experts();
            if (experts != null) {
                double hit = ExpertHits.hit(
                        experts.experts(),
                        experts.perToken(),
                        batch * deployed.layout().data());
                layerBytes += hit
                        * experts.parameters()
                        * weights.experts()
                        / deployed.layout().expertDevices();
            }
            bytes += layer.count() * layerBytes;
        }
        return bytes;
    }

    private static void noteVanished(Deployed deployed, double linear, double bytesPerFlop, Estimate out) {
        double tensor = deployed.layout().tensor();
        double cachePerToken = 0;
        double attentionPerToken = 0;
        for (LayerCosts layer : deployed.model().layers()) {
            LayerCosts.AttentionCosts attention = layer.attention();
            cachePerToken +=
                    layer.count() * attention.cachedValues() * attention.cacheShare(tensor) * deployed.cacheBytes();
            attentionPerToken += layer.count() * attention.decodeFlops() / tensor;
        }
        double vanished = RooflineThresholds.vanishingContext(linear, bytesPerFlop, cachePerToken, attentionPerToken);
        out.note(String.format(
                java.util.Locale.ROOT,
                "no batch threshold at context %,.0f: it vanished at %,.0f",
                deployed.meanContext(),
                vanished));
    }
}
