package dev.sweepbook.job.ledger;

/**
 * A headline figure of a delivery.
 *
 * @param sweep name of the sweep
 * @param formulas id of the formula set
 * @param measure what it is the best of
 * @param value in base units
 */
public record KeyFigure(String sweep, String formulas, Measure measure, double value) {}
