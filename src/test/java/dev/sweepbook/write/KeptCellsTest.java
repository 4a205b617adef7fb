package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How many cells keep their values because their formula gives something else than the estimate. None do: neither of
 * the examples nor of the scenarios that a second calculation holds, which cover every formula set, engine, refusal and
 * kind of attention, and pipelines whose stages differ.
 */
class KeptCellsTest {
    private static final Path INDEPENDENT = Path.of("src/test/resources/independent");

    private static Map<String, Integer> kept(Path folder, Path path) throws IOException {
        ScenarioFiles files = new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT);
        Loaded loaded = files.read(folder, path);
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        try (WorkbookSink sink =
                new WorkbookSink(new ByteArrayOutputStream(), file, Columns.of(file), SampleSweeps.FACTS, null)) {
            new RowCursor(file).forEach(sink::row);
            assertThat(sink.rows()).isPositive();
            return sink.kept();
        }
    }

    @Test
    void everyResultOfTheExamplesIsAFormula() throws IOException {
        Path folder = Path.of("scenarios");
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(path ->
                            path.toString().endsWith(".yaml") || path.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(paths).hasSizeGreaterThan(15);
        Map<String, Map<String, Integer>> kept = new TreeMap<>();
        for (Path path : paths) {
            Map<String, Integer> cells = kept(folder, path);
            if (!cells.isEmpty()) {
                kept.put(path.toString(), cells);
            }
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void everyResultTheSecondCalculationHoldsIsAFormula() throws IOException {
        assertThat(kept(INDEPENDENT, INDEPENDENT.resolve("roofline.csv"))).isEmpty();
        assertThat(kept(INDEPENDENT, INDEPENDENT.resolve("scenarios.csv"))).isEmpty();
    }
}
