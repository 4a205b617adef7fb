package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the devices of a replica hold, stage by stage, worked out once for all workloads; and the same, when asked for,
 * for every other number of devices that could serve the model.
 */
@Live(name = "usableBytes", is = "memoryUtilization*IFERROR(device.reported_memory,device.memory)")
@Live(name = "runtimeBytes", is = "IF(asked.runtime_memory=\"\",cal.runtime,asked.runtime_memory*1E+9)")
@Live(name = "freshTokens", is = "MAX(1,newPromptTokens)")
@Live(name = "blocks", is = "-INT(-heldContext/kvBlockTokens)")
@Live(
        name = "activationBytesPerToken",
        is =
                "(4*of.hidden_size+2*MAX(of.widest,IF(expertParallel>1,expertImbalance,1)*of.widest_experts)/tensorParallel)*activationBytes")
@Live(
        name = "weightBytes",
        is =
                "SUMPRODUCT((o_part=whole)*(o_head=0)*o_times*(o_whole+o_split+o_copied)*" + LiveWords.BYTES
                        + ")+MOE(SUMPRODUCT((x_part=whole)*x_times*x_experts*(x_weights*expertBytes+x_vectors*keptBytes)))+of.embedding*embeddingBytes+of.positions*keptBytes+IF(of.tied=1,0,of.head*headBytes)+(of.end_vectors+of.head_bias)*keptBytes",
        gives = Figure.WEIGHT_BYTES)
final class MemoryPlan {
    private static final String SECTION = "FORMULAS.md 3.2";
    private static final long MOST_TENSOR_PARALLEL = 1024;
    private static final long MOST_STAGES = 1024;

    private final ModelCosts model;
    private final WeightBytes weights;
    private final double activationBytes;
    private final double cacheBytes;
    private final double blockTokens;
    private final double usableBytes;
    private final double runtimeBytes;
    private final double chunkTokens;
    private final boolean cacheGrows;
    private final StageMemory[] own;
    private final List<Degrees> degrees;
    private final List<StageMemory[]> others = new ArrayList<>();

    MemoryPlan(
            Scenario scenario,
            ModelCosts model,
            Rates rates,
            WeightBytes weights,
            double activationBytes,
            double cacheBytes) {
        this.model = model;
        this.weights = weights;
        this.activationBytes = activationBytes;
        this.cacheBytes = cacheBytes;
        this.blockTokens = scenario.deployment().kvBlockTokens();
        Accelerator device = scenario.hardware();
        double memory = device.has(AcceleratorField.REPORTED_MEMORY)
                ? device.get(AcceleratorField.REPORTED_MEMORY)
                : device.get(AcceleratorField.MEMORY);
        this.usableBytes = usableBytes(scenario.deployment().memoryUtilization(), memory);
        double ownRuntime = scenario.deployment().runtimeMemoryBytes();
        this.runtimeBytes =
                Double.isNaN(ownRuntime) ? rates.efficiency().footprint().runtimeBytes() : ownRuntime;
        this.chunkTokens = rates.efficiency().footprint().chunkTokens();
        this.cacheGrows = model.totals().cachedValues().perToken() > 0;
        Parallelism parallel = scenario.deployment().parallelism();
        double crowd = parallel.expert() > 1 ? scenario.deployment().expertImbalance() : 1;
        this.own = stages(parallel.tensor(), parallel.pipeline(), parallel.data(), crowd);
        this.degrees = degrees(device);
    }

    private record Degrees(long tensor, long stages) {
        double devices() {
            return (double) tensor * stages;
        }
    }

    private StageMemory[] stages(long tensor, long stages, long data, double crowd) {
        List<Stage> distinct = stages == 1 ? List.of(Stage.whole(model)) : Stage.distinct(model, stages);
        return distinct.stream().map(stage -> held(stage, tensor, data, crowd)).toArray(StageMemory[]::new);
    }

    private StageMemory held(Stage stage, double tensor, double data, double crowd) {
        ContextSum.Builder cache = new ContextSum.Builder();
        for (int kind = 0; kind < stage.counts().size(); kind++) {
            double count = stage.counts().get(kind);
            LayerCosts.AttentionCosts attention = model.layers().get(kind).attention();
            double values = attention.cachedValues() * attention.cacheShare(tensor);
            cache.add(
                    attention.window(),
                    count * values * cacheBytes,
                    count * attention.state().values() / tensor * cacheBytes);
            cache.add(Double.POSITIVE_INFINITY, count * attention.index().cachedValues() * cacheBytes, 0);
        }
        return new StageMemory(
                weightBytesPerDevice(stage, tensor, data),
                cache.build(),
                activationBytesPerToken(tensor, crowd),
                stage.last() ? model.vocabularySize() / tensor * 4 : 0); // logits in fp32
    }

    /** One pipeline stage and more tensor parallelism first; then by the number of devices. */
    private List<Degrees> degrees(Accelerator device) {
        List<Degrees> found = new ArrayList<>();
        long layers = (long) model.layerCount();
        for (long tensor = 1; tensor <= MOST_TENSOR_PARALLEL; tensor++) {
            if (!RooflineScope.dividesHeads(model, tensor)) {
                continue;
            }
            for (long stages = 1; stages <= Math.min(layers, MOST_STAGES); stages++) {
                if (layers % stages == 0 && RooflineScope.reaches(device, (double) tensor * stages)) {
                    found.add(new Degrees(tensor, stages));
                }
            }
        }
        found.sort(Comparator.comparing((Degrees each) -> each.stages() > 1)
                .thenComparingDouble(Degrees::devices)
                .thenComparingLong(Degrees::stages));
        return found;
    }

    /** How many other numbers of devices, the own among them, there are. */
    int otherCount() {
        return degrees.size();
    }

    /** What a device of each stage holds with another number of devices; the fewest come first. */
    StageMemory[] other(int place) {
        while (others.size() <= place) {
            Degrees next = degrees.get(others.size());
            others.add(stages(next.tensor(), next.stages(), 1, 1));
        }
        return others.get(place);
    }

    double otherDevices(int place) {
        return degrees.get(place).devices();
    }

    @Equation(
            says = "memory_utilization · memory, the memory the device reports where known",
            source = SECTION,
            unit = "B")
    static double usableBytes(double memoryUtilization, double memoryBytes) {
        return memoryUtilization * memoryBytes;
    }

    @Equation(
            says =
                    "Σ parameters · bytes of their format, one copy; a tied table as the head; gpt-oss in mxfp4: the experts alone",
            source = "FORMULAS.md 3.4",
            unit = "B",
            gives = Figure.WEIGHT_BYTES)
    static double weightBytes(ModelCosts model, WeightBytes weights) {
        double bytes = endBytes(model, weights, true, true, 1);
        for (LayerCosts layer : model.layers()) {
            bytes += layer.count() * layerBytes(layer, weights, 1, 1);
        }
        return bytes;
    }

    @Equation(
            says =
                    "linear layers /N, key-value heads max(g/N, 1)/g, routed experts /(N·data), router and norms copied, of the fullest stage",
            source = SECTION,
            unit = "B",
            gives = Figure.WEIGHT_BYTES_PER_DEVICE)
    private double weightBytesPerDevice(Stage stage, double tensor, double data) {
        double bytes = endBytes(model, weights, stage.first(), stage.last(), tensor);
        for (int kind = 0; kind < stage.counts().size(); kind++) {
            bytes += stage.counts().get(kind) * layerBytes(model.layers().get(kind), weights, tensor, data);
        }
        return bytes;
    }

    private static double endBytes(ModelCosts model, WeightBytes weights, boolean first, boolean last, double tensor) {
        ModelEnds ends = model.ends();
        double tables = first ? ends.embedding() * weights.embedding() + ends.positions() * weights.kept() : 0;
        boolean sharedHere = ends.tied() && first;
        double head = last && !sharedHere ? ends.head().parameters() * weights.head() : 0;
        return (tables + head) / tensor + (last ? ends.vectors(tensor) * weights.kept() : 0);
    }

    private static double layerBytes(LayerCosts layer, WeightBytes weights, double tensor, double data) {
        double bytes = layer.vectors() * weights.kept();
        for (LayerCosts.Matrix matrix : layer.matrices()) {
            bytes += matrix.parameters() * matrix.share(tensor) * (matrix.kept() ? weights.kept() : weights.linear());
        }
        LayerCosts.ExpertCosts experts = layer.experts();
        return experts == null ? bytes : bytes + experts.experts() * experts.bytes(weights) / (tensor * data);
    }

    @Equation(
            says =
                    "(4·d + 2·widest/N) · b_a: residual stream in and out, one widened layer in and out; of routed experts "
                            + "k·2·m, as much more on the busiest rank",
            source = "own count",
            unit = "B")
    private double activationBytesPerToken(double tensor, double crowd) {
        double widest = 0;
        for (LayerCosts layer : model.layers()) {
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                widest = Math.max(widest, Math.max(matrix.inputs(), matrix.outputs()));
            }
            LayerCosts.ExpertCosts experts = layer.experts();
            if (experts != null) {
                widest = Math.max(widest, crowd * experts.perToken() * experts.outputs());
            }
        }
        return (4 * model.hiddenSize() + 2 * widest / tensor) * activationBytes;
    }

    /** What a device of each stage that differs holds. */
    StageMemory[] own() {
        return own;
    }

    double usableBytes() {
        return usableBytes;
    }

    /** Whether a token adds to the cache of any layer. */
    boolean cacheGrows() {
        return cacheGrows;
    }

    double runtimeBytes() {
        return runtimeBytes;
    }

    double chunkTokens() {
        return chunkTokens;
    }

    double blockTokens() {
        return blockTokens;
    }

    double cacheBytes() {
        return cacheBytes;
    }

    double activationBytes() {
        return activationBytes;
    }

    WeightBytes weights() {
        return weights;
    }
}
