package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.SweepFile;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static List<Summary.Block> blocks(SweepFile file) {
        Comparison comparison =
                new Comparison(Varied.values(Axis.FORMULAS, file).size());
        SampleSweeps.eachRow(file, comparison::accept);
        return comparison.blocks();
    }

    private static SweepFile gopher(GridAxis... axes) {
        return SampleSweeps.file("g", List.of(SampleSweeps.gopher()), Map.of(Axis.TENSOR_PARALLEL, 16L), axes);
    }

    private static final GridAxis BOTH = GridAxis.of(Axis.FORMULAS, List.of(Formulas.SEED_2020, Formulas.KIPPLY_2022));
    private static final String HIDES = "kipply-2022 hides communication behind the rest of the step, where seed-2020"
            + " adds it, and counts 8·d bytes of it a layer for 12·d.";
    private static final GridAxis BATCHES = GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 512L));

    @Test
    void theRevisionHidesCommsAndThatIsTheDifference() {
        Summary.Block block = blocks(gopher(BOTH, BATCHES)).get(0);
        // batch 1: 20.8999/(20.8999 + 3.2) = 0.86722; batch 512: 53.3333/(53.3333 + 26.8435) = 0.66520
        assertThat(block.sentences())
                .containsExactly(
                        "kipply-2022 against seed-2020, over 2 scenarios both have: a decode step takes 0.766 times"
                                + " as long in the median (0.665 to 0.867), mostly because of comms in 100 % of those that"
                                + " differ. " + HIDES);
        assertThat(block.lines()).singleElement().satisfies(line -> {
            assertThat(line.subList(0, 3)).containsExactly("kipply-2022 / seed-2020", "Decode step", 2.0);
            assertThat((Double) line.get(3)).isCloseTo(0.76621, Offset.offset(1e-5));
            assertThat((Double) line.get(4)).isCloseTo(0.66520, Offset.offset(1e-5));
            assertThat((Double) line.get(5)).isCloseTo(0.86722, Offset.offset(1e-5));
            assertThat(line.subList(6, 8)).containsExactly(100.0, "comms");
        });
    }

    @Test
    void theOrderOfTheAxesDoesNotMatter() {
        assertThat(blocks(gopher(BATCHES, BOTH))).isEqualTo(blocks(gopher(BOTH, BATCHES)));
    }

    @Test
    void oneFormulaSetIsNotCompared() {
        assertThat(blocks(gopher(BATCHES))).isEmpty();
    }

    @Test
    void scenariosThatOnlyOneSetHasAreNotCompared() {
        GridAxis apart = new GridAxis(
                List.of(Axis.FORMULAS, Axis.BATCH_SIZE),
                List.of(List.of(Formulas.SEED_2020, 1L), List.of(Formulas.KIPPLY_2022, 2L)));
        assertThat(blocks(gopher(apart))).isEmpty();
    }

    @Test
    void onOneDeviceTheSourceAndItsRevisionAgreeOnAStep() {
        SweepFile file = SampleSweeps.file(
                "one", List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7e9)), Map.of(), BOTH, BATCHES);
        assertThat(blocks(file).get(0).sentences())
                .containsExactly(
                        "kipply-2022 against seed-2020, over 2 scenarios both have: a decode step takes the same"
                                + " time. " + HIDES);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        Ratios ratios = new Ratios();
        for (double to : new double[] {8, 1, 2, 4}) {
            ratios.add(1, to, to > 1 ? "memory" : "");
        }
        ratios.add(1, Double.NaN, "comms");
        assertThat(ratios.count()).isEqualTo(4);
        assertThat(ratios.median()).isEqualTo(3);
        assertThat(ratios.lowest()).isEqualTo(1);
        assertThat(ratios.highest()).isEqualTo(8);
        assertThat(ratios.cause()).isEqualTo("memory");
        assertThat(ratios.causeShare()).isEqualTo(1);
    }
}
