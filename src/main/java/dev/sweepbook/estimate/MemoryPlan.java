package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the fullest device of a replica holds, worked out once for all workloads; and the same for every other number
 * of devices that could serve the model.
 */
final class MemoryPlan {
    private static final String SECTION = "FORMULAS.md 3.2";
    private static final long MOST_TENSOR_PARALLEL = 1024;

    private final ModelCosts model;
    private final WeightBytes weights;
    private final double activationBytes;
    private final double cacheBytes;
    private final double blockTokens;
    private final double usableBytes;
    private final double runtimeBytes;
    private final double chunkTokens;
    private final double totalWeightBytes;
    private final Spread own;
    private final Spread[] others;

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
        this.totalWeightBytes = weightBytes(model, weights);
        Parallelism parallel = scenario.deployment().parallelism();
        this.own = spread(parallel.tensor(), parallel.pipeline(), parallel.data());
        this.others = others(device);
    }

    /**
     * A model over so many devices.
     *
     * @param tensor tensor-parallel degree
     * @param stages pipeline stages
     * @param data attention copies
     * @param weightBytes weights on the fullest device (B)
     * @param activationBytesPerToken activations of a token (B)
     * @param logitBytesPerSequence logits of a sequence (B)
     */
    record Spread(
            double tensor,
            double stages,
            double data,
            double weightBytes,
            double activationBytesPerToken,
            double logitBytesPerSequence) {
        double devices() {
            return tensor * stages;
        }
    }

    private Spread spread(double tensor, double stages, double data) {
        return new Spread(
                tensor,
                stages,
                data,
                weightBytesPerDevice(tensor, stages, data),
                activationBytesPerToken(tensor),
                model.vocabularySize() / tensor * 4); // logits in fp32
    }

    /** One pipeline stage and more tensor parallelism first; then by the number of devices. */
    private Spread[] others(Accelerator device) {
        List<Spread> found = new ArrayList<>();
        long layers = (long) model.layerCount();
        for (long tensor = 1; tensor <= MOST_TENSOR_PARALLEL; tensor++) {
            if (!RooflineScope.dividesHeads(model, tensor)) {
                continue;
            }
            for (long stages = 1; stages <= layers; stages++) {
                if (layers % stages == 0 && RooflineScope.reaches(device, (double) tensor * stages)) {
                    found.add(spread(tensor, stages, 1));
                }
            }
        }
        found.sort(Comparator.comparing((Spread spread) -> spread.stages() > 1)
                .thenComparingDouble(Spread::devices)
                .thenComparingDouble(Spread::stages));
        return found.toArray(Spread[]::new);
    }

    @Equation(
            says = "memory_utilization · memory, the memory the device reports where known",
            source = SECTION,
            unit = "B")
    static double usableBytes(double memoryUtilization, double memoryBytes) {
        return memoryUtilization * memoryBytes;
    }

    @Equation(
            says = "Σ parameters · bytes of their format, one copy",
            source = "FORMULAS.md 3.4",
            unit = "B",
            gives = Figure.WEIGHT_BYTES)
    static double weightBytes(ModelCosts model, WeightBytes weights) {
        double bytes = endBytes(model, weights, true, true);
        for (LayerCosts layer : model.layers()) {
            bytes += layer.count() * layerBytes(layer, weights, 1, 1);
        }
        return bytes;
    }

    @Equation(
            says = "linear layers /N, routed experts /(N·data), router and norms copied, of the fullest stage",
            source = SECTION,
            unit = "B",
            gives = Figure.WEIGHT_BYTES_PER_DEVICE)
    private double weightBytesPerDevice(double tensor, double stages, double data) {
        double layers = 0;
        for (LayerCosts layer : model.layers()) {
            layers += layer.count() * layerBytes(layer, weights, tensor, data);
        }
        double ends = stages == 1
                ? endBytes(model, weights, true, true)
                : Math.max(endBytes(model, weights, true, false), endBytes(model, weights, false, true));
        return layers / stages + ends / tensor;
    }

    private static double endBytes(ModelCosts model, WeightBytes weights, boolean first, boolean last) {
        double embedding = first ? model.embeddingParameters() * weights.embedding() : 0;
        boolean sharedHere = model.tied() && first;
        double head = last && !sharedHere ? model.head().parameters() * weights.head() : 0;
        return embedding + head + (last ? model.otherVectors() * weights.kept() : 0);
    }

    private static double layerBytes(LayerCosts layer, WeightBytes weights, double tensor, double data) {
        double bytes = layer.vectors() * weights.kept();
        for (LayerCosts.Matrix matrix : layer.matrices()) {
            double share = matrix.split() == LayerCosts.Split.COPIED ? 1 : 1 / tensor;
            bytes += matrix.parameters() * share * (matrix.kept() ? weights.kept() : weights.linear());
        }
        LayerCosts.ExpertCosts experts = layer.experts();
        return experts == null
                ? bytes
                : bytes + experts.experts() * experts.parameters() * weights.experts() / (tensor * data);
    }

    @Equation(
            says = "(4·d + 2·widest/N) · b_a: residual stream in and out, one widened layer in and out",
            source = "own count",
            unit = "B")
    private double activationBytesPerToken(double tensor) {
        double widest = 0;
        for (LayerCosts layer : model.layers()) {
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                widest = Math.max(widest, Math.max(matrix.inputs(), matrix.outputs()));
            }
        }
        return (4 * model.hiddenSize() + 2 * widest / tensor) * activationBytes;
    }

    /** Cache of one sequence on one device (B). */
    double sequenceBytes(Spread spread, double context) {
        double bytes = 0;
        for (LayerCosts layer : model.layers()) {
            bytes += layer.count()
                    * KvCache.bytesPerSequenceOnDevice(layer, cacheBytes, context, blockTokens, spread.tensor());
        }
        return bytes / spread.stages();
    }

    @Equation(
            says = "min(B·(s−p), chunk) · activation bytes a token + B · V/N · 4 bytes of logits",
            source = "own count",
            unit = "B")
    double activations(Spread spread, double sequences, double freshTokens) {
        double alive = Math.min(sequences * freshTokens, chunkTokens);
        return alive * spread.activationBytesPerToken() + sequences * spread.logitBytesPerSequence();
    }

    ModelCosts model() {
        return model;
    }

    Spread own() {
        return own;
    }

    Spread[] others() {
        return others;
    }

    double totalWeightBytes() {
        return totalWeightBytes;
    }

    double usableBytes() {
        return usableBytes;
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
