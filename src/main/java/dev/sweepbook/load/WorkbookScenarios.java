package dev.sweepbook.load;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.CellStyles;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.sweep.Heading;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a workbook that this program wrote, as somebody edited it: models and devices first, then the scenarios. */
final class WorkbookScenarios {
    private static final String SCENARIOS = "Scenarios";
    /** A name only workbooks of changes define. */
    private static final String CHANGES_NAME = "sb_changes_from";

    private static final Pattern CONTINUED = Pattern.compile("scenarios \\(\\d+\\)");

    private final Problems problems;
    private final Definitions definitions;
    private final long limit;
    private final List<String> remarks = new ArrayList<>();
    private final List<WorkbookRow> rows = new ArrayList<>();
    private @Nullable WorkbookHeader first;
    private long count;

    WorkbookScenarios(Problems problems, Definitions definitions, long limit) {
        this.problems = problems;
        this.definitions = definitions;
        this.limit = limit;
    }

    /** What the workbook asks for, or null with what is wrong reported. */
    @Nullable
    SweepFile read(Book book, String name, Loaded.Input input) throws IOException, Refused {
        Heading heading = heading(book, name);
        if (Names.read(heading.name()) instanceof Reading.Bad<String> bad) {
            problems.add(Place.FILE, "name: the file's name will not do: " + bad.reason());
        }
        if (isOfChanges(book)) {
            problems.add(
                    Place.FILE,
                    "says what changed between two reports and holds no scenarios: drop the report itself, or delete this"
                            + " file");
            return null;
        }
        if (book.sheet(SCENARIOS).isEmpty()) {
            problems.add(
                    Place.FILE,
                    "is not a workbook Sweepbook wrote: it has no sheet Scenarios; save its rows as CSV, or begin with a"
                            + " workbook from a run");
            return null;
        }
        List<String> strings = book.strings();
        CellStyles styles = book.styles();
        WorkbookDefinitions defined = new WorkbookDefinitions(definitions, problems, new CellText(styles), input);
        for (String sheet : List.of("Hardware", "Models")) {
            Book.Sheet found = book.sheet(sheet).orElse(null);
            if (found != null) {
                defined.read(new WorkbookSheet(book, found, strings, styles), remarks);
            }
        }
        for (Book.Sheet sheet : book.sheets()) {
            String title = sheet.name().toLowerCase(Locale.ROOT);
            if (title.equalsIgnoreCase(SCENARIOS) || CONTINUED.matcher(title).matches()) {
                rows(new WorkbookSheet(book, sheet, strings, styles), styles);
            }
        }
        return finished(book, heading);
    }

    /** What the report is called, by the name of its file where it does not say. */
    private static Heading heading(Book book, String file) {
        Map<String, String> facts = WorkbookFacts.of(book);
        Heading told = Heading.read(fact -> facts.getOrDefault(fact, ""));
        return Names.read(told.name()) instanceof Reading.Bad<String> ? new Heading(file, told.description()) : told;
    }

    private static boolean isOfChanges(Book book) {
        return book.names().stream().anyMatch(name -> name.name().equalsIgnoreCase(CHANGES_NAME));
    }

    private void rows(WorkbookSheet sheet, CellStyles styles) throws IOException, Refused {
        WorkbookRowReader[] reader = new WorkbookRowReader[1];
        boolean found = sheet.read(WorkbookHeader::isOne, heads -> {
            WorkbookHeader header = WorkbookHeader.read(sheet.name(), heads, problems, remarks);
            if (first == null) {
                first = header;
            } else if (!first.keys().equals(header.keys())) {
                problems.add(
                        Place.FILE, sheet.name() + ": must have the columns of the sheet Scenarios, in the same order");
            }
            AxisValues values = new AxisValues(definitions);
            reader[0] = new WorkbookRowReader(
                    sheet.name(), header, new CellText(styles), values, problems, rows, Math.max(0, limit - count));
            return reader[0];
        });
        if (!found) {
            problems.add(
                    Place.FILE,
                    sheet.name() + ": has no header with the columns Model and Hardware; it is not a workbook Sweepbook"
                            + " wrote, or they were renamed");
        } else {
            count += reader[0].count();
        }
    }

    private @Nullable SweepFile finished(Book book, Heading heading) {
        if (count > limit) {
            problems.add(
                    Place.FILE,
                    "has " + Shown.count(count) + " scenarios, above the limit of " + Shown.count(limit)
                            + "; delete rows, or raise the limit with --limit");
        } else if (count == 0 && problems.isEmpty()) {
            problems.add(Place.FILE, "Scenarios: has a header and no rows");
        }
        WorkbookHeader header = first;
        if (!problems.isEmpty() || header == null) {
            return null;
        }
        WorkbookSweeps sweeps = new WorkbookSweeps(header, problems);
        List<dev.sweepbook.sweep.Sweep> read = sweeps.of(rows);
        if (!problems.isEmpty()) {
            return null;
        }
        List<String> said = new ArrayList<>();
        said.add("read back from a workbook: " + Shown.count(rows.size())
                + (rows.size() == 1 ? " scenario" : " scenarios") + sweeps.told() + best(book));
        said.addAll(remarks);
        return UsedThings.file(heading.name(), heading.description(), read, definitions, said);
    }

    private static String best(Book book) {
        String held = named(book, "sb_rows");
        return held.contains("best")
                ? "; it holds the best of " + named(book, "sb_scenario_count") + ", the others are not in it"
                : "";
    }

    private static String named(Book book, String name) {
        return book.names().stream()
                .filter(defined -> defined.name().equalsIgnoreCase(name))
                .map(Book.Name::text)
                .findFirst()
                .orElse("");
    }
}
