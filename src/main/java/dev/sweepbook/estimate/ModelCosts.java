package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LayerSpan;
import dev.sweepbook.scenario.MixtureOfExperts;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import java.util.List;

/**
 * What a model costs, in counts that no deployment changes; made once per model.
 *
 * @param layers the kinds of layers
 * @param order the layers as a token passes them, each span of one kind
 * @param ends what stands before and behind them
 * @param hiddenSize width of the residual stream
 * @param vocabularySize rows of the head
 * @param totalParameters all of them
 * @param activeParameters those a token passes through, embedding and head counted
 * @param activeWithoutEmbedding those a token is multiplied with
 * @param expertsAlone whether mxfp4 is the format of the experts alone
 * @param totals sums over the layers
 */
@Live(name = "whole", is = "INDEX(m_whole,modelRow)")
@Live(name = "parameters", is = "of.total", gives = Figure.PARAMETERS)
@Live(name = "activeParameters", is = "of.active", gives = Figure.ACTIVE_PARAMETERS)
@Live(name = "embeddingParameters", is = "of.embedding", gives = Figure.EMBEDDING_PARAMETERS)
record ModelCosts(
        List<LayerCosts> layers,
        List<LayerSpan> order,
        ModelEnds ends,
        double hiddenSize,
        double vocabularySize,
        double totalParameters,
        double activeParameters,
        double activeWithoutEmbedding,
        boolean expertsAlone,
        LayerTotals totals) {

    static ModelCosts of(ModelArchitecture model, Decoder decoder) {
        ParameterCount count = ParameterCount.of(decoder, model.hiddenSize());
        LayerCostsReader reader = new LayerCostsReader(model);
        ModelEnds ends = ModelEnds.of(decoder.embeddings(), count);
        ParameterScale scale = ParameterScale.of(model.parameters(), count, ends.parameters());
        List<LayerCosts> layers = count.layers().stream()
                .map(layer -> reader.read(layer).scaled(scale))
                .toList();
        double active = active(model.parameters(), count, ends.parameters(), scale);
        return new ModelCosts(
                layers,
                decoder.order(),
                ends,
                model.hiddenSize(),
                decoder.embeddings().vocabulary(),
                model.parameters().isGiven() ? model.parameters().total() : count.total(),
                active,
                active - ends.positions() - (ends.tied() ? 0 : ends.embedding()),
                decoder.layers().stream().anyMatch(ModelCosts::hasExpertsAlone),
                LayerTotals.of(layers));
    }

    private static double active(ParameterOverride given, ParameterCount count, double ends, ParameterScale scale) {
        return Double.isNaN(given.active()) ? (count.active() - ends) * scale.total() + ends : given.active();
    }

    private static boolean hasExpertsAlone(LayerRun run) {
        return run.feedForward() instanceof MixtureOfExperts moe && moe.quantizedAlone();
    }

    double layerCount() {
        return totals.layers();
    }

    boolean hasExperts() {
        return totals.hasExperts();
    }
}
