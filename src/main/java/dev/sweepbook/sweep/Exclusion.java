package dev.sweepbook.sweep;

import java.util.List;
import java.util.Map;

/** What drops a grid point. */
public sealed interface Exclusion {
    /**
     * Drops the points that match every key.
     *
     * @param anyOf for each key the values of which one must be met
     */
    record Match(Map<AxisKey, List<Object>> anyOf) implements Exclusion {}

    /**
     * Drops the points where a condition over axis names holds. A count, a real number or a quantity reads as a
     * number in its base unit; everything else as its name in scenario files.
     *
     * @param expression the condition
     * @param keys the axes its names stand for
     */
    record Condition(Expression expression, Map<String, AxisKey> keys) implements Exclusion {}
}
