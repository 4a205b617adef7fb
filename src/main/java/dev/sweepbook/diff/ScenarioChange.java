package dev.sweepbook.diff;

import java.util.List;

/**
 * A scenario with results that changed.
 *
 * @param before as it was asked
 * @param after as it is asked now
 * @param changes the results, in the order of the columns; never empty
 */
public record ScenarioChange(Entry before, Entry after, List<Change> changes) {
    /** Copies the list. */
    public ScenarioChange {
        changes = List.copyOf(changes);
    }
}
