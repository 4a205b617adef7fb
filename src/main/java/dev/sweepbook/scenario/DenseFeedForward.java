package dev.sweepbook.scenario;

/**
 * An MLP every token passes through.
 *
 * @param width values between its matrices (f)
 * @param gated whether a third matrix gates the first
 * @param bias whether its matrices add a bias
 * @param normParameters parameters of a norm inside it, 0 without
 */
public record DenseFeedForward(long width, boolean gated, boolean bias, long normParameters) implements FeedForward {
    /** Checks the width. */
    public DenseFeedForward {
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1, was " + width);
        }
    }
}
