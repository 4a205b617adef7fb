package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.ServiceLevel;
import dev.sweepbook.sweep.Slo;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A model of 7.775e9 parameters by the revision on the A100 of the source: 15.55e9 B over 1555e9 B/s are 10 ms a step, and
 * a prompt of 1560 tokens takes 1560 · 15.55e9/312e12 = 77.75 ms.
 */
class PromiseTest {
    private static final ScenarioBands BANDS =
            new ScenarioBands(Evidence.SAME_CLASS, new Band(0.9, 1.5), new Band(0.8, 1.2), new Band(0.9, 1.3));

    private static void row(Slo slo, ScenarioBands bands, Consumer<Row> then) {
        SampleSweeps.eachRow(
                SampleSweeps.file(
                        "p",
                        List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7.775e9)),
                        Map.of(),
                        GridAxis.of(Axis.PROMPT_TOKENS, List.of(1560L))),
                row -> then.accept(new Row(
                        row.number(),
                        row.sweep(),
                        row.scenario(),
                        row.fields(),
                        row.estimate(),
                        new ServiceLevel(slo, true, 1),
                        bands)));
    }

    @Test
    void theUpperEndOfABandThatBreaksThePromiseIsNamedWithByHowMuch() {
        // 10 ms · 1.5 = 15 ms, a quarter over 12; 77.75 · 1.2 = 93.3 ms keeps 100
        row(new Slo(0.1, 0.012), BANDS, row -> {
            assertThat(Promise.isSure(row)).isFalse();
            assertThat(Promise.broken(row))
                    .isEqualTo(
                            "Time per output token is estimated at 10 ms, but one in ten measured ones would be above"
                                    + " 15 ms, 25 % over the 12 ms of the SLO.");
        });
        row(
                new Slo(0.09, 0.015),
                BANDS,
                row -> assertThat(Promise.broken(row))
                        .isEqualTo(
                                "Time to first token is estimated at 77.8 ms, but one in ten measured ones would be above"
                                        + " 93.3 ms, 4 % over the 90 ms of the SLO."));
    }

    @Test
    void aPromiseKeptAtTheUpperEndIsSure() {
        row(new Slo(0.1, 0.016), BANDS, row -> {
            assertThat(Promise.isSure(row)).isTrue();
            assertThat(Promise.broken(row)).isEmpty();
        });
    }

    @Test
    void withoutABandNothingIsSureAndNothingBroken() {
        row(new Slo(0.1, 0.016), ScenarioBands.NONE, row -> {
            assertThat(Promise.isSure(row)).isFalse();
            assertThat(Promise.broken(row)).isEmpty();
        });
    }
}
