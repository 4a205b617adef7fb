package dev.sweepbook.estimate;

/**
 * What 80 % of measured times lie between, as multiples of the estimate.
 *
 * @param p10 one in ten is below this multiple; NaN where nothing is known
 * @param p90 one in ten is above this multiple; NaN where nothing is known
 */
public record Band(double p10, double p90) {
    /** Nothing is known. */
    public static final Band NONE = new Band(Double.NaN, Double.NaN);

    /** Checks the order. */
    public Band {
        boolean known = p10 > 0 && p90 >= p10 && p90 < Double.POSITIVE_INFINITY;
        if (!known && !(Double.isNaN(p10) && Double.isNaN(p90))) {
            throw new IllegalArgumentException(
                    "a band must be above 0 and its p90 at least its p10, was " + p10 + " and " + p90);
        }
    }

    /**
     * Whether something was measured with this multiple.
     *
     * @param ratio measured time over estimated time
     * @return whether it lies in the band, ends included
     */
    public boolean holds(double ratio) {
        return ratio >= p10 && ratio <= p90;
    }
}
