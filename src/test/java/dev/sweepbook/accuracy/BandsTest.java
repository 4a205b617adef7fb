package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandsTest {
    @TempDir
    Path folder;

    private Scenario scenario(String line) {
        return Rows.of(folder, List.of(line + ",tpot_s,1")).get(0).scenario();
    }

    /** Measured: vLLM on an H100, Llama-3.1-8B, TP 1 and 2, batch 1 to 64, 128 to 2048 prompt tokens, 128 out. */
    private ErrorBands measured() {
        List<Measurement> rows = Rows.of(
                folder,
                List.of(
                        "llama-3.1-8b,h100-sxm,vllm,1,1,128,128,tpot_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,1,64,2048,128,tpot_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,1,128,128,tpot_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,64,2048,128,tpot_s,1"));
        return new ErrorBands(List.of(), MeasuredRanges.of(rows));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama-3.1-8b,h100-sxm,vllm,1,16,1024,128|MEASURED_HERE",
                "llama-3.1-8b,h100-sxm,generic,1,16,1024,128|MEASURED_HERE",
                "llama-3.1-8b,h100-sxm,vllm,1,65,1024,128|SAME_DEVICE",
                "llama-3.1-8b,h100-sxm,vllm,1,16,4096,128|SAME_DEVICE",
                "llama-3.1-8b,h100-sxm,vllm,1,16,1024,129|SAME_DEVICE",
                "llama-2-13b,h100-sxm,vllm,1,16,1024,128|SAME_DEVICE",
                "llama-3.1-8b,a100-sxm-80gb,vllm,1,16,1024,128|SAME_CLASS",
                "llama-3.1-8b,rtx-4090,vllm,1,16,1024,128|EXTRAPOLATED",
                "llama-3.1-8b,h100-sxm,lmdeploy,1,16,1024,128|EXTRAPOLATED",
                "llama-3.1-8b,h100-sxm,vllm,4,16,1024,128|EXTRAPOLATED"
            })
    void theNearnessOfTheEvidenceIsTold(String line, Evidence evidence) {
        Scenario scenario = scenario(line);
        assertThat(measured().of(scenario).evidence(scenario.workload())).isEqualTo(evidence);
    }

    @Test
    void rangesOfOneDeploymentAreJoined() {
        List<MeasuredRange> ranges = measured().measured();
        assertThat(ranges).hasSize(2);
        assertThat(ranges.get(0).batch()).isEqualTo(new MeasuredRange.Span(1, 64));
        assertThat(ranges.get(0).prompt()).isEqualTo(new MeasuredRange.Span(128, 2048));
        assertThat(ranges.get(0).output()).isEqualTo(new MeasuredRange.Span(128, 128));
    }

    private static List<Residual> residuals(int groups, int rowsEach, double step) {
        List<Residual> residuals = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            for (int row = 0; row < rowsEach; row++) {
                double away = (group - (groups - 1) / 2.0) * step + row * 1e-4;
                residuals.add(new Residual(
                        ServingEngine.VLLM, Phase.REQUEST, Evidence.SAME_DEVICE, Math.exp(away), "model " + group));
            }
        }
        return residuals;
    }

    /** ln ratios 0.00, 0.01 … 1.00: the tenth percentile is 0.1, the ninetieth 0.9, the median 0.5. */
    @Test
    void aBandIsTheTenthAndNinetiethPercentile() {
        List<Residual> residuals = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            residuals.add(
                    new Residual(ServingEngine.VLLM, Phase.REQUEST, Evidence.MEASURED_HERE, Math.exp(i / 100.0), "g"));
        }
        BandTable.Spread spread = new BandTable(residuals)
                .spread(new BandTable.Place(ServingEngine.VLLM, Phase.REQUEST, Evidence.MEASURED_HERE));
        assertThat(spread.p10()).isCloseTo(0.1, within(1e-12));
        assertThat(spread.middle()).isCloseTo(0.5, within(1e-12));
        assertThat(spread.p90()).isCloseTo(0.9, within(1e-12));
        assertThat(spread.needed(Math.exp(0.9))).isCloseTo(1, within(1e-12));
        assertThat(spread.needed(Math.exp(0.1))).isCloseTo(1, within(1e-12));
        Band twice = spread.band(2);
        assertThat(twice.p10()).as("e^(0.5 − 2·0.4)").isCloseTo(0.7408, within(1e-9));
        assertThat(twice.p90()).as("e^(0.5 + 2·0.4)").isCloseTo(3.669, within(1e-9));
    }

    @Test
    void aPlaceWithTooFewRowsTakesThoseOfEveryEngine() {
        List<Residual> residuals = residuals(2, BandTable.FEWEST, 0.2);
        BandTable.Spread lmdeploy = new BandTable(residuals)
                .spread(new BandTable.Place(ServingEngine.LMDEPLOY, Phase.REQUEST, Evidence.SAME_DEVICE));
        assertThat(lmdeploy.rows()).isEqualTo(2L * BandTable.FEWEST);
    }

    @Test
    void fartherEvidenceIsNeverSpreadLess() {
        List<Residual> residuals = new ArrayList<>(residuals(4, 30, 0.3));
        residuals.add(new Residual(ServingEngine.VLLM, Phase.REQUEST, Evidence.EXTRAPOLATED, 1.0, "device x"));
        BandTable table = new BandTable(residuals);
        BandTable.Spread near =
                table.spread(new BandTable.Place(ServingEngine.VLLM, Phase.REQUEST, Evidence.SAME_DEVICE));
        BandTable.Spread far =
                table.spread(new BandTable.Place(ServingEngine.VLLM, Phase.REQUEST, Evidence.EXTRAPOLATED));
        assertThat(far.p10()).isLessThanOrEqualTo(near.p10());
        assertThat(far.p90()).isGreaterThanOrEqualTo(near.p90());
    }

    /** Ten groups, each off by its own amount: a band made of nine is too narrow for the tenth as often as not. */
    @Test
    void bandsHoldFourFifthsOfGroupsTheyWereMadeWithout() {
        List<Residual> residuals = residuals(20, 25, 0.05);
        Map<Evidence, double[]> coverage = Widening.coverage(residuals);
        double[] counts = coverage.get(Evidence.SAME_DEVICE);
        assertThat(counts[0]).isEqualTo(500);
        assertThat(counts[1] / counts[0]).isBetween(0.75, 0.85);
    }

    @Test
    void leavingOutAModelPredictsItWithoutHavingSeenIt() throws InterruptedException {
        CalibrationValues truth =
                CalibrationValues.priors().with(Map.of("vllm", Map.of("weight_bandwidth", 0.7, "step_time", 5e-4)));
        List<String> lines = new ArrayList<>();
        for (String model : List.of("llama-3.1-8b", "llama-2-13b", "mistral-7b-v0.1")) {
            for (int batch : new int[] {1, 8, 32, 64}) {
                for (int prompt : new int[] {64, 512}) {
                    lines.add(model + ",h100-sxm,vllm,1," + batch + "," + prompt + ",128,tpot_s,1");
                }
            }
        }
        List<Measurement> rows = Rows.measuredBy(truth, Rows.of(folder, lines), 1);
        LeaveOut leaveOut = new LeaveOut(CalibrationValues.priors(), CalibrationFit.Pooling.SEPARATE, 2);
        List<LeaveOut.Group> groups = leaveOut.by(rows, Grouping.MODEL);
        assertThat(groups)
                .extracting(LeaveOut.Group::group)
                .containsExactly("llama-2-13b", "llama-3.1-8b", "mistral-7b-v0.1");
        List<Prediction> predictions = BandFit.predictions(groups);
        assertThat(predictions).hasSize(24).allMatch(p -> p.evidence() == Evidence.SAME_DEVICE);
        assertThat(ErrorFigures.of(predictions).mape())
                .as("one machine made all rows")
                .isLessThan(0.02);
        assertThat(leaveOut.by(rows, Grouping.HARDWARE))
                .as("one device: none is left")
                .isEmpty();
    }

    @Test
    void bandsOfFewRowsAreNotMade() throws InterruptedException {
        List<Measurement> rows = Rows.of(folder, List.of("llama-3.1-8b,h100-sxm,vllm,1,1,128,128,tpot_s,0.01"));
        BandFit fit = BandFit.of(rows, new LeaveOut(CalibrationValues.priors(), CalibrationFit.Pooling.SEPARATE, 1));
        assertThat(fit.bands().lines()).isEmpty();
        assertThat(fit.bands().measured()).hasSize(1);
    }
}
