package dev.sweepbook.sweep;

import org.jspecify.annotations.Nullable;

/**
 * How a scenario stands to what its sweep promises.
 *
 * @param slo what the sweep promises
 * @param isMet whether the scenario keeps the promise, null where that cannot be told
 * @param largestBatch largest batch that keeps it and fits, on the same deployment and for the same lengths: 0 where
 *     none does, NaN where that cannot be told
 */
public record ServiceLevel(Slo slo, @Nullable Boolean isMet, double largestBatch) {
    /** Nothing is promised. */
    public static final ServiceLevel NONE = new ServiceLevel(Slo.NONE, null, Double.NaN);

    /**
     * Whether the sweep promises anything.
     *
     * @return whether it does
     */
    public boolean isAsked() {
        return slo.isAsked();
    }

    /**
     * Whether the scenario may lead a ranking: one that is not known to keep the promise may not.
     *
     * @return whether nothing is promised, or the promise is kept
     */
    public boolean isKept() {
        return !slo.isAsked() || Boolean.TRUE.equals(isMet);
    }
}
