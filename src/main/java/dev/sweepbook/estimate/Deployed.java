package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model put on devices: all that does not depend on the workload, worked out once.
 *
 * @param device the model as one device sees it
 * @param memory what a device holds and what would fit
 * @param overlap share of communication hidden behind compute
 * @param windows contexts at which a layer's window is full, ascending
 * @param isLinear whether a step is linear in its context between the windows
 * @param layerCount layers of the model
 * @param refusal why the deployment cannot be estimated, or null
 * @param notes what the reader should know whatever the workload is
 */
record Deployed(
        DeviceModel device,
        MemoryPlan memory,
        double overlap,
        List<Double> windows,
        boolean isLinear,
        double layerCount,
        @Nullable Refusal refusal,
        List<String> notes) {

    /**
     * Why something cannot be estimated.
     *
     * @param axis the axis at fault
     * @param reason why, in words
     */
    record Refusal(String axis, String reason) {}

    static Deployed of(Scenario scenario, ModelCosts model, Rates rates) {
        Deployment deployment = scenario.deployment();
        boolean hasExperts = model.layers().stream().anyMatch(layer -> layer.experts() != null);
        WeightBytes weights = WeightBytes.of(deployment.precision().weights(), hasExperts);
        double activationBytes = deployment.precision().activations().bytesPerValue();
        double cacheBytes = deployment.precision().kvCache().bytesPerValue();
        DeviceModel device = new DeviceModel(
                model,
                rates,
                deployment.parallelism(),
                weights,
                activationBytes,
                cacheBytes,
                deployment.expertImbalance());
        return new Deployed(
                device,
                new MemoryPlan(scenario, model, rates, weights, activationBytes, cacheBytes),
                deployment.overlap(),
                windows(model),
                deployment.overlap() == 0 && model.layers().stream().noneMatch(Deployed::isMixed),
                model.layerCount(),
                RooflineScope.refusal(scenario, model, rates),
                rates.note().isEmpty() ? List.of() : List.of(rates.note()));
    }

    private static List<Double> windows(ModelCosts model) {
        return model.layers().stream()
                .map(layer ->
                        Math.min(layer.attention().window(), layer.attention().selected()))
                .filter(window -> window < Double.POSITIVE_INFINITY)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether the layer's attention has a part that grows with the context beside one that does not. */
    private static boolean isMixed(LayerCosts layer) {
        boolean constant =
                layer.attention().stateValues() > 0 || layer.attention().stateFlops() > 0;
        return constant && layer.attention().cachedValues() > 0;
    }

    private Parallelism parallel() {
        return device.parallel();
    }

    Efficiency.Overheads overheads() {
        return device.rates().efficiency().overheads();
    }

    double activationBytes() {
        return memory.activationBytes();
    }

    double stages() {
        return parallel().pipeline();
    }

    double microBatches() {
        return parallel().microBatches();
    }

    double devices() {
        return parallel().devicesPerReplica();
    }

    /** Sequences of one attention copy, ⌈B/data⌉. */
    double rankSequences(double batchSize) {
        return Math.ceil(batchSize / parallel().data());
    }
}
