package dev.sweepbook.load;

import java.util.Set;

/**
 * Names the contract knows and this version does not serve. Each is refused as not available yet; a name is taken out
 * here when it comes.
 */
final class NotYet {
    /** Keys of a scenario file or of one sweep in it. */
    static final Set<String> KEYS = Set.of();

    /** Words of {@code report.rows}. */
    static final Set<String> ROWS = Set.of();

    /** Axes. */
    static final Set<String> AXES = Set.of();

    /** Values of choice axes. */
    static final Set<String> VALUES = Set.of();

    private NotYet() {}

    static String refusal(String name) {
        return name + ": is not available yet";
    }
}
