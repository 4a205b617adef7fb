package dev.sweepbook.sweep;

/**
 * What a service must keep to.
 *
 * @param ttftSeconds the longest time to first token, unqueued (s); NaN where it is not asked
 * @param tpotSeconds the longest time per output token (s); NaN where it is not asked
 */
public record Slo(double ttftSeconds, double tpotSeconds) {
    /** Nothing asked. */
    public static final Slo NONE = new Slo(Double.NaN, Double.NaN);

    /** Checks the times. */
    public Slo {
        if (ttftSeconds <= 0 || tpotSeconds <= 0) {
            throw new IllegalArgumentException("times must be above 0, were " + ttftSeconds + ", " + tpotSeconds);
        }
    }
}
