package dev.sweepbook.diff;

/** Takes what a comparison finds, in the order of the new scenario numbers; the removed come last. */
public interface Taker {
    /**
     * Takes a scenario with results that changed.
     *
     * @param change what changed
     */
    void changed(ScenarioChange change);

    /**
     * Takes a scenario that only the new side has.
     *
     * @param entry the scenario
     */
    void added(Entry entry);

    /**
     * Takes a scenario that only the old side has.
     *
     * @param entry the scenario
     */
    void removed(Entry entry);
}
