package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationParameter;

/**
 * A bounded value as an unbounded one: θ = least + (most − least)/(1 + e^−u). The optimiser moves u, so that no step
 * leaves the bounds.
 *
 * @param least lower bound
 * @param most upper bound
 */
record Bounded(double least, double most) {
    /** A value on a bound is begun this share of the range inside, where the curve still has a slope. */
    private static final double INSIDE = 1e-3;

    /** So near its bound a value is told to have gone there: the prior keeps a fit from going all the way. */
    private static final double NEAR = 0.05;

    static Bounded of(CalibrationParameter parameter) {
        return new Bounded(parameter.fit().least(), parameter.fit().most());
    }

    double value(double u) {
        return least + (most - least) / (1 + StrictMath.exp(-u));
    }

    double unbounded(double value) {
        double range = most - least;
        double share = Math.min(1 - INSIDE, Math.max(INSIDE, (value - least) / range));
        return StrictMath.log(share / (1 - share));
    }

    /** How far u goes for a small relative change of a value: v·du/dv, with v inside the bounds. */
    double unboundedPerShare(double value) {
        double range = most - least;
        double share = Math.min(1 - INSIDE, Math.max(INSIDE, (value - least) / range));
        return (least + share * range) / (range * share * (1 - share));
    }

    /** Whether a value stands as near a bound as a fit brings it; near zero small values are nothing unusual. */
    boolean isAtBound(double value) {
        double share = (value - least) / (most - least);
        return share > 1 - NEAR || share < (least > 0 ? NEAR : 2 * INSIDE);
    }
}
