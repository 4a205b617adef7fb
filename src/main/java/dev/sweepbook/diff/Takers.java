package dev.sweepbook.diff;

import java.util.List;

/**
 * Several that take the same.
 *
 * @param all each of them, in the order they are told
 */
public record Takers(List<Taker> all) implements Taker {
    /** Copies the list. */
    public Takers {
        all = List.copyOf(all);
    }

    @Override
    public void changed(ScenarioChange change) {
        all.forEach(taker -> taker.changed(change));
    }

    @Override
    public void added(Entry entry) {
        all.forEach(taker -> taker.added(entry));
    }

    @Override
    public void removed(Entry entry) {
        all.forEach(taker -> taker.removed(entry));
    }
}
