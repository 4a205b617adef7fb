package dev.sweepbook.live;

import dev.sweepbook.report.Sheet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a sheet of results, which begins with the number of each scenario, finds its inputs and steps: by that number, in
 * columns that have names. So a formula reads the same in every row, and results stay right when either sheet is sorted.
 */
final class ByNumber {
    /** The column of steps that repeats the numbers. */
    static final String SCENARIO = "scenario";

    private final LiveBook book;
    private final int lastRow;
    private final Map<String, String> names = new LinkedHashMap<>();

    ByNumber(LiveBook book, int lastRow) {
        this.book = book;
        this.lastRow = Math.max(2, lastRow);
    }

    /** The cell of a column of the sheet of scenarios, which has it. */
    String input(String columnId) {
        return found(
                        "asked_",
                        columnId,
                        Sheet.SCENARIOS.title(),
                        String.valueOf(book.columns().letters(columnId)))
                + named("asked_", SCENARIO, Sheet.SCENARIOS.title(), "A") + ",0))";
    }

    /** The cell of a step. */
    String step(Section section, String name) {
        String head = section.head(name);
        return found("step_", head, LiveBook.STEPS, book.steps().letters(section, name))
                + named("step_", SCENARIO, LiveBook.STEPS, book.steps().letters(Section.SCENARIO, SCENARIO)) + ",0))";
    }

    private String found(String prefix, String name, String sheet, String letters) {
        return "INDEX(" + named(prefix, name, sheet, letters) + ",MATCH($A" + RowText.ROW + ",";
    }

    private String named(String prefix, String name, String sheet, String letters) {
        String called = prefix + name;
        names.computeIfAbsent(
                called, any -> String.format(Locale.ROOT, "%s!$%s$2:$%s$%d", sheet, letters, letters, lastRow));
        return called;
    }

    /** The names that were used and what each refers to. */
    Map<String, String> names() {
        return names;
    }
}
