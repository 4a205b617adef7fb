package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Efficiency;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every column of hundreds of scenarios against a second calculation that shares no line with the product: both formula
 * sets of the source in exact fractions ({@code src/test/python/independent.py}), the roofline with every decode step
 * summed and every threshold searched ({@code src/test/python/independent_roofline.py}).
 */
class IndependentCalculationTest {
    /** Free text, and what other tests hold: names of sweeps, prices and what comes of them. */
    private static final Set<String> NOT_OF_THE_SOURCE = Set.of(
            "sweep",
            "notes",
            "request_rate",
            "price_per_device_hour",
            "utilization",
            "pue",
            "api_price_per_million_output_tokens",
            "break_even_utilization",
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
            "usd_per_million_output_tokens_with_prompt",
            "joules_per_output_token",
            "replicas_needed",
            "devices_needed",
            "usd_per_month");

    private static final Set<String> NOT_OF_THE_ROOFLINE = Set.of(
            "slo.ttft",
            "slo.tpot",
            "sweep",
            "notes",
            "decode_step_seconds_p10",
            "decode_step_seconds_p90",
            "prefill_seconds_p10",
            "prefill_seconds_p90",
            "request_seconds_p10",
            "request_seconds_p90",
            "evidence");

    /** What the second calculation of the roofline promises. */
    private static final Slo SLO = new Slo(2, 0.05);

    /** The textbook values that shipped first; the second calculation keeps to them when better ones are fitted. */
    private static final Efficiency TEXTBOOK = new Efficiency(
            new Efficiency.Arithmetic(0.8, 0.7, 0.7, 0.7, 0.5),
            new Efficiency.Kernels(0, 0, 1),
            new Efficiency.Overheads(5e-6, 3e-4, 2e-6, 1e-3),
            new Efficiency.Network(6e-6, 1e-6, 0.75, 5e-6, 0),
            new Efficiency.Footprint(1.5e9, 8_192),
            new Efficiency.Scheduling(false, false, 1, 1));

    /** No term is nothing. */
    private static Efficiency fitted(MemoryClass memory, boolean queues, boolean takesTurns) {
        boolean graphics = memory == MemoryClass.GDDR;
        return new Efficiency(
                new Efficiency.Arithmetic(graphics ? 0.85 : 0.9, 0.6, graphics ? 0.65 : 0.75, 0.55, 0.4),
                new Efficiency.Kernels(30, 12, 64),
                new Efficiency.Overheads(graphics ? 2e-5 : 8e-6, 5e-4, 9e-6, 4e-3),
                new Efficiency.Network(9e-6, 2e-6, 0.8, 7e-6, 2e-4),
                new Efficiency.Footprint(2.5e9, 2_048),
                new Efficiency.Scheduling(queues, takesTurns, graphics ? 0.9 : 1.3, 0.6));
    }

    @Test
    void everyColumnOfTheSourcesFormulaSetsEqualsTheSecondCalculation() throws IOException {
        SecondCalculation.of("expected.csv")
                .assertHolds(SecondCalculation.scenarios("scenarios.csv"), Formulas.SEED_2020, Formulas.KIPPLY_2022);
    }

    @Test
    void everyColumnOfTheRooflineEqualsTheSecondCalculation() throws IOException {
        SecondCalculation.of("roofline-expected.csv").assertHolds(roofline(), Formulas.ROOFLINE);
    }

    @Test
    void noColumnIsLeftOut() throws IOException {
        assertComplete("expected.csv", SecondCalculation.scenarios("scenarios.csv"), NOT_OF_THE_SOURCE);
        assertComplete("roofline-expected.csv", roofline(), NOT_OF_THE_ROOFLINE);
    }

    private static void assertComplete(String expected, SweepFile file, Set<String> notCalculated) throws IOException {
        Set<String> compared = SecondCalculation.of(expected).columns();
        compared.addAll(notCalculated);
        assertThat(Columns.of(file)).extracting(Column::id).containsExactlyInAnyOrderElementsOf(compared);
    }

    private static SweepFile roofline() {
        SweepFile read = SecondCalculation.scenarios("roofline.csv");
        return new SweepFile(
                read.name(),
                read.description(),
                read.sweeps().stream().map(IndependentCalculationTest::promised).toList(),
                read.models(),
                read.hardware(),
                read.variants(),
                Map.of(
                        Calibration.IDEAL,
                        Objects.requireNonNull(Calibrations.shipped().get(Calibration.IDEAL)),
                        "default",
                        byEngine()),
                read.remarks());
    }

    private static Sweep promised(Sweep sweep) {
        return new Sweep(
                sweep.name(),
                sweep.description(),
                sweep.axes(),
                sweep.fixed(),
                sweep.exclusions(),
                sweep.includes(),
                SLO);
    }

    /** Textbook values for the generic engine; every further term for the others, of which one queues, one takes turns. */
    private static Calibration byEngine() {
        Map<ServingEngine, Map<MemoryClass, Efficiency>> engines = new EnumMap<>(ServingEngine.class);
        for (ServingEngine engine : ServingEngine.values()) {
            Map<MemoryClass, Efficiency> kinds = new EnumMap<>(MemoryClass.class);
            for (MemoryClass memory : MemoryClass.values()) {
                boolean queues = engine == ServingEngine.VLLM;
                boolean takesTurns = engine == ServingEngine.LLAMA_CPP;
                kinds.put(memory, engine == ServingEngine.GENERIC ? TEXTBOOK : fitted(memory, queues, takesTurns));
            }
            engines.put(engine, kinds);
        }
        return new Calibration("default", "1", engines);
    }
}
