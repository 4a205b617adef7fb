package dev.sweepbook.accuracy;

/** Quantiles of samples. */
final class Quantiles {
    private Quantiles() {}

    /** Between the two nearest of a sorted sample, linearly: Hyndman and Fan 1996, type 7. */
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
