package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory as engines report it, and runs that ended out of memory, against what the estimate says of them. */
class MeasuredMemoryTest {
    private static final Path MEMORY =
            Path.of("src", "main", "resources", "dev", "sweepbook", "measured", "memory.csv");

    @TempDir
    Path folder;

    /** The scenarios of a metric's rows; read as measured files are, with a latency in the metric's place. */
    private List<Measurement> rows(String metric) throws IOException {
        List<String> lines = Files.readAllLines(MEMORY);
        List<String> asked = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines) {
            if (line.contains("," + metric + ",")) {
                asked.add(line.replaceFirst("," + metric + ",[^,]*,", ",total_latency_s,1000,"));
            }
        }
        Path file = folder.resolve("memory.csv");
        Files.write(file, asked, StandardCharsets.UTF_8);
        List<Measurement> rows = new MeasuredFiles(List.of()).read(file).rows();
        assertThat(rows).hasSize(asked.size() - 1);
        return rows;
    }

    private static Estimate estimate(Measurement row) {
        Estimate estimate = new Estimate();
        new Estimator(Calibrations.shipped()).estimate(Predictor.with(row.scenario(), "default"), estimate);
        return estimate;
    }

    @Test
    void nothingThatRanOutOfMemoryIsCalledFitting() throws IOException {
        List<Measurement> rows = rows("oom");
        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(row -> assertThat(estimate(row).fits())
                        .as(row.scenario().toString())
                        .isFalse());
    }

    /** FasterTransformer's guide prints the memory of a device: what is estimated differs by its activations at most. */
    @Test
    void memoryThatFasterTransformerPrintsIsThatOfWeightsCacheAndRuntime() throws IOException {
        for (Measurement row : rows("gpu_memory_gb")) {
            Estimate estimate = estimate(row);
            assertThat(estimate.fits()).as(row.scenario().toString()).isTrue();
            assertThat(estimate.get(Figure.MEMORY_BYTES_PER_DEVICE)).isLessThan(0.9 * 85.9e9);
        }
    }

    @Test
    void noStaticBatchBeatsTheBoundOfItsDatasheet() throws IOException {
        List<Measurement> all = new ArrayList<>();
        for (dev.sweepbook.catalog.Measurements.Source source : dev.sweepbook.catalog.Measurements.sources()) {
            new MeasuredFiles(List.of())
                    .read(source).rows().stream()
                            .filter(row -> row.label().tier().equals("A"))
                            .forEach(all::add);
        }
        Comparison.Possible possible = Comparison.Possible.of(all);
        assertThat(possible.leftOut()).isEmpty();
        assertThat(possible.rows()).hasSize(1339);
    }
}
