package dev.sweepbook.load;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The steps of an axis with one key, wrapped only while one is looked at. */
final class SingleSteps extends AbstractList<List<?>> implements RandomAccess {
    private final List<?> values;

    SingleSteps(List<?> values) {
        this.values = values;
    }

    @Override
    public List<?> get(int index) {
        return List.of(values.get(index));
    }

    @Override
    public int size() {
        return values.size();
    }
}
