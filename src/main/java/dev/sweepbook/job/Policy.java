package dev.sweepbook.job;

import dev.sweepbook.sweep.Expression;
import org.jspecify.annotations.Nullable;

/**
 * How a run treats what stands in the output folder already.
 *
 * @param force whether files are worked on that did not change
 * @param keep of how many days old reports are kept, 0 for none
 * @param failOn the condition of {@code --fail-on}, or null
 */
public record Policy(boolean force, int keep, @Nullable Expression failOn) {
    /** Whatever is asked is written anew, and nothing old is kept. */
    public static final Policy AFRESH = new Policy(true, 0, null);
}
