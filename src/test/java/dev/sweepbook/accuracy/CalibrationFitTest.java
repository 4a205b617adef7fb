package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.accuracy.CalibrationFit.Moved;
import dev.sweepbook.accuracy.CalibrationFit.Pooling;
import dev.sweepbook.accuracy.CalibrationFit.State;
import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.ServingEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFitTest {
    private static final CalibrationValues PRIORS = CalibrationValues.priors();

    @TempDir
    Path folder;

    private List<Measurement> grid;

    @BeforeEach
    void measureAGrid() {
        List<String> lines = new ArrayList<>();
        for (String model : List.of("llama-3.1-8b", "llama-2-13b", "mistral-7b-v0.1")) {
            for (int batch : new int[] {1, 4, 16, 64}) {
                for (int prompt : new int[] {64, 512, 4096}) {
                    String deployment = model + ",h100-sxm,vllm,1," + batch + "," + prompt + ",128,";
                    lines.add(deployment + "tpot_s,1");
                    lines.add(deployment + "ttft_s,1");
                }
            }
        }
        grid = Rows.of(folder, lines);
    }

    private static CalibrationValues vllm(double weights, double gemm, double layer, double step) {
        return PRIORS.with(Map.of(
                "vllm", Map.of("weight_bandwidth", weights, "gemm", gemm, "layer_time", layer, "step_time", step)));
    }

    private static Moved moved(CalibrationFit fit, String engine, String parameter) {
        return fit.moved().stream()
                .filter(moved ->
                        moved.engine().equals(engine) && moved.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    /** Made by a known machine, the rows give the machine back: the efficiencies within 0.03, the rows within 1 %. */
    @Test
    void aFitRecoversTheMachineThatMadeTheRows() {
        CalibrationValues truth = vllm(0.76, 0.73, 5e-5, 6e-4);
        List<Measurement> rows = Rows.measuredBy(truth, grid, 1);
        CalibrationFit fit = CalibrationFit.of(rows, PRIORS, Pooling.SEPARATE);
        CalibrationValues found = fit.values();
        assertThat(found.of(ServingEngine.VLLM, "weight_bandwidth")).isCloseTo(0.76, within(0.03));
        assertThat(found.of(ServingEngine.VLLM, "gemm")).isCloseTo(0.73, within(0.03));
        ErrorFigures figures = ErrorFigures.of(new Predictor(Rows.calibration(found)).predict(rows));
        assertThat(figures.mape()).isLessThan(0.01);
        ErrorFigures before = ErrorFigures.of(new Predictor(Rows.calibration(PRIORS)).predict(rows));
        assertThat(before.mape()).as("the priors were far off").isGreaterThan(0.03);
    }

    @Test
    void oneRowThatIsTenTimesTooSlowBarelyMovesTheFit() {
        CalibrationValues truth = vllm(0.76, 0.73, 5e-5, 6e-4);
        List<Measurement> rows = new ArrayList<>(Rows.measuredBy(truth, grid, 1));
        rows.set(0, Rows.measuredBy(truth, grid.subList(0, 1), 10).get(0));
        CalibrationValues found =
                CalibrationFit.of(rows, PRIORS, Pooling.SEPARATE).values();
        assertThat(found.of(ServingEngine.VLLM, "weight_bandwidth")).isCloseTo(0.76, within(0.03));
    }

    @Test
    void theSameRowsGiveTheSameNumbers() {
        List<Measurement> rows = Rows.measuredBy(vllm(0.76, 0.73, 5e-5, 6e-4), grid, 1.05);
        assertThat(CalibrationFit.of(rows, PRIORS, Pooling.POOLED))
                .isEqualTo(CalibrationFit.of(rows, PRIORS, Pooling.POOLED));
    }

    @Test
    void whatNoRowDependsOnStaysExactlyWhereItBegan() {
        List<Measurement> rows = Rows.measuredBy(vllm(0.76, 0.73, 5e-5, 6e-4), grid, 1);
        CalibrationFit fit = CalibrationFit.of(rows, PRIORS, Pooling.SEPARATE);
        Moved link = moved(fit, "*", "link_bandwidth");
        assertThat(link.state()).as("one device sends nothing").isEqualTo(State.UNTOUCHED);
        assertThat(link.after()).isEqualTo(link.before());
        assertThat(fit.values().of(ServingEngine.LMDEPLOY, "gemm"))
                .as("an engine without rows")
                .isEqualTo(PRIORS.ofEvery("gemm"));
    }

    @Test
    void twoRowsAreTooFewForEverything() {
        CalibrationFit fit = CalibrationFit.of(
                Rows.measuredBy(vllm(0.76, 0.73, 5e-5, 6e-4), grid.subList(0, 2), 1), PRIORS, Pooling.SEPARATE);
        assertThat(fit.moved()).filteredOn(moved -> moved.state() == State.HELD).isNotEmpty();
    }

    @Test
    void noNumberLeavesItsRange() {
        List<Measurement> rows = Rows.measuredBy(vllm(0.76, 0.73, 5e-5, 6e-4), grid, 8);
        for (Moved moved : CalibrationFit.of(rows, PRIORS, Pooling.SEPARATE).moved()) {
            CalibrationParameter.Fit range =
                    CalibrationParameter.all().get(moved.parameter()).fit();
            assertThat(moved.after()).as(moved.parameter()).isBetween(range.least(), range.most());
        }
    }

    @Test
    void anEngineWithoutRowsGetsTheMeanOfTheOthersWherePooled() {
        List<Measurement> rows = Rows.measuredBy(vllm(0.74, 0.73, 5e-5, 6e-4), grid, 1);
        CalibrationValues found =
                CalibrationFit.of(rows, PRIORS, Pooling.POOLED).values();
        double vllm = found.of(ServingEngine.VLLM, "weight_bandwidth");
        double generic = found.of(ServingEngine.GENERIC, "weight_bandwidth");
        assertThat(vllm).isCloseTo(0.74, within(0.03));
        assertThat(generic).as("between the prior of 0.8 and the class").isBetween(vllm, 0.8);
    }
}
