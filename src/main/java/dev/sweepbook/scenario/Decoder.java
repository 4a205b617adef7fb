package dev.sweepbook.scenario;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A decoder-only language model, tensor by tensor.
 *
 * @param layers its layers, those alike joined, in the order of first occurrence
 * @param order the same layers in the order a token passes them
 * @param embeddings what stands before and behind the layers
 * @param finalNormParameters parameters of the norm before the head
 * @param predictionLayers layers that predict further tokens, not part of the main model
 * @param visionParameters parameters of a vision tower and its projector, not part of the main model
 */
public record Decoder(
        List<LayerRun> layers,
        List<LayerSpan> order,
        Embeddings embeddings,
        long finalNormParameters,
        List<PredictionLayer> predictionLayers,
        long visionParameters)
        implements Structure {
    /** Copies the lists. */
    public Decoder {
        layers = List.copyOf(layers);
        order = List.copyOf(order);
        predictionLayers = List.copyOf(predictionLayers);
        if (layers.isEmpty() || finalNormParameters < 0 || visionParameters < 0) {
            throw new IllegalArgumentException("a decoder has at least one layer and no negative counts");
        }
        checkOrder(layers, order);
    }

    private static void checkOrder(List<LayerRun> layers, List<LayerSpan> order) {
        long[] ordered = new long[layers.size()];
        for (LayerSpan span : order) {
            ordered[span.run()] = Math.addExact(ordered[span.run()], span.count());
        }
        for (int run = 0; run < ordered.length; run++) {
            if (ordered[run] != layers.get(run).count()) {
                throw new IllegalArgumentException(
                        "order must hold each layer once, has " + ordered[run] + " of run " + run);
            }
        }
    }

    /**
     * A model whose layers that are alike stand together.
     *
     * @param layers its layers in order
     * @param embeddings what stands before and behind the layers
     * @param finalNormParameters parameters of the norm before the head
     * @param predictionLayers layers that predict further tokens
     * @param visionParameters parameters of a vision tower and its projector
     */
    public Decoder(
            List<LayerRun> layers,
            Embeddings embeddings,
            long finalNormParameters,
            List<PredictionLayer> predictionLayers,
            long visionParameters) {
        this(
                layers,
                IntStream.range(0, layers.size())
                        .mapToObj(run -> new LayerSpan(run, layers.get(run).count()))
                        .toList(),
                embeddings,
                finalNormParameters,
                predictionLayers,
                visionParameters);
    }
}
