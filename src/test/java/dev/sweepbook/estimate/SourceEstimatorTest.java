package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Precision;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.Samples;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceEstimatorTest {
    private final Estimate estimate = new Estimate();

    private Estimate estimate(Scenario scenario) {
        new Estimator(Map.of()).estimate(scenario, estimate);
        return estimate;
    }

    @Test
    void gopherAtBatch512TakesEightyMilliseconds() {
        estimate(Samples.scenario(Formulas.SEED_2020, Samples.GOPHER_260B, 16, 512));
        // 53.3333 ms compute + 26.8435 ms comms
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isCloseTo(0.0801768789, within(1e-10));
        assertThat(estimate.bound()).isEqualTo(Term.COMPUTE);
        assertThat(estimate.nextBound()).isEqualTo(Term.COMMS);
    }

    @Test
    void gopherAtBatchOneTakesTwentyFiveMilliseconds() {
        estimate(Samples.scenario(Formulas.SEED_2020, Samples.GOPHER_260B, 16, 1));
        // erratum 3: 21.6667 ms memory + 80 · 4 · 10 µs
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isCloseTo(0.0248666667, within(1e-10));
        assertThat(estimate.bound()).isEqualTo(Term.MEMORY);
    }

    @Test
    void theRevisionOverlapsCommsWithCompute() {
        estimate(Samples.scenario(Formulas.KIPPLY_2022, Samples.GOPHER_260B, 16, 512));
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isCloseTo(0.0533333333, within(1e-10));
        assertThat(estimate.get(Figure.COMMS_SECONDS)).isCloseTo(0.0178956971, within(1e-10));
    }

    @Test
    void theSourceHasNoPrefillAndNoRequest() {
        estimate(Samples.scenario(Formulas.SEED_2020, Samples.MODEL_52B, 4, 1));
        assertThat(estimate.get(Figure.PREFILL_SECONDS)).isNaN();
        assertThat(estimate.get(Figure.REQUEST_SECONDS)).isNaN();
        assertThat(estimate.get(Figure.REQUESTS_PER_SECOND)).isNaN();
        assertThat(estimate.prefillBound()).isNull();
    }

    @Test
    void aBatchThatDoesNotFitSaysByHowMuchAndWhatWouldDo() {
        // weights 104,152,956,928 + 23 · 2,516,582,400 = 162,034,352,128 against 160e9
        estimate(Samples.scenario(Formulas.KIPPLY_2022, Samples.MODEL_52B, 4, 23));
        assertThat(estimate.fits()).isFalse();
        assertThat(estimate.status()).isEqualTo("does not fit: needs 2.03 GB more, 5 devices would do");
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isPositive();
    }

    @Test
    void aBatchThatFitsIsOk() {
        estimate(Samples.scenario(Formulas.KIPPLY_2022, Samples.MODEL_52B, 4, 22));
        assertThat(estimate.fits()).isTrue();
        assertThat(estimate.status()).isEqualTo("ok");
        assertThat(estimate.get(Figure.MAX_BATCH_SIZE)).isEqualTo(22);
    }

    @Test
    void whatTheSourceDoesNotDescribeIsNotSupportedAndEmpty() {
        Scenario scenario = Samples.withDeployment(
                Samples.scenario(Formulas.SEED_2020, Samples.MODEL_52B, 4, 1),
                Samples.deployment(
                        new Parallelism(4, 2, 1, 1, 1, 1),
                        new Precision(DataType.FP8, DataType.BF16, DataType.BF16),
                        0.5));
        estimate(scenario);
        assertThat(estimate.status())
                .isEqualTo("not supported: pipeline_parallel, weight_dtype, overlap: outside what seed-2020 describes");
        assertThat(estimate.fits()).isNull();
        for (Figure figure : Figure.values()) {
            assertThat(estimate.get(figure)).as(figure.id()).isNaN();
        }
    }

    @Test
    void severalDevicesNeedSomethingThatJoinsThem() {
        Accelerator alone = new Accelerator(
                "alone",
                "Alone",
                Map.of(
                        AcceleratorField.PEAK_FP16, 100e12,
                        AcceleratorField.MEMORY, 400e9,
                        AcceleratorField.MEMORY_BANDWIDTH, 1e12),
                Provenance.NONE);
        Workload work = new Workload(1, 10, 10, 0, false, Double.NaN);
        estimate(Samples.scenario(Formulas.KIPPLY_2022, Samples.MODEL_52B, alone, 2, work));
        assertThat(estimate.status()).isEqualTo("not supported: tensor_parallel: Alone has neither a link nor PCIe");
        estimate(Samples.scenario(Formulas.KIPPLY_2022, Samples.MODEL_52B, alone, 1, work));
        assertThat(estimate.status()).isEqualTo("ok");
        assertThat(estimate.notes())
                .containsExactly(
                        "Alone has no bf16 peak: fp16 stands in",
                        "no price: cost is empty",
                        "no power: energy is empty");
        assertThat(estimate.get(Figure.COMMS_SECONDS)).isZero();
    }

    @Test
    void withoutAPromptThereIsNoPrefill() {
        estimate(Samples.scenario(
                Formulas.KIPPLY_2022,
                Samples.MODEL_52B,
                Samples.A100,
                4,
                new Workload(1, 0, 10, 0, false, Double.NaN)));
        assertThat(estimate.get(Figure.PREFILL_SECONDS)).isZero();
        assertThat(estimate.prefillBound()).isNull();
        assertThat(estimate.get(Figure.REQUEST_SECONDS))
                .isCloseTo(10 * estimate.get(Figure.DECODE_STEP_SECONDS), within(1e-12));
    }

    @Test
    void bothSetsSayWhichEquationGivesEachFigureTheyFill() {
        for (Formulas formulas : new Formulas[] {Formulas.SEED_2020, Formulas.KIPPLY_2022}) {
            estimate(priced(formulas));
            for (Figure figure : Figure.values()) {
                assertThat(FormulaSets.equations(formulas).containsKey(figure))
                        .as(formulas.id() + " " + figure.id())
                        .isEqualTo(!Double.isNaN(estimate.get(figure)));
            }
        }
    }

    @Test
    void theDerivationArrivesAtEveryFigureOfTheEstimate() {
        for (Formulas formulas : new Formulas[] {Formulas.SEED_2020, Formulas.KIPPLY_2022}) {
            Scenario scenario = priced(formulas);
            estimate(scenario);
            int compared = 0;
            for (Derivation.Step step : FormulaSets.derive(scenario, Map.of()).steps()) {
                for (Figure figure : step.figures()) {
                    if (figure != Figure.PARAMETERS && figure != Figure.ACTIVE_PARAMETERS) {
                        assertThat(step.result().value()).as(figure.id()).isEqualTo(estimate.get(figure));
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThan(40);
        }
    }

    /**
     * Gopher on 16 devices at 3.6 USD an hour, 0.001 USD a second, and 400 W each; batch 512, 1000 + 200 tokens; an API
     * at 5 USD a million tokens.
     */
    private static Scenario priced(Formulas formulas) {
        Accelerator device =
                Samples.A100.with(AcceleratorField.PRICE_PER_HOUR, 3.6).with(AcceleratorField.POWER, 400);
        Scenario scenario = Samples.scenario(
                formulas, Samples.GOPHER_260B, device, 16, new Workload(512, 1000, 200, 0, false, 100));
        return new Scenario(
                scenario.model(),
                scenario.hardware(),
                scenario.method(),
                scenario.deployment(),
                scenario.workload(),
                new Economics(Double.NaN, 1, 1, 5));
    }

    @Test
    void theSourcePricesGeneratedTokensAlone() {
        estimate(priced(Formulas.SEED_2020));
        // a step of 80.1768789 ms makes 512 tokens on 16 devices: 0.016 USD a second, 6400 W
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))
                .isCloseTo(1e6 * 0.016 * 0.0801768789 / 512, within(1e-7));
        assertThat(estimate.get(Figure.BREAK_EVEN_UTILIZATION))
                .isCloseTo(1e6 * 0.016 * 0.0801768789 / 512 / 5, within(1e-7));
        assertThat(estimate.get(Figure.JOULES_PER_OUTPUT_TOKEN)).isCloseTo(6400 * 0.0801768789 / 512, within(1e-7));
        assertThat(estimate.get(Figure.USD_PER_REQUEST)).isNaN();
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT))
                .isNaN();
        assertThat(estimate.get(Figure.USD_PER_MILLION_INPUT_TOKENS)).isNaN();
        assertThat(estimate.get(Figure.REPLICAS_NEEDED)).isNaN();
        assertThat(estimate.notes()).containsExactly("seed-2020 has no prefill and no requests");
    }

    @Test
    void theRevisionPricesAllTokensAsStepsAfterThePrefill() {
        estimate(priced(Formulas.KIPPLY_2022));
        // a step of 53.3333333 ms; prefill computes 1000 tokens a sequence: 53.3333333 s; 0.016 USD a second
        double step = 0.16 / 3;
        double prefill = 160.0 / 3;
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))
                .isCloseTo(1e6 * 0.016 * step / 512, within(1e-9));
        assertThat(estimate.get(Figure.USD_PER_REQUEST)).isCloseTo(0.016 * (prefill + 200 * step) / 512, within(1e-9));
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT))
                .isCloseTo(1e6 * 0.016 * (prefill + 200 * step) / (512 * 200), within(1e-6));
        assertThat(estimate.get(Figure.USD_PER_MILLION_INPUT_TOKENS))
                .isCloseTo(1e6 * 0.016 * prefill / (512 * 1000), within(1e-9));
        assertThat(estimate.get(Figure.JOULES_PER_OUTPUT_TOKEN)).isCloseTo(6400 * step / 512, within(1e-9));
        // 512/step/200 = 48 requests a second: 100 need 3 replicas of 16 devices at 3.6 USD for 730 h
        assertThat(estimate.get(Figure.REPLICAS_NEEDED)).isEqualTo(3);
        assertThat(estimate.get(Figure.DEVICES_NEEDED)).isEqualTo(48);
        assertThat(estimate.get(Figure.USD_PER_MONTH)).isCloseTo(126_144, within(1e-6));
    }
}
