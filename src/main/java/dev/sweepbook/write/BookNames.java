package dev.sweepbook.write;

import dev.sweepbook.report.Edition;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.sweep.Heading;
import dev.sweepbook.sweep.SweepFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The defined names of a workbook: what a reader of it can rely on, whatever becomes of its sheets. */
final class BookNames {
    /** Says whether the rows are all of the sweep's, or the best. */
    private static final String ROWS = "sb_rows";

    /** Says how many scenarios the sweep has. */
    private static final String SCENARIOS = "sb_scenario_count";

    private BookNames() {}

    /** Where the lines of each sheet stand, and which scenarios they are of. */
    static Map<String, String> of(List<SheetPart> sheets, long scenarios, boolean bestOnly) {
        Map<String, String> names = new LinkedHashMap<>();
        for (SheetPart sheet : sheets) {
            if (!sheet.isTable()) {
                String place = ChosenScenario.quoted(sheet.name()) + "!" + sheet.absoluteArea();
                names.put(Sheet.rangeName(sheet.name()), place);
            }
        }
        names.put(ROWS, bestOnly ? "\"best\"" : "\"all\"");
        names.put(SCENARIOS, Long.toString(scenarios));
        return names;
    }

    /** What was asked and what made the workbook. */
    static Map<String, String> of(SweepFile file, RunFacts facts) {
        Map<String, String> names = new LinkedHashMap<>();
        Heading.of(file).names().forEach((name, text) -> names.put(name, quoted(text)));
        Edition.of(facts, file).names().forEach((name, text) -> names.put(name, quoted(text)));
        return names;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
