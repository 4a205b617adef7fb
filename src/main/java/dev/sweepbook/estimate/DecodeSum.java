package dev.sweepbook.estimate;

/**
 * Sums the decode steps of a request. A step is linear in its context between the windows of the layers and the places
 * where another term takes over, so that an interval is its length times the step in the middle.
 */
final class DecodeSum {
    private static final double TOLERANCE = 1e-13;

    private final Timing timing;
    private final StepSeconds step = new StepSeconds();
    private double knownContext;
    private double knownSeconds;

    DecodeSum(Timing timing) {
        this.timing = timing;
    }

    /** Takes over a step that was timed already, most often the one in the middle. */
    void know(double context, double seconds) {
        knownContext = context;
        knownSeconds = seconds;
    }

    @Equation(
            says = "Σ_{c=first}^{last} step(c), each linear interval as its length times the step at its middle",
            source = "FORMULAS.md 3.3",
            unit = "s")
    double seconds(double first, double last, double[] windows, boolean linear) {
        double sum = 0;
        double from = first;
        for (double window : windows) {
            if (window >= from && window < last) {
                sum += interval(from, window, linear);
                from = window + 1;
            }
        }
        return from > last ? sum : sum + interval(from, last, linear);
    }

    private double interval(double first, double last, boolean linear) {
        double steps = last - first + 1;
        double middle = at((first + last) / 2);
        if (linear || steps <= 1) {
            return steps * middle;
        }
        double chord = (at(first) + at(last)) / 2;
        if (Math.abs(chord - middle) <= TOLERANCE * chord) {
            return steps * middle; // a convex function that meets its chord in the middle is the chord
        }
        double half = Math.floor((first + last) / 2);
        return interval(first, half, false) + interval(half + 1, last, false);
    }

    private double at(double context) {
        return context == knownContext ? knownSeconds : timed(context);
    }

    private double timed(double context) {
        timing.decode(context, step);
        return step.total();
    }
}
