package dev.sweepbook.scenario;

/**
 * An MLP every token passes through.
 *
 * @param width values between its matrices (f)
 * @param gated whether a third matrix gates the first
 * @param bias whether its matrices add a bias
 * @param otherParameters parameters inside it besides, as those of a learned activation; 0 without
 */
public record DenseFeedForward(long width, boolean gated, boolean bias, long otherParameters) implements FeedForward {
    /** Checks the width. */
    public DenseFeedForward {
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1, was " + width);
        }
    }
}
