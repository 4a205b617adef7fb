package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import org.jspecify.annotations.Nullable;

/**
 * What a service promises its users.
 *
 * @param ttftSeconds longest time to the first token, unqueued (s); NaN where none is asked for
 * @param tpotSeconds longest time per output token (s); NaN where none is asked for
 */
public record Slo(double ttftSeconds, double tpotSeconds) {
    /** Nothing is promised. */
    public static final Slo NONE = new Slo(Double.NaN, Double.NaN);

    /** Checks that a promise is above zero. */
    public Slo {
        if (ttftSeconds <= 0 || tpotSeconds <= 0) {
            throw new IllegalArgumentException(
                    "ttft and tpot must be above 0, were " + ttftSeconds + ", " + tpotSeconds);
        }
    }

    /**
     * Whether anything is promised.
     *
     * @return whether there is something to meet
     */
    public boolean isAsked() {
        return !Double.isNaN(ttftSeconds) || !Double.isNaN(tpotSeconds);
    }

    /**
     * Whether a scenario keeps the promise.
     *
     * @param estimate what the scenario comes to
     * @return whether, or null where nothing is promised or a figure to compare is empty
     */
    public @Nullable Boolean isMetBy(Estimate estimate) {
        double ttft = estimate.get(Figure.TTFT_SECONDS);
        double tpot = estimate.get(Figure.TPOT_SECONDS);
        boolean asksTtft = !Double.isNaN(ttftSeconds);
        boolean asksTpot = !Double.isNaN(tpotSeconds);
        if (!isAsked() || (asksTtft && Double.isNaN(ttft)) || (asksTpot && Double.isNaN(tpot))) {
            return null;
        }
        return (!asksTtft || ttft <= ttftSeconds) && (!asksTpot || tpot <= tpotSeconds);
    }
}
