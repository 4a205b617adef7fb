package dev.sweepbook.scenario;

/**
 * Layers that are alike, wherever in the model they stand.
 *
 * @param count how many
 * @param attention how a token sees the others
 * @param feedForward what follows
 * @param normParameters parameters of one layer's norms over the residual stream
 * @param parallel whether attention and MLP read the same input and are summed once
 */
public record LayerRun(
        long count, Attention attention, FeedForward feedForward, long normParameters, boolean parallel) {
    /** Checks the counts. */
    public LayerRun {
        if (count < 1 || normParameters < 0) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
    }
}
