package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/**
 * How far to trust the times of one scenario.
 *
 * @param evidence how near the measurements are, or null where the estimate rests on none
 * @param decode of a decode step
 * @param prefill of the prefill
 * @param request of the whole request
 */
public record ScenarioBands(@Nullable Evidence evidence, Band decode, Band prefill, Band request) {
    /** The estimate rests on no measurement: a bound, or a formula set of the source. */
    public static final ScenarioBands NONE = new ScenarioBands(null, Band.NONE, Band.NONE, Band.NONE);
}
