package dev.sweepbook.sweep;

import java.util.List;

/**
 * One dimension of a grid: keys that advance together. A plain axis has one key; a {@code zip} block, or the rows of a
 * CSV file, have several.
 *
 * @param keys what it sets, in the order they were written
 * @param steps the values of each step, one for each key in the keys' order; a null leaves the key at the sweep's
 *     fixed value or its default
 */
public record GridAxis(List<AxisKey> keys, List<List<?>> steps) {
    /** Checks that each step has one value for each key. */
    public GridAxis {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || steps.isEmpty()) {
            throw new IllegalArgumentException("an axis has at least one key and one step");
        }
        for (List<?> step : steps) {
            if (step.size() != keys.size()) {
                throw new IllegalArgumentException(
                        "a step has " + step.size() + " values for " + keys.size() + " keys");
            }
        }
    }

    /**
     * A plain axis.
     *
     * @param key what it sets
     * @param values its values in order
     * @return the axis
     */
    public static GridAxis of(AxisKey key, List<?> values) {
        List<List<?>> steps = new java.util.ArrayList<>(values.size());
        for (Object value : values) {
            steps.add(List.of(value));
        }
        return new GridAxis(List.of(key), steps);
    }

    /**
     * Number of steps.
     *
     * @return at least 1
     */
    public int size() {
        return steps.size();
    }
}
