package dev.sweepbook.scenario;

/**
 * What stands before and behind the layers.
 *
 * @param vocabulary rows of the token table
 * @param width values in a row of it
 * @param positionRows rows of a learned position table, 0 without one
 * @param tied whether the head is the token table
 * @param headBias whether the head adds a bias
 * @param projectionParameters weights between a narrower embedding and the residual stream, 0 without
 * @param normParameters parameters of a norm behind the embedding, 0 without
 */
public record Embeddings(
        long vocabulary,
        long width,
        long positionRows,
        boolean tied,
        boolean headBias,
        long projectionParameters,
        long normParameters) {}
