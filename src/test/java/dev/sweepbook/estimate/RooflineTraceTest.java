package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code explain} shows operator by operator is what the estimate sums up at once. */
class RooflineTraceTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);

    @ParameterizedTest
    @CsvSource({
        "llama-3.1-8b, 1, 1, 1, 1, 1, 3",
        "llama-3.1-8b, 16, 1, 1, 1, 1, 300",
        "llama-3.1-70b, 8, 4, 1, 1, 2, 900",
        "gemma-3-27b, 4, 2, 1, 1, 1, 40",
        "gpt2-large, 1, 3, 1, 1, 4, 64",
        "falcon-7b, 1, 1, 1, 1, 1, 500",
        "mixtral-8x7b, 2, 4, 1, 1, 4, 64",
        "mixtral-8x7b, 2, 1, 2, 1, 1, 64",
        "deepseek-v3, 8, 1, 4, 32, 1, 512",
        "deepseek-v3.2, 8, 1, 1, 1, 1, 7",
        "moonlight-16b-a3b, 2, 9, 1, 1, 3, 30",
        "minimax-m1, 8, 5, 1, 1, 1, 20",
        "qwen3-next-80b-a3b, 2, 1, 1, 1, 1, 128"
    })
    void operatorsCollectivesAndOverheadsAddUpToTheStep(
            String model, long tensor, long stages, long data, long expert, long microBatches, long batch) {
        RooflineSamples samples = RooflineSamples.of(model, "gb200")
                .parallel(tensor, stages, data, expert, microBatches)
                .workload(batch, 3_000, 200)
                .calibration("default");
        Estimate estimate = samples.estimate();
        assertThat(estimate.isSupported()).as(estimate.status()).isTrue();
        Derivation derivation = FormulaSets.derive(samples.scenario(), RooflineSamples.CALIBRATIONS);
        double pass = seconds(derivation, "decode", false);
        double hops = seconds(derivation, "decode", true);
        double passes = Math.max(microBatches, stages);
        assertThat(passes * pass + hops + estimate.get(Figure.OVERHEAD_SECONDS))
                .isCloseTo(estimate.get(Figure.DECODE_STEP_SECONDS), EXACT);
        if (stages == 1) {
            double layers = samples.scenario().model().layers();
            double sequences = Math.ceil((double) batch / data);
            Efficiency.Overheads each = RooflineSamples.CALIBRATIONS
                    .get("default")
                    .of(ServingEngine.GENERIC, MemoryClass.HBM)
                    .overheads();
            double overhead = layers * each.layerSeconds()
                    + sequences * each.sequenceSeconds()
                    + each.stepSeconds()
                    + each.requestSeconds();
            assertThat(seconds(derivation, "prefill", false) + overhead)
                    .isCloseTo(estimate.get(Figure.PREFILL_SECONDS), EXACT);
        }
    }

    private static double seconds(Derivation derivation, String pass, boolean hops) {
        double seconds = 0;
        for (Derivation.Operator operator : derivation.operators()) {
            boolean hop = operator.name().startsWith("hop");
            if (operator.pass().equals(pass) && hop == hops) {
                seconds += operator.times()
                        * (Double.isNaN(operator.commsSeconds())
                                ? Math.max(operator.computeSeconds(), operator.memorySeconds())
                                : operator.commsSeconds());
            }
        }
        return seconds;
    }

    @Test
    void expertsAndTheirDispatchAreNamed() {
        RooflineSamples deepseek = RooflineSamples.of("deepseek-v3", "gb200").parallel(8, 1, 1, 8, 1);
        assertThat(FormulaSets.derive(deepseek.scenario(), RooflineSamples.CALIBRATIONS)
                        .operators())
                .extracting(Derivation.Operator::name)
                .contains("routed experts", "router", "shared experts, down", "dispatch and combine", "all-reduce");
    }

    @Test
    void theLayersShownAreThoseOfTheSlowestStage() {
        // a dense layer and two of experts, or three of experts: the last stage, which has the head, is slowest
        RooflineSamples moonlight =
                RooflineSamples.of("moonlight-16b-a3b", "h100-sxm").parallel(1, 9, 1, 1, 1);
        assertThat(FormulaSets.derive(moonlight.scenario(), RooflineSamples.CALIBRATIONS)
                        .operators())
                .filteredOn(operator -> operator.pass().equals("decode"))
                .filteredOn(operator -> operator.name().equals("routed experts"))
                .extracting(Derivation.Operator::times)
                .containsExactly(3.0);
    }
}
