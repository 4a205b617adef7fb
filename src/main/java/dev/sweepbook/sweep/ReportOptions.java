package dev.sweepbook.sweep;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the report of a scenario file is to look.
 *
 * @param template the workbook it is made from, a name in the folder of templates; null for the usual one
 * @param top most scenarios a ranking shows, at least 1
 * @param rows which scenarios the per-scenario sheets hold
 */
public record ReportOptions(@Nullable String template, int top, Rows rows) {
    /** What a file gets that says nothing. */
    public static final ReportOptions DEFAULT = new ReportOptions(null, 50, Rows.AUTO);

    /** Checks the count. */
    public ReportOptions {
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, was " + top);
        }
    }

    /**
     * The same with other rows.
     *
     * @param other which scenarios the per-scenario sheets hold
     * @return the same but for the rows
     */
    public ReportOptions withRows(Rows other) {
        return new ReportOptions(template, top, other);
    }

    /** Which scenarios the per-scenario sheets hold. The summary covers every scenario whichever it is. */
    public enum Rows {
        /** Every one. */
        ALL,
        /** The top rows, the frontier, and the best of each model on each device. */
        BEST,
        /** Every one up to {@link #MOST_BY_ITSELF}, else the best. */
        AUTO;

        /** Scenarios up to which {@link #AUTO} shows every one. */
        public static final long MOST_BY_ITSELF = 200_000L;

        /**
         * The word in scenario files and on the command line.
         *
         * @return a lower-case word
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
