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
        double activeWithoutEmbedding) {

    static ModelCosts of(ModelArchitecture model, Decoder decoder) {
        ParameterCount count = ParameterCount.of(decoder, model.hiddenSize());
        LayerCostsReader reader = new LayerCostsReader(model.hiddenSize());
        double vocabulary = decoder.embeddings().vocabulary();
        double width = decoder.embeddings().width();
        LayerCosts.Matrix head = new LayerCosts.Matrix(
                "output head", vocabulary * width, width, vocabulary, LayerCosts.Split.OUTPUTS, true);
        double outside = (double) count.projections()
                + count.outerNorms()
                + (decoder.embeddings().headBias() ? vocabulary : 0);
        double ends = count.tables() + (count.tied() ? 0 : head.parameters()) + outside;
        double scale = scale(model, count.total() - ends, ends);
        return new ModelCosts(
                count.layers().stream()
                        .map(layer -> reader.read(layer).scaled(scale))
                        .toList(),
                head,
                model.hiddenSize(),
                vocabulary,
                count.tables(),
                count.tied(),
                outside,
                model.parameters().isGiven() ? model.parameters().total() : count.total(),
                model.parameters().isGiven() ? model.parameters().active() : count.active(),
                (count.active() - ends) * scale + head.parameters() + outside);
    }

    /** What replaced counts make of the layers: embedding and head stay, the rest grows or shrinks with the total. */
    private static double scale(ModelArchitecture model, double inLayers, double ends) {
        if (!model.parameters().isGiven() || model.parameters().total() <= ends) {
            return 1;
        }
        return (model.parameters().total() - ends) / inLayers;
    }

    double layerCount() {
        double sum = 0;
        for (LayerCosts layer : layers) {
            sum += layer.count();
        }
        return sum;
    }

    /** All-reduces of a step under tensor parallelism. */
    double reductions() {
        double sum = 0;
        for (LayerCosts layer : layers) {
            sum += (double) layer.count() * layer.reductions();
        }
        return sum;
    }

    boolean hasExperts() {
        for (LayerCosts layer : layers) {
            if (layer.experts() != null) {
                return true;
            }
        }
        return false;
    }
}
