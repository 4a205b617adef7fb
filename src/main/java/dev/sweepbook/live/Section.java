package dev.sweepbook.live;

import dev.sweepbook.estimate.Live.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A group of columns of the sheet of steps. A pipeline stage has a row of its own where there are several. */
enum Section {
    /** The inputs, as the scenario's row or a form holds them. */
    INPUTS(Level.SCENARIO, List.of()),
    /** What a scenario comes to. */
    SCENARIO(
            Level.SCENARIO,
            List.of(
                    ByNumber.SCENARIO,
                    "made.place",
                    "priced",
                    "edited",
                    "made.status",
                    "made.batch_threshold",
                    "made.price_source")),
    /** A pipeline stage: the part of the model that a device of it holds, and the one a pass goes through. */
    STAGES(Level.STAGE, List.of("held", "passed")),
    /** The sequences that run first. */
    FIRST(Level.RUN, List.of("running", "passed")),
    /** Those that find no room and run last. */
    REST(Level.RUN, List.of("running", "passed")),
    /** One sequence alone. */
    ONE(Level.RUN, List.of("running", "passed"));

    private static final Set<String> GROUPS = Set.of("stages", "first", "rest", "one");

    private final Level level;
    private final List<String> given;

    Section(Level level, List<String> given) {
        this.level = level;
        this.given = given;
    }

    /** Whether scenarios read the rows of a section by this name, as {@code first.seconds}. */
    static boolean isGroup(String name) {
        return GROUPS.contains(name);
    }

    /** What the head of a column says. */
    String head(String name) {
        return level == Level.RUN ? name().toLowerCase(Locale.ROOT) + "." + name : name;
    }

    Level level() {
        return level;
    }

    /** Cells that no step is. */
    List<String> given() {
        return given;
    }
}
