package dev.sweepbook.diff;

import java.util.List;

/**
 * A scenario with results that changed.
 *
 * @param before as it was asked
 * @param after as it is asked now
 * @param changes the results, in the order of the columns; never empty
 * @param was whether it fitted and met the SLO
 * @param is whether it fits and meets the SLO
 */
public record ScenarioChange(Entry before, Entry after, List<Change> changes, Verdict was, Verdict is) {
    /**
     * Whether a scenario can be planned with.
     *
     * @param fits whether it fits the memory
     * @param meets whether it fits and meets an SLO that is asked for
     * @param misses what it misses of an SLO, as titles of columns; {@code Fits} where it is the memory
     */
    public record Verdict(boolean fits, boolean meets, List<String> misses) {
        /** Copies the list. */
        public Verdict {
            misses = List.copyOf(misses);
        }
    }

    /** Copies the list. */
    public ScenarioChange {
        changes = List.copyOf(changes);
    }

    /**
     * Whether it fits on either side.
     *
     * @return whether its times are more than arithmetic in one of the reports
     */
    public boolean fitsEither() {
        return was.fits() || is.fits();
    }
}
