package dev.sweepbook.diff;

import dev.sweepbook.report.Column;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result of a scenario that changed.
 *
 * @param column which result
 * @param before as it was shown: a {@link Double}, a {@link String}, or null where empty
 * @param after as it is shown now
 * @param parts where both are numbers, how much each cause added, in the unit shown: together after less before
 * @param causes what it comes from, in their order
 * @param joined causes that could not be told from the one after them, since there is no result in between
 */
public record Change(
        Column column,
        @Nullable Object before,
        @Nullable Object after,
        Map<Cause, Double> parts,
        List<Cause> causes,
        List<Cause> joined) {
    /** Copies lists and map. */
    public Change {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        causes = List.copyOf(causes);
        joined = List.copyOf(joined);
    }

    /**
     * New over old.
     *
     * @return the ratio, NaN where one of them is no number or the old one is 0
     */
    public double ratio() {
        return before instanceof Double a && after instanceof Double b && a != 0 ? b / a : Double.NaN;
    }
}
