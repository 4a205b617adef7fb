package dev.sweepbook.estimate;

import java.util.List;

/** What the fullest device of a replica holds, and what would fit. */
final class DeviceMemory {
    private static final String SECTION = "FORMULAS.md 3.2";

    private final ModelCosts model;
    private final WeightBytes weights;
    private final double cacheBytes;
    private final double activationBytes;
    private final double blockTokens;

    DeviceMemory(ModelCosts model, WeightBytes weights, double cacheBytes, double activationBytes, double blockTokens) {
        this.model = model;
        this.weights = weights;
        this.cacheBytes = cacheBytes;
        this.activationBytes = activationBytes;
        this.blockTokens = blockTokens;
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
    double weightBytesPerDevice(List<Stage> stages, double tensor, double data) {
        double most = 0;
        for (Stage stage : stages) {
            double bytes = endBytes(model, weights, stage.first(), stage.last()) / tensor;
            for (LayerCosts layer : model.layers()) {
                bytes += stage.share() * layer.count() * layerBytes(layer, weights, tensor, data);
            }
            most = Math.max(most, bytes);
        }
        return most;
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

    /** Cache of one sequence on one device (B). */
    double sequenceBytes(double stages, double tensor, double context) {
        double bytes = 0;
        for (LayerCosts layer : model.layers()) {
            bytes += layer.count() * KvCache.bytesPerSequenceOnDevice(layer, cacheBytes, context, blockTokens, tensor);
        }
        return bytes / stages;
    }

    @Equation(
            says = "tokens alive · (4·d + 2·widest/N) · b_a",
            source = "own count: residual stream in and out, one widened layer in and out",
            unit = "B")
    double activationBytesPerToken(double tensor) {
        double widest = 0;
        for (LayerCosts layer : model.layers()) {
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                widest = Math.max(widest, Math.max(matrix.inputs(), matrix.outputs()));
            }
        }
        return (4 * model.hiddenSize() + 2 * widest / tensor) * activationBytes;
    }

    @Equation(says = "V/N · 4 B a sequence", source = "own count: logits in fp32", unit = "B")
    double logitBytesPerSequence(double tensor) {
        return model.vocabularySize() / tensor * 4;
    }
}
