package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Figures that another program worked out for the scenarios of a file, to hold every column to. */
record SecondCalculation(List<CSVRecord> expected) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "independent");
    private static final double RELATIVE = 1e-9;

    static SecondCalculation of(String name) throws IOException {
        try (Reader text = Files.newBufferedReader(FOLDER.resolve(name));
                CSVParser rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            return new SecondCalculation(rows.getRecords());
        }
    }

    static SweepFile scenarios(String name) {
        ScenarioFiles files = new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT);
        Loaded loaded = files.read(FOLDER, FOLDER.resolve(name));
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    Set<String> columns() {
        return new HashSet<>(expected.get(0).getParser().getHeaderNames());
    }

    /** Every column of every scenario is what was worked out, and the scenarios are of these sets. */
    void assertHolds(SweepFile file, Formulas... sets) {
        List<String> differences = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        Set<Formulas> asked = EnumSet.noneOf(Formulas.class);
        new RowCursor(file).forEach(row -> {
            CSVRecord figures = expected.get(seen.size());
            seen.add(row.number());
            asked.add(row.scenario().method().formulas());
            for (Column column : Columns.of(file)) {
                if (figures.isMapped(column.id())) {
                    compare(column, row, figures.get(column.id()), differences);
                }
            }
        });
        assertThat(differences).isEmpty();
        assertThat(seen).hasSameSizeAs(expected).hasSizeGreaterThan(400);
        assertThat(asked).containsExactlyInAnyOrder(sets);
    }

    private static void compare(Column column, Row row, String expected, List<String> differences) {
        if (expected.isEmpty() && column.id().contains(".")) {
            return; // a swept field this row leaves to its model or device
        }
        Cell cell = new Cell(column, row);
        if (!same(cell, expected)) {
            differences.add("scenario %d (%s on %s, %s), %s: expected %s, was %s"
                    .formatted(
                            row.number(),
                            row.scenario().model().id(),
                            row.scenario().hardware().id(),
                            row.scenario().method().formulas().id(),
                            column.id(),
                            expected,
                            cell.text()));
        }
    }

    private static boolean same(Cell cell, String expected) {
        if (cell.isNumber() && !expected.isEmpty()) {
            double wanted = Double.parseDouble(expected);
            return Math.abs(cell.number() - wanted) <= RELATIVE * Math.abs(wanted);
        }
        return statusWithReason(cell, expected)
                ? cell.text().startsWith(expected)
                : cell.text().equals(expected);
    }

    private static boolean statusWithReason(Cell cell, String expected) {
        return cell.column().id().equals("status") && !expected.equals("ok");
    }
}
