package dev.sweepbook.estimate;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.PredictionLayer;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The parameters of a model, to the unit. A tensor that is used twice counts once; causal masks, rotary tables and
 * quantization scales are no parameters.
 *
 * @param embedding the token table
 * @param position a learned position table
 * @param projections between a narrower embedding and the residual stream
 * @param head the output head with its bias; 0 weights where it is the token table
 * @param outerNorms norms behind the embedding and before the head
 * @param layers one entry a run of equal layers
 * @param prediction layers that predict further tokens; not in the total
 * @param vision vision tower and projector; not in the total
 * @param tied whether the head is the token table
 */
public record ParameterCount(
        long embedding,
        long position,
        long projections,
        long head,
        long outerNorms,
        List<LayerCount> layers,
        long prediction,
        long vision,
        boolean tied) {
    /** Copies the list. */
    public ParameterCount {
        layers = List.copyOf(layers);
    }

    /**
     * Counts a model.
     *
     * @param model its tensors
     * @param hiddenSize width of the residual stream
     * @return the counts
     * @throws ArithmeticException where a count passes 2^63 - 1
     */
    public static ParameterCount of(Decoder model, long hiddenSize) {
        Embeddings e = model.embeddings();
        ParameterCount count = new ParameterCount(
                product(e.vocabulary(), e.width()),
                product(e.positionRows(), hiddenSize),
                e.projectionParameters(),
                sum(e.tied() ? 0 : product(e.vocabulary(), e.width()), e.headBias() ? e.vocabulary() : 0),
                sum(e.normParameters(), model.finalNormParameters()),
                model.layers().stream()
                        .map(run -> LayerCount.of(run, hiddenSize))
                        .toList(),
                prediction(model.predictionLayers(), hiddenSize),
                model.visionParameters(),
                e.tied());
        sum(count.total(), count.prediction, count.vision);
        return count;
    }

    private static long prediction(List<PredictionLayer> layers, long hiddenSize) {
        long total = 0;
        for (PredictionLayer layer : layers) {
            total = sum(
                    total,
                    LayerCount.of(layer.layer(), hiddenSize).total(),
                    layer.joinParameters(),
                    layer.normParameters());
        }
        return total;
    }

    /**
     * The main text model, every tensor once.
     *
     * @return the count
     */
    @Equation(
            says = "Σ elements of every tensor of the main model, each once",
            source = "FORMULAS.md 3.1",
            unit = "parameters",
            gives = Figure.PARAMETERS)
    public long total() {
        return sum(embedding, position, projections, head, outerNorms, overLayers(LayerCount::total));
    }

    /**
     * The token table.
     *
     * @return the count
     */
    @Override
    @Equation(says = "V·d", source = "FORMULAS.md 3.1", unit = "parameters", gives = Figure.EMBEDDING_PARAMETERS)
    public long embedding() {
        return embedding;
    }

    /**
     * The tables a token is looked up in: token embedding and learned positions.
     *
     * @return the count
     */
    public long tables() {
        return sum(embedding, position);
    }

    /**
     * What a token passes through, embedding and head counted whole.
     *
     * @return the count
     */
    @Equation(
            says = "the same with k of E experts; embedding and head whole",
            source = "FORMULAS.md 3.1",
            unit = "parameters",
            gives = Figure.ACTIVE_PARAMETERS)
    public long active() {
        return sum(embedding, position, projections, head, outerNorms, overLayers(LayerCount::active));
    }

    /**
     * The active parameters that take part in matrix products: without the tables that are only looked up. A tied
     * table stays, as the head.
     *
     * @return the count
     */
    public long activeWithoutInputEmbedding() {
        return active() - position - (tied ? 0 : embedding);
    }

    /**
     * Attention and recurrences of all layers.
     *
     * @return the count
     */
    public long attention() {
        return overLayers(layer -> layer.attention().total());
    }

    /**
     * Dense MLPs of all layers.
     *
     * @return the count
     */
    public long mlp() {
        return overLayers(layer -> layer.mlp().total());
    }

    /**
     * Routed experts of all layers.
     *
     * @return the count
     */
    public long experts() {
        return overLayers(layer -> layer.experts().total());
    }

    /**
     * Routed experts that a token passes through, of all layers.
     *
     * @return the count
     */
    public long activeExperts() {
        return overLayers(layer -> layer.activeExperts().total());
    }

    /**
     * Shared experts of all layers.
     *
     * @return the count
     */
    public long sharedExperts() {
        return overLayers(layer -> layer.sharedExperts().total());
    }

    /**
     * Routers of all layers.
     *
     * @return the count
     */
    public long routers() {
        return overLayers(LayerCount::router);
    }

    /**
     * Norms over the residual stream, those outside the layers too.
     *
     * @return the count
     */
    public long norms() {
        return sum(outerNorms, overLayers(LayerCount::norms));
    }

    private long overLayers(ToLongFunction<LayerCount> part) {
        long total = 0;
        for (LayerCount layer : layers) {
            total = sum(total, product(layer.run().count(), part.applyAsLong(layer)));
        }
        return total;
    }
}
