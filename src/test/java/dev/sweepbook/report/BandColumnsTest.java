package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandColumnsTest {
    private static final String MEASURED = """
            bands:
              - {engine: vllm, phase: decode, evidence: measured here, p10: 0.9, p90: 1.1, rows: 30}
              - {engine: vllm, phase: prefill, evidence: measured here, p10: 0.8, p90: 1.25, rows: 30}
              - {engine: vllm, phase: request, evidence: measured here, p10: 0.95, p90: 1.2, rows: 30}
              - {engine: vllm, phase: request, evidence: same device, p10: 0.5, p90: 2, rows: 30}
            measured:
              - {engine: vllm, hardware: h100-sxm, memory: HBM, memory_bandwidth: 3.35e12, peak: 989.4e12, model: llama-3.1-8b, layers: 32, hidden_size: 4096, weight_bytes: 2, tensor_parallel: 1, pipeline_parallel: 1, batch_size: [1, 64], prompt_tokens: [128, 2048], output_tokens: [128, 128]}
            """;

    @TempDir
    Path folder;

    private SweepFile read(String text) throws IOException {
        Files.createDirectories(folder.resolve("catalog/calibrations"));
        Files.writeString(folder.resolve("catalog/calibrations/mine.yaml"), MEASURED);
        Path file = Files.writeString(folder.resolve("x.yaml"), text);
        Loaded loaded = new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, file);
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    private static double number(SweepFile file, String id, int row) {
        return (double) SampleSweeps.values(file, id).get(row);
    }

    @Test
    void aBandIsTheEstimateTimesItsPercentiles() throws IOException {
        SweepFile file = read("""
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                fixed: {formulas: roofline, calibration: mine, engine: vllm, prompt_tokens: 1024}
                sweep: {output_tokens: [128, 256]}
                """);
        assertThat(SampleSweeps.values(file, "evidence")).containsExactly("measured here", "same device");
        double step = number(file, "decode_step_seconds", 0);
        assertThat(number(file, "decode_step_seconds_p10", 0)).isCloseTo(0.9 * step, within(1e-15));
        assertThat(number(file, "decode_step_seconds_p90", 0)).isCloseTo(1.1 * step, within(1e-15));
        double prefill = number(file, "prefill_seconds", 0);
        assertThat(number(file, "prefill_seconds_p10", 0)).isCloseTo(0.8 * prefill, within(1e-15));
        assertThat(number(file, "prefill_seconds_p90", 0)).isCloseTo(1.25 * prefill, within(1e-15));
        double request = number(file, "request_seconds", 1);
        assertThat(number(file, "request_seconds_p10", 1)).isCloseTo(0.5 * request, within(1e-12));
        assertThat(number(file, "request_seconds_p90", 1)).isCloseTo(2 * request, within(1e-12));
        assertThat(number(file, "prefill_seconds_p10", 1))
                .as("no line of the table")
                .isNaN();
    }

    @Test
    void aChangedDeviceOrModelIsNotTheOneThatWasMeasured() throws IOException {
        SweepFile file = read("""
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                fixed: {formulas: roofline, calibration: mine, engine: vllm, output_tokens: 128}
                sweep: {hardware.memory_bandwidth: [3.35 TB/s, 3.6 TB/s], model.num_hidden_layers: [32, 40]}
                """);
        assertThat(SampleSweeps.values(file, "evidence"))
                .containsExactly("measured here", "same device", "same class", "same class");
    }

    @Test
    void boundsAndTheSourcesSetsHaveNoBand() throws IOException {
        SweepFile file = read("""
                models: [llama-2-7b]
                hardware: [h100-sxm]
                fixed: {calibration: ideal, engine: vllm}
                sweep: {formulas: [seed-2020, kipply-2022, roofline]}
                """);
        assertThat(SampleSweeps.values(file, "notes"))
                .satisfiesExactly(
                        seed -> assertThat(seed)
                                .asString()
                                .contains("seed-2020 reads no settings of roofline and has no bands"),
                        kipply -> assertThat(kipply)
                                .asString()
                                .contains("kipply-2022 reads no settings of roofline and has no bands"),
                        bound -> assertThat(bound).asString().contains("calibration ideal has no bands"));
        for (Column column : BandColumns.ALL) {
            assertThat(SampleSweeps.values(file, column.id()))
                    .as(column.id())
                    .allMatch(value -> value == null || value.equals(Double.NaN));
        }
    }
}
