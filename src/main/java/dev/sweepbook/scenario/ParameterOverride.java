package dev.sweepbook.scenario;

/**
 * Parameter counts that a user puts in place of the computed ones.
 *
 * @param total all parameters, NaN for the computed count
 * @param active parameters one token passes through, NaN for the computed count
 */
public record ParameterOverride(double total, double active) {
    /** The computed counts stand. */
    public static final ParameterOverride NONE = new ParameterOverride(Double.NaN, Double.NaN);

    /**
     * Whether the total is replaced.
     *
     * @return whether a total was given
     */
    public boolean isGiven() {
        return !Double.isNaN(total);
    }
}
