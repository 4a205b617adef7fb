package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.LayerSpan;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.List;

/**
 * What a model costs, in counts that no deployment changes; made once per model.
 *
 * @param layers the kinds of layers
 * @param order the layers as a token passes them, each span of one kind
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
        List<LayerSpan> order,
        LayerCosts.Matrix head,
        double hiddenSize,
        double vocabularySize,
        double embeddingParameters,
        boolean tied,
        double otherVectors,
        double totalParameters,
        double activeParameters,
        double activeWithoutEmbedding,
        LayerTotals totals) {

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
                decoder.order(),
                head,
                model.hiddenSize(),
                vocabulary,
                count.tables(),
                count.tied(),
                outside,
                model.parameters().isGiven() ? model.parameters().total() : count.total(),
                model.parameters().isGiven() ? model.parameters().active() : count.active(),
                (count.active() - ends) * scale + head.parameters() + outside,
                LayerTotals.of(layers));
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
