package dev.sweepbook.scenario;

import java.util.List;

/**
 * A decoder-only language model, tensor by tensor.
 *
 * @param layers its layers, those alike joined, in the order of first occurrence
 * @param embeddings what stands before and behind the layers
 * @param finalNormParameters parameters of the norm before the head
 * @param predictionLayers layers that predict further tokens, not part of the main model
 * @param visionParameters parameters of a vision tower and its projector, not part of the main model
 */
public record Decoder(
        List<LayerRun> layers,
        Embeddings embeddings,
        long finalNormParameters,
        List<PredictionLayer> predictionLayers,
        long visionParameters)
        implements Structure {
    /** Copies the lists. */
    public Decoder {
        layers = List.copyOf(layers);
        predictionLayers = List.copyOf(predictionLayers);
        if (layers.isEmpty() || finalNormParameters < 0 || visionParameters < 0) {
            throw new IllegalArgumentException("a decoder has at least one layer and no negative counts");
        }
    }
}
