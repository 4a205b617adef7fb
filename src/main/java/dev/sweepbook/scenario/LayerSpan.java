package dev.sweepbook.scenario;

/**
 * Consecutive layers that are alike.
 *
 * @param run which of the decoder's runs they are of, from 0
 * @param count how many
 */
public record LayerSpan(int run, long count) {
    /** Checks the count. */
    public LayerSpan {
        if (run < 0 || count < 1) {
            throw new IllegalArgumentException("run must be at least 0, count at least 1, were " + run + ", " + count);
        }
    }
}
