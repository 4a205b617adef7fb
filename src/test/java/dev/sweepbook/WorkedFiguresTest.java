package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every worked figure of the source and of its revision, from a scenario file to the column that shows it. */
class WorkedFiguresTest {
    private static final Path FIGURES = Path.of("src", "test", "resources", "independent", "worked-figures.csv");
    private static final List<String> AXES = List.of(
            "formulas",
            "model",
            "hardware",
            "tensor_parallel",
            "batch_size",
            "prompt_tokens",
            "output_tokens",
            "model.parameters",
            "hardware.memory_bandwidth");

    @ParameterizedTest
    @MethodSource("figures")
    void theColumnShowsTheWorkedFigure(Map<String, String> figure, @TempDir Path folder) throws IOException {
        Cell cell = cell(figure, folder);
        String value = figure.get("value");
        if (!cell.isNumber() || value.isEmpty()) {
            assertThat(cell.text()).as(figure.get("arithmetic")).isEqualTo(value);
            return;
        }
        double exact = Double.parseDouble(value);
        String tolerance = figure.get("tolerance");
        double allowed = tolerance.isEmpty() ? 1e-12 * Math.abs(exact) : Double.parseDouble(tolerance);
        assertThat(cell.number()).as(figure.get("arithmetic")).isCloseTo(exact, within(allowed));
    }

    static Stream<Named<Map<String, String>>> figures() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .get();
        try (Reader text = Files.newBufferedReader(FIGURES);
                CSVParser rows = format.parse(text)) {
            return rows.getRecords().stream()
                    .map(CSVRecord::toMap)
                    .map(figure -> Named.of(figure.get("formulas") + ": " + figure.get("figure"), figure));
        }
    }

    private static Cell cell(Map<String, String> figure, Path folder) throws IOException {
        List<String> values = AXES.stream().map(figure::get).toList();
        Path scenario = folder.resolve("figure.csv");
        Files.writeString(scenario, String.join(",", AXES) + "\n" + String.join(",", values) + "\n");
        Loaded loaded =
                new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, scenario);
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        Column column = Columns.of(file).stream()
                .filter(candidate -> candidate.id().equals(figure.get("column")))
                .findFirst()
                .orElseThrow();
        return new Cell(column, new RowCursor(file).row(1).orElseThrow());
    }
}
