package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.SweepFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static String notes(Slo slo, Map<AxisKey, Object> fixed) {
        SweepFile file = SampleSweeps.file("g", List.of(SampleSweeps.gopher()), SampleSweeps.A100, slo, fixed);
        return (String) SampleSweeps.values(file, "notes").get(0);
    }

    @Test
    void theSourcesSetsSayWhatTheyDoNotRead() {
        assertThat(notes(Slo.NONE, Map.of(Axis.TENSOR_PARALLEL, 16L)))
                .startsWith("no power: energy is empty; kipply-2022 reads no settings of roofline and has no bands;"
                        + " kipply-2022 counts matrix products alone; not asked: request_rate")
                .endsWith(", slo");
        assertThat(notes(Slo.NONE, Map.of(Axis.TENSOR_PARALLEL, 16L, Axis.FORMULAS, Formulas.SEED_2020)))
                .contains(
                        "seed-2020 has no prefill and no requests; seed-2020 reads no settings of roofline and has no bands; not asked:");
    }

    @Test
    void whatWasAskedIsNotMissing() {
        assertThat(notes(new Slo(1, Double.NaN), Map.of(Axis.REQUEST_RATE, 2.0)))
                .contains("tensor_parallel 1: no comms batch or FLOPs per byte of comms")
                .doesNotContain("slo", "request_rate");
    }

    @Test
    void whereTheStatusSaysItTheNotesDoNot() {
        assertThat(notes(Slo.NONE, Map.of(Axis.WEIGHT_DTYPE, DataType.FP8))).isNull();
    }
}
