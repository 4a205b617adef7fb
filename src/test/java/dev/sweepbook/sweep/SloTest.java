package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 52B model on four A100 with 1.5e12 B/s: a step reads 104.153e9 bytes in 17.359 ms up to 208 sequences. */
class SloTest {
    private static List<Row> rows(Slo slo, Map<AxisKey, Object> fixed, Long... batches) {
        List<GridAxis> axes = List.of(
                GridAxis.of(Axis.MODEL, List.of(Samples.MODEL_52B)),
                GridAxis.of(Axis.HARDWARE, List.of(Samples.A100)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(batches)));
        return rows(new Sweep("s", "", axes, fixed, List.of(), List.of(), slo));
    }

    private static List<Row> rows(Sweep sweep) {
        SweepFile file = new SweepFile(
                "f",
                "",
                List.of(sweep),
                List.of(),
                List.of(),
                (base, changes) -> new ModelVariants.Made(base),
                Calibrations.shipped(),
                List.of());
        List<Row> rows = new ArrayList<>();
        new RowCursor(file).forEach(rows::add);
        return rows;
    }

    private static Map<AxisKey, Object> kipply(long prompt) {
        return Map.of(
                Axis.FORMULAS,
                Formulas.KIPPLY_2022,
                Axis.TENSOR_PARALLEL,
                4L,
                Axis.PROMPT_TOKENS,
                prompt,
                Axis.OUTPUT_TOKENS,
                200L);
    }

    @Test
    void aScenarioMeetsWhatItKeepsWithinBothTimes() {
        // 2·52.076e9·1000/(4·312e12) = 83.456 ms of prefill a sequence
        List<Row> rows = rows(new Slo(0.2, 0.02), kipply(1000), 2L, 3L);
        assertThat(rows.get(0).serviceLevel().isMet()).isTrue();
        assertThat(rows.get(0).serviceLevel().isKept()).isTrue();
        assertThat(rows.get(1).serviceLevel().isMet()).isFalse();
        assertThat(rows.get(1).serviceLevel().isKept()).isFalse();
        assertThat(rows(new Slo(Double.NaN, 0.0173), kipply(1000), 1L)
                        .get(0)
                        .serviceLevel()
                        .isMet())
                .isFalse();
    }

    @Test
    void theLargestBatchIsTheLastThatMeetsIt() {
        // 0.2 s / 83.456 ms = 2.39; 1 s / 83.456 ms = 11.98
        assertThat(largest(new Slo(0.2, 0.02), 1000)).isEqualTo(2);
        assertThat(largest(new Slo(1, Double.NaN), 1000)).isEqualTo(11);
    }

    @Test
    void theLargestBatchFits() {
        // (160e9 − 104.153e9 B)/2,097,152 B = 26,629 tokens: 22 sequences of 1200
        assertThat(largest(new Slo(Double.NaN, 1), 1000)).isEqualTo(22);
    }

    @Test
    void noBatchIsLargeEnoughWhereOneIsTooMany() {
        assertThat(largest(new Slo(Double.NaN, 0.0001), 1000)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // model, tensor, pipeline, micro-batches, data, interference, ttft, tpot
        "llama-3.1-8b, 1, 1, 1, 1, false, 0.5, 0.02",
        "llama-3.1-8b, 1, 1, 1, 1, true, 2, 0.02",
        "llama-3.1-70b, 8, 1, 1, 1, false, 1, 0.03",
        "llama-3.1-70b, 2, 4, 4, 1, false, 5, 0.1",
        "mixtral-8x7b, 4, 1, 1, 1, false, 1, 0.02",
        "gemma-3-27b, 4, 2, 1, 1, true, 2, 0.05",
        "qwen3-30b-a3b, 1, 1, 1, 4, false, 0.4, 0.02"
    })
    void byTheRooflineTheLargestBatchKeepsItAndFitsAndOneMoreSequenceDoesNot(
            String model,
            long tensor,
            long stages,
            long microBatches,
            long copies,
            boolean interference,
            double ttft,
            double tpot) {
        Map<AxisKey, Object> fixed = Map.of(
                Axis.FORMULAS,
                Formulas.ROOFLINE,
                Axis.TENSOR_PARALLEL,
                tensor,
                Axis.PIPELINE_PARALLEL,
                stages,
                Axis.MICRO_BATCHES,
                microBatches,
                Axis.DATA_PARALLEL,
                copies,
                Axis.INTERFERENCE,
                interference);
        Slo slo = new Slo(ttft, tpot);
        Row any = rows(shipped(model), slo, fixed, 2L * microBatches * copies).get(0);
        long largest = (long) any.serviceLevel().largestBatch();
        assertThat(largest).isGreaterThan(microBatches * copies);
        Row kept = rows(shipped(model), slo, fixed, largest).get(0);
        assertThat(kept.serviceLevel().isMet()).isTrue();
        assertThat(kept.estimate().fits()).isTrue();
        Row missed = rows(shipped(model), slo, fixed, largest + 1).get(0);
        boolean keeps = Boolean.TRUE.equals(missed.serviceLevel().isMet())
                && Boolean.TRUE.equals(missed.estimate().fits());
        assertThat(keeps).isFalse();
    }

    private static ModelArchitecture shipped(String id) {
        return ((ArchitectureReader.Made)
                        ArchitectureReader.read(Catalog.shipped().model(id).orElseThrow()))
                .model();
    }

    private static List<Row> rows(ModelArchitecture model, Slo slo, Map<AxisKey, Object> fixed, Long batch) {
        List<GridAxis> axes = List.of(
                GridAxis.of(Axis.MODEL, List.of(model)),
                GridAxis.of(
                        Axis.HARDWARE,
                        List.of(Catalog.shipped().hardware("h100-sxm").orElseThrow())),
                GridAxis.of(Axis.BATCH_SIZE, List.of(batch)));
        return rows(new Sweep("s", "", axes, fixed, List.of(), List.of(), slo));
    }

    private static double largest(Slo slo, long prompt) {
        return rows(slo, kipply(prompt), 7L).get(0).serviceLevel().largestBatch();
    }

    @Test
    void whatHasNoFigureCannotBeTold() {
        Map<AxisKey, Object> seed = Map.of(Axis.FORMULAS, Formulas.SEED_2020, Axis.TENSOR_PARALLEL, 4L);
        ServiceLevel level = rows(new Slo(1, 1), seed, 1L).get(0).serviceLevel();
        assertThat(level.isMet()).isNull();
        assertThat(level.isKept()).isFalse();
        assertThat(level.largestBatch()).isNaN();
    }

    @Test
    void withoutAPromiseNothingIsMetOrMissed() {
        ServiceLevel level = rows(Slo.NONE, kipply(1000), 1L).get(0).serviceLevel();
        assertThat(level).isEqualTo(ServiceLevel.NONE);
        assertThat(level.isKept()).isTrue();
    }

    @Test
    void aPromiseIsAboveZero() {
        assertThatThrownBy(() -> new Slo(0, 1)).hasMessage("ttft and tpot must be above 0, were 0.0, 1.0");
    }
}
