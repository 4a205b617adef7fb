package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.List;

/**
 * What a model costs, in counts that no deployment changes; made once per model.
 *
 * @param layers the kinds of layers
 * @param head the output head
 * @param hiddenSize width of the residual stream
 * @param vocabularySize rows of the head
 * @param embeddingParameters elements of the token embedding and the position table
 * @param tied whether the head shares the embedding
 * @param otherVectors parameters outside layers, embedding and head
 * @param totalParameters all of them
 * @param activeParameters those a token passes through, embedding and head counted
 * @param activeWithoutEmbedding those a token is multiplied with
 * @param totals sums over the layers
 */
record ModelCosts(
        List<LayerCosts> layers,
        LayerCosts.Matrix head,
        double hiddenSize,
        double vocabularySize,
        double embeddingParameters,
        boolean tied,
        double otherVectors,
        double totalParameters,
        double activeParameters,
        double activeWithoutEmbedding,
        Totals totals) {

    /**
     * Sums over the layers.
     *
     * @param layers how many there are
     * @param reductions all-reduces of a step under tensor parallelism
     * @param cachedValues values a token adds to the cache
     * @param keyValueFlops operations that make a token's keys and values (FLOP)
     * @param elementwise operations of norms, activations and positions a token (FLOP)
     * @param hasExperts whether any layer has routed experts
     */
    record Totals(
            double layers,
            double reductions,
            double cachedValues,
            double keyValueFlops,
            double elementwise,
            boolean hasExperts) {
        static Totals of(List<LayerCosts> kinds) {
            double layers = 0;
            double reductions = 0;
            double cached = 0;
            double keyValue = 0;
            double elementwise = 0;
            boolean hasExperts = false;
            for (LayerCosts layer : kinds) {
                layers += layer.count();
                reductions += (double) layer.count() * layer.reductions();
                cached += layer.count() * layer.attention().cachedValues();
                keyValue += layer.count() * layer.attention().keyValueFlops();
                elementwise += layer.count() * layer.elementwise();
                hasExperts |= layer.experts() != null;
            }
            return new Totals(layers, reductions, cached, keyValue, elementwise, hasExperts);
        }
    }

    static ModelCosts of(ModelArchitecture model, Decoder decoder) {
        ParameterCount count = ParameterCount.of(decoder, model.hiddenSize());
        LayerCostsReader reader = new LayerCostsReader(model);
        double vocabulary = decoder.embeddings().vocabulary();
        double width = decoder.embeddings().width();
        LayerCosts.Matrix head = new LayerCosts.Matrix(
                "output head", vocabulary * width, width, vocabulary, LayerCosts.Split.OUTPUTS, true);
        double outside = (double) count.projections()
                + count.outerNorms()
                + (decoder.embeddings().headBias() ? vocabulary : 0);
        double ends = count.tables() + (count.tied() ? 0 : head.parameters()) + outside;
        double scale = scale(model, count.total() - ends, ends);
        List<LayerCosts> layers = count.layers().stream()
                .map(layer -> reader.read(layer).scaled(scale))
                .toList();
        return new ModelCosts(
                layers,
                head,
                model.hiddenSize(),
                vocabulary,
                count.tables(),
                count.tied(),
                outside,
                model.parameters().isGiven() ? model.parameters().total() : count.total(),
                model.parameters().isGiven() ? model.parameters().active() : count.active(),
                (count.active() - ends) * scale + head.parameters() + outside,
                Totals.of(layers));
    }

    /** What replaced counts make of the layers: embedding and head stay, the rest grows or shrinks with the total. */
    private static double scale(ModelArchitecture model, double inLayers, double ends) {
        if (!model.parameters().isGiven() || model.parameters().total() <= ends) {
            return 1;
        }
        return (model.parameters().total() - ends) / inLayers;
    }

    double layerCount() {
        return totals.layers();
    }

    boolean hasExperts() {
        return totals.hasExperts();
    }
}
