package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
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
        assertThat(estimate.notes()).containsExactly("Alone has no bf16 peak: fp16 stands in");
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
            estimate(Samples.scenario(formulas, Samples.MODEL_52B, 4, 2));
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
            Scenario scenario = Samples.scenario(formulas, Samples.GOPHER_260B, 16, 512);
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
}
