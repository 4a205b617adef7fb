package dev.sweepbook.estimate;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Sums the decode steps of a request. A step is linear in its context between the windows of the layers and the places
 * where another term takes over, so that an interval is its length times the step in the middle.
 */
final class DecodeSum {
    private static final double TOLERANCE = 1e-13;

    private DecodeSum() {}

    @Equation(
            says = "Σ_{c=first}^{last} step(c), each linear interval as its length times the step at its middle",
            source = "FORMULAS.md 3.3",
            unit = "s")
    static double seconds(double first, double last, List<Double> windows, boolean linear, DoubleUnaryOperator step) {
        double sum = 0;
        double from = first;
        for (double window : windows) {
            if (window >= from && window < last) {
                sum += interval(from, window, linear, step);
                from = window + 1;
            }
        }
        return from > last ? sum : sum + interval(from, last, linear, step);
    }

    private static double interval(double first, double last, boolean linear, DoubleUnaryOperator step) {
        double steps = last - first + 1;
        double middle = step.applyAsDouble((first + last) / 2);
        if (linear || steps <= 1) {
            return steps * middle;
        }
        double chord = (step.applyAsDouble(first) + step.applyAsDouble(last)) / 2;
        if (Math.abs(chord - middle) <= TOLERANCE * chord) {
            return steps * middle; // a convex function that meets its chord in the middle is the chord
        }
        double half = Math.floor((first + last) / 2);
        return interval(first, half, false, step) + interval(half + 1, last, false, step);
    }
}
