package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Every column of hundreds of scenarios in both formula sets of the source against a second calculation in exact
 * fractions, {@code src/test/python/independent.py}.
 */
class IndependentCalculationTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "independent");

    private static final double RELATIVE = 1e-9;

    /** Free text, and what other tests hold: names of sweeps, prices and what comes of them. */
    private static final Set<String> NOT_CALCULATED = Set.of(
            "sweep",
            "notes",
            "request_rate",
            "price_per_device_hour",
            "utilization",
            "pue",
            "meets_slo",
            "decode_step_seconds_p10",
            "decode_step_seconds_p90",
            "prefill_seconds_p10",
            "prefill_seconds_p90",
            "request_seconds_p10",
            "request_seconds_p90",
            "evidence",
            "slo_batch_size",
            "price_source",
            "usd_per_million_output_tokens",
            "usd_per_million_input_tokens",
            "usd_per_request",
            "joules_per_output_token",
            "replicas_needed",
            "devices_needed",
            "usd_per_month");

    @Test
    void everyColumnOfEveryScenarioEqualsTheSecondCalculation() throws IOException {
        SweepFile file = read("scenarios.csv");
        List<CSVRecord> expected = expected();
        List<String> differences = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        new RowCursor(file).forEach(row -> {
            CSVRecord figures = expected.get(seen.size());
            seen.add(row.number());
            for (Column column : Columns.of(file)) {
                if (figures.isMapped(column.id())) {
                    compare(column, row, figures.get(column.id()), differences);
                }
            }
        });
        assertThat(differences).isEmpty();
        assertThat(seen).hasSameSizeAs(expected).hasSizeGreaterThan(400);
    }

    @Test
    void noColumnIsLeftOut() throws IOException {
        Set<String> compared = new HashSet<>(expected().get(0).getParser().getHeaderNames());
        compared.addAll(NOT_CALCULATED);
        assertThat(Columns.of(read("scenarios.csv")))
                .extracting(Column::id)
                .containsExactlyInAnyOrderElementsOf(compared);
    }

    private static SweepFile read(String name) {
        ScenarioFiles files = new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT);
        Loaded loaded = files.read(FOLDER, FOLDER.resolve(name));
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    private static List<CSVRecord> expected() throws IOException {
        try (Reader text = Files.newBufferedReader(FOLDER.resolve("expected.csv"));
                CSVParser rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            return rows.getRecords();
        }
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
