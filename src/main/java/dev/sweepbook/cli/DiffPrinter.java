package dev.sweepbook.cli;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.Taker;
import dev.sweepbook.diff.Totals;
import org.jspecify.annotations.Nullable;

/** Prints what comparisons find, in one of the formats. */
interface DiffPrinter {
    static DiffPrinter of(String format, Terminal terminal) {
        return switch (format) {
            case "json" -> new DiffJson(terminal);
            case "csv" -> new DiffCsv(terminal);
            default -> new DiffText(terminal);
        };
    }

    /** Before the first comparison. */
    default void begin() {}

    /** A report that only one of the sides has. */
    void only(String name, boolean isNew);

    /** What takes the scenarios of a comparison, for the printer and a workbook. */
    Taker taker(@Nullable ChangesBook book, String report);

    /** A comparison that ended. */
    void compared(Side old, Side now, Totals totals);

    /** After the last comparison. */
    default void end() {}
}
