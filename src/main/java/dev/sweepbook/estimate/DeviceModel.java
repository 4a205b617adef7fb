package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Parallelism;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model spread over devices, as one of them sees it: what each kind of layer asks of it, worked out once. */
final class DeviceModel {
    private final ModelCosts model;
    private final Rates rates;
    private final Parallelism parallel;
    private final WeightBytes weights;
    private final double activationBytes;
    private final double cacheBytes;
    private final double imbalance;
    private final double tensor;
    private final AllReduce allReduce;
    private final AllReduce wideAllReduce;
    private final StageModel whole;

    DeviceModel(
            ModelCosts model,
            Rates rates,
            Parallelism parallel,
            WeightBytes weights,
            double activationBytes,
            double cacheBytes,
            double imbalance) {
        this.model = model;
        this.rates = rates;
        this.parallel = parallel;
        this.weights = weights;
        this.activationBytes = activationBytes;
        this.cacheBytes = cacheBytes;
        this.imbalance = imbalance;
        this.tensor = parallel.tensor();
        this.allReduce = new AllReduce(tensor, rates.links());
        this.wideAllReduce = new AllReduce(tensor * parallel.data(), rates.links());
        this.whole = new StageModel(this, Stage.whole(model));
    }

    ModelCosts model() {
        return model;
    }

    Rates rates() {
        return rates;
    }

    Parallelism parallel() {
        return parallel;
    }

    AllReduce allReduce() {
        return allReduce;
    }

    /** Over tensor × data parallel devices, where experts are split over attention copies without dispatch. */
    AllReduce wideAllReduce() {
        return wideAllReduce;
    }

    /** All layers, the embedding and the head. */
    StageModel whole() {
        return whole;
    }

    /** The stages that differ; the whole model where there is one. */
    StageModel[] stages() {
        if (parallel.pipeline() == 1) {
            return new StageModel[] {whole};
        }
        return Stage.distinct(model, parallel.pipeline()).stream()
                .map(stage -> new StageModel(this, stage))
                .toArray(StageModel[]::new);
    }

    /** The matrices and vectors of one kind of layer, run by so many layers. */
    List<Operator> operators(LayerCosts layer, double times) {
        List<Operator> all = new ArrayList<>();
        for (LayerCosts.Matrix matrix : layer.matrices()) {
            all.add(Operator.of(matrix.name(), times, matrix, tensor, weights, activationBytes)
                    .worked(layer.worked()));
        }
        all.add(new Operator("norms and biases", times, 2 * layer.vectors(), layer.vectors() * weights.kept(), 0)
                .worked(layer.worked()));
        double passes = rates.efficiency().kernels().streamPasses();
        if (passes > 0) {
            all.add(new Operator("residual stream between kernels", times, 0, 0, passes * tokenBytes()));
        }
        return all;
    }

    /** The rows a token takes from the embedding. */
    Operator embedding() {
        return new Operator("embedding rows", 1, 0, 0, model.hiddenSize() * weights.embedding());
    }

    /** What makes the logits of a sequence. */
    List<Operator> head() {
        LayerCosts.Matrix matrix = model.ends().head();
        WeightBytes asHead = new WeightBytes(weights.head(), 0, weights.head(), 0, 0);
        double outside = model.ends().vectors(tensor);
        return List.of(
                Operator.of(matrix.name(), 1, matrix, tensor, asHead, activationBytes),
                new Operator("final norm", 1, 2 * outside, outside * weights.kept(), 0));
    }

    /** What one layer of a kind does to the context, for one sequence. */
    List<AttentionOperator> attention(LayerCosts layer) {
        List<AttentionOperator> all = new ArrayList<>();
        AttentionOperator attention = AttentionOperator.of(layer.attention(), tensor, cacheBytes);
        if (!attention.isNothing()) {
            all.add(attention);
        }
        if (layer.attention().index().flops() > 0) {
            all.add(AttentionOperator.of(layer.attention().index(), cacheBytes));
        }
        return all;
    }

    @Nullable
    ExpertOperator experts(LayerCosts layer) {
        return layer.experts() == null
                ? null
                : new ExpertOperator(layer.experts(), parallel, weights, activationBytes, imbalance, rates.links());
    }

    /** Bytes of a token's activations as they go from device to device. */
    double tokenBytes() {
        return model.hiddenSize() * activationBytes;
    }

    /** Bytes of a sequence's logits, all devices together. */
    double logitBytes() {
        return model.vocabularySize() * activationBytes;
    }

    WeightBytes weights() {
        return weights;
    }
}
