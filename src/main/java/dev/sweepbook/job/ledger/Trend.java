package dev.sweepbook.job.ledger;

import java.util.List;

/**
 * A headline figure over the deliveries of a file, the latest last.
 *
 * @param sweep name of the sweep
 * @param formulas id of the formula set
 * @param measure what it is the best of
 * @param values in base units
 */
public record Trend(String sweep, String formulas, Measure measure, List<Double> values) {
    /** Copies the list. */
    public Trend {
        values = List.copyOf(values);
    }
}
