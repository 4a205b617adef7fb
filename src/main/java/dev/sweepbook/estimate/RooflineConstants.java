package dev.sweepbook.estimate;

import java.util.Arrays;

/** The figures of a deployment that no workload changes. */
final class RooflineConstants {
    private final double[] values = new double[Figure.values().length];

    private RooflineConstants() {
        Arrays.fill(values, Double.NaN);
    }

    static double[] of(Deployed deployed) {
        RooflineConstants constants = new RooflineConstants();
        constants.sizes(deployed);
        constants.thresholds(deployed);
        return constants.values;
    }

    private void set(Figure figure, double value) {
        values[figure.ordinal()] = value;
    }

    private void sizes(Deployed deployed) {
        ModelCosts model = deployed.model();
        MemoryPlan memory = deployed.memory();
        set(Figure.PARAMETERS, model.totalParameters());
        set(Figure.ACTIVE_PARAMETERS, model.activeParameters());
        set(Figure.EMBEDDING_PARAMETERS, model.ends().embedding());
        set(Figure.KV_BYTES_PER_TOKEN, KvCache.bytesPerToken(model, memory.cacheBytes()));
        set(Figure.KV_FLOPS_PER_TOKEN, RooflineSizes.keyValueFlopsPerToken(model));
        set(Figure.WEIGHT_BYTES, MemoryPlan.weightBytes(model, memory.weights()));
    }

    private void thresholds(Deployed deployed) {
        Rates rates = deployed.rates();
        DeviceModel device = deployed.device();
        StageComms comms = device.whole().comms();
        double tensor = device.parallel().tensor();
        double copies = deployed.copies();
        set(Figure.FLOPS_PER_BYTE, EverySet.flopsPerByte(rates.peakFlops(), rates.bandwidth()));
        set(
                Figure.WEIGHTS_BATCH_THRESHOLD,
                RooflineThresholds.weightsOnly(
                                rates.gemmFlops(),
                                rates.weightBytes(),
                                deployed.memory().weights().experts())
                        * copies);
        double vanishing = deployed.turning().vanishingContext();
        set(Figure.VANISHING_CONTEXT, vanishing == Double.POSITIVE_INFINITY ? Double.NaN : vanishing);
        set(Figure.FLOPS_PER_LINK_BYTE, EverySet.flopsPerLinkByte(rates.peakFlops(), rates.linkBandwidth()));
        if (tensor > 1) {
            set(
                    Figure.COMMS_THROUGHPUT_BATCH,
                    RooflineThresholds.commsThroughput(comms.latencySeconds(), comms.secondsPerToken()) * copies);
            set(
                    Figure.FLOPS_PER_COMMS_BYTE,
                    RooflineThresholds.flopsPerCommsByte(
                            device.whole().linearFlopsPerToken(), comms.wireBytesPerToken()));
        }
        set(
                Figure.COMMS_COMPUTE_TENSOR_PARALLEL,
                RooflineThresholds.commsExceedComputeDegree(
                        2 * deployed.model().activeWithoutEmbedding(),
                        rates.gemmFlops(),
                        deployed.model().totals().reductions() * device.tokenBytes(),
                        rates.links().bytesPerSecond()));
    }
}
