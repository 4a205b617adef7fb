package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** A model put on devices: all that does not depend on the workload, worked out once. */
final class Deployed implements Placement {
    private final ModelCosts model;
    private final Rates rates;
    private final DeviceModel device;
    private final StageModel[] passed;
    private final boolean takesTurns;
    private final MemoryPlan memory;
    private final Turning turning;
    private final double[] windows;
    private final boolean isLinear;
    private final List<String> notes;
    private final double[] figures;
    private final double overlap;
    private final double stageCount;
    private final double microBatches;
    private final double devices;
    private final double copies;

    private Deployed(Scenario scenario, ModelCosts model, Rates rates) {
        Deployment deployment = scenario.deployment();
        Parallelism parallel = deployment.parallelism();
        WeightBytes weights = WeightBytes.of(
                deployment.precision().weights(),
                model.expertsAlone(),
                model.ends().tied());
        double activationBytes = deployment.precision().activations().bytesPerValue();
        double cacheBytes = deployment.precision().kvCache().bytesPerValue();
        this.model = model;
        this.rates = rates;
        this.device = new DeviceModel(
                model, rates, parallel, weights, activationBytes, cacheBytes, deployment.expertImbalance());
        this.takesTurns = rates.efficiency().scheduling().layerSplit() && parallel.pipeline() > 1;
        this.passed = takesTurns ? new StageModel[] {device.whole()} : device.stages();
        this.memory = new MemoryPlan(scenario, model, rates, weights, activationBytes, cacheBytes);
        this.turning = Turning.of(device);
        this.windows = model.totals().decodeFlops().limits();
        this.overlap = deployment.overlap();
        this.isLinear =
                overlap == 0 && passed.length == 1 && model.layers().stream().noneMatch(Deployed::isMixed);
        this.notes = notes(model, rates, memory);
        this.stageCount = parallel.pipeline();
        this.microBatches = parallel.microBatches();
        this.devices = parallel.devicesPerReplica();
        this.copies = parallel.data();
        this.figures = RooflineConstants.of(this);
    }

    /** Puts a model on devices, or says why that cannot be. */
    static Placement of(Scenario scenario, ModelCosts model, Rates rates) {
        Refusal refusal = RooflineScope.refusal(scenario, model, rates);
        return refusal == null ? new Deployed(scenario, model, rates) : refusal;
    }

    private static List<String> notes(ModelCosts model, Rates rates, MemoryPlan memory) {
        List<String> all = new ArrayList<>();
        if (!rates.note().isEmpty()) {
            all.add(rates.note());
        }
        if (model.totals().hasIndexer()) {
            all.add("the keys of the indexer are in the cache per device and in its time, not in KV bytes");
        }
        if (!memory.cacheGrows()) {
            all.add("no cache grows with the context: max_batch_size says what fits, not kv_token_capacity");
        }
        return List.copyOf(all);
    }

    /** Whether the layer's attention has a part that grows with the context beside one that does not. */
    private static boolean isMixed(LayerCosts layer) {
        boolean constant = layer.attention().state().values() > 0
                || layer.attention().state().flops() > 0;
        return constant && layer.attention().cachedValues() > 0;
    }

    ModelCosts model() {
        return model;
    }

    Rates rates() {
        return rates;
    }

    DeviceModel device() {
        return device;
    }

    /** What a micro-batch passes while others pass the rest: the pipeline stages that differ, or all of the model. */
    StageModel[] passed() {
        return passed;
    }

    /** Whether sequences that find no room wait for others to end. */
    boolean queues() {
        return rates.efficiency().scheduling().queues();
    }

    /** Whether the stages take turns, each with the whole batch. */
    boolean takesTurns() {
        return takesTurns;
    }

    MemoryPlan memory() {
        return memory;
    }

    /** Where a step changes character. */
    Turning turning() {
        return turning;
    }

    /** Contexts at which a layer sees all it can see, ascending. */
    double[] windows() {
        return windows;
    }

    /** Whether a step is linear in its context between the windows. */
    boolean isLinear() {
        return isLinear;
    }

    /** What the reader should know whatever the workload is. */
    List<String> notes() {
        return notes;
    }

    /** The figures that no workload changes, each in its place, NaN in the others. */
    double[] figures() {
        return figures;
    }

    double overlap() {
        return overlap;
    }

    Efficiency.Overheads overheads() {
        return rates.efficiency().overheads();
    }

    double stageCount() {
        return stageCount;
    }

    double microBatches() {
        return microBatches;
    }

    /** Devices of a replica. */
    double devices() {
        return devices;
    }

    /** Attention copies. */
    double copies() {
        return copies;
    }

    /** Sequences of one attention copy, ⌈B/data⌉. */
    double rankSequences(double batchSize) {
        return copies == 1 ? batchSize : Math.ceil(batchSize / copies);
    }
}
