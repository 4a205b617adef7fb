package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.report.SampleSweeps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Six grid points, of which an exclusion drops two, and one scenario added. */
class ScenarioCountTest {
    private static SweepFile file(ReportOptions.Rows rows) {
        SweepFile grid = SampleSweeps.file(
                "g",
                List.of(SampleSweeps.gopher()),
                GridAxis.of(Axis.TENSOR_PARALLEL, List.of(8L, 16L)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 16L, 512L)));
        Sweep sweep = grid.sweeps().get(0);
        Map<AxisKey, Object> added =
                Map.of(Axis.MODEL, SampleSweeps.gopher(), Axis.HARDWARE, SampleSweeps.A100, Axis.TENSOR_PARALLEL, 32L);
        return SampleSweeps.withSweep(
                        grid,
                        new Sweep(
                                sweep.name(),
                                "",
                                sweep.axes(),
                                sweep.fixed(),
                                List.of(new Exclusion.Match(Map.of(Axis.BATCH_SIZE, List.of(512L)))),
                                List.of(added),
                                sweep.slo()))
                .withReport(new ReportOptions(null, 50, rows));
    }

    @Test
    void excludedPointsDoNotCountAndAddedScenariosDo() {
        assertThat(ScenarioCount.hasMoreThan(file(ReportOptions.Rows.AUTO), 4)).isTrue();
        assertThat(ScenarioCount.hasMoreThan(file(ReportOptions.Rows.AUTO), 5)).isFalse();
        assertThat(ScenarioCount.hasMoreThan(file(ReportOptions.Rows.AUTO), 7)).isFalse();
    }

    @Test
    void theFileDecidesAndAutoShowsAllOfAFew() {
        assertThat(ScenarioCount.showsBestOnly(file(ReportOptions.Rows.BEST))).isTrue();
        assertThat(ScenarioCount.showsBestOnly(file(ReportOptions.Rows.ALL))).isFalse();
        assertThat(ScenarioCount.showsBestOnly(file(ReportOptions.Rows.AUTO))).isFalse();
    }

    @Test
    void autoShowsTheBestOfMoreThanTwoHundredThousand() {
        List<Long> prompts =
                java.util.stream.LongStream.rangeClosed(1, 200_000).boxed().toList();
        SweepFile full =
                SampleSweeps.file("many", List.of(SampleSweeps.gopher()), GridAxis.of(Axis.PROMPT_TOKENS, prompts));
        assertThat(ScenarioCount.showsBestOnly(full)).isFalse();
        SweepFile over = SampleSweeps.file(
                "more",
                List.of(SampleSweeps.gopher()),
                GridAxis.of(Axis.PROMPT_TOKENS, prompts),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 2L)));
        assertThat(ScenarioCount.showsBestOnly(over)).isTrue();
    }
}
