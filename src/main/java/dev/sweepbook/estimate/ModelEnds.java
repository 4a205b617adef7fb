package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.Split;

/**
 * What stands before and behind the layers.
 *
 * @param head the output head
 * @param headBias its biases
 * @param embedding elements of the token table
 * @param positions elements of a learned position table
 * @param vectors parameters besides: norms, projections of a narrower embedding
 * @param tied whether the head is the token table
 */
record ModelEnds(
        LayerCosts.Matrix head, double headBias, double embedding, double positions, double vectors, boolean tied) {

    static ModelEnds of(Embeddings embeddings, ParameterCount count) {
        double vocabulary = embeddings.vocabulary();
        double width = embeddings.width();
        return new ModelEnds(
                new LayerCosts.Matrix("output head", vocabulary * width, width, vocabulary, Split.OUTPUTS, true),
                embeddings.headBias() ? vocabulary : 0,
                count.embedding(),
                count.position(),
                (double) count.projections() + count.outerNorms(),
                count.tied());
    }

    double parameters() {
        return embedding + positions + (tied ? 0 : head.parameters()) + headBias + vectors;
    }

    /** Vectors a device with the head holds: each has all norms and its part of the biases. */
    double vectors(double tensor) {
        return vectors + headBias / tensor;
    }
}
