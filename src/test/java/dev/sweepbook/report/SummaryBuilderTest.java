package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.SweepFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryBuilderTest {
    private static Summary summary(SweepFile file) {
        return summary(file, BookKind.LIVING);
    }

    private static Summary summary(SweepFile file, BookKind kind) {
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS, kind);
        SampleSweeps.eachRow(file, builder::accept);
        return builder.build();
    }

    private static Summary.Block block(Summary summary, String title) {
        return summary.blocks().stream()
                .filter(block -> block.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** 2·260e9/(16·1555e9) = 20.90 ms at batch 1 and at 16; kipply adds nothing while memory exceeds comms. */
    private static SweepFile gopher() {
        return SampleSweeps.file(
                "gopher",
                List.of(SampleSweeps.gopher()),
                GridAxis.of(Axis.TENSOR_PARALLEL, List.of(8L, 16L)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 16L, 512L)));
    }

    @Test
    void theSentencesNameTheWinnersAndTheirScenarios() {
        assertThat(SampleSweeps.answers(summary(gopher())))
                .containsEntry(
                        "What was asked",
                        "6 scenarios: 2 fit the memory, 4 do not, 0 are not supported."
                                + " Scenarios that do not fit win nothing below.")
                .containsEntry(
                        "Lowest latency",
                        "A decode step of 20.9 ms: gopher-280b on 16 × a100-40gb-sxm, tensor parallel 16, batch size 1"
                                + " (scenario 4).")
                .containsEntry(
                        "Most throughput",
                        "47.8 output tokens a second per device: gopher-280b on 16 × a100-40gb-sxm, tensor parallel 16,"
                                + " batch size 16 (scenario 5). Also the most in total, 766.")
                .containsEntry("Fewest devices that hold it", "gopher-280b on 16 × a100-40gb-sxm (scenario 4).")
                .containsEntry("What binds the sweep", "Memory binds most often, in 100 % of the scenarios that fit.");
    }

    @Test
    void itSaysWhatAnEditChanges() {
        assertThat(block(summary(gopher(), BookKind.LIVING), "What the sweep found")
                        .sentences())
                .containsExactly(
                        "As run. Edits change the sheets of results; run the edited workbook for a new summary and"
                                + " new charts.");
        assertThat(block(summary(gopher(), BookKind.VALUES), "What the sweep found")
                        .sentences())
                .containsExactly(
                        "As run. The sheets of results hold values, which follow no edit; What-if alone does. Run"
                                + " the edited workbook for new results and a new summary.");
    }

    @Test
    void aScenarioThatDoesNotFitNeverWins() {
        // 512 sequences give the most tokens a second on paper, and miss the memory by terabytes
        Summary.Block top = block(summary(gopher()), "The most output tokens per second per device");
        assertThat(top.lines()).extracting(line -> line.get(7)).containsExactly(5.0, 4.0);
    }

    @Test
    void theLowestCostsStandInTheirTable() {
        // a step of 520e9/(16 · 1555e9) = 20.9003 ms; prefills of B · 1024 · 520e9/(16 · 312e12): 106.667 ms for one
        // sequence, 16 times as long for 16. 1e6 · 16 · 1.5 · (1.706667 + 256 · 0.0209003)/(3600 · 16 · 256)
        Summary.Block top = block(summary(gopher()), "The lowest costs per million output tokens, prompt included");
        assertThat(top.headings().get(6))
                .isEqualTo(new Summary.Heading("Cost per million output tokens, prompt included", Unit.USD));
        assertThat(top.lines()).extracting(line -> line.get(7)).containsExactly(5.0, 4.0);
        assertThat((Double) top.lines().get(0).get(6)).isCloseTo(11.4862, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void theEarlierOfTwoEqualScenariosWins() {
        SweepFile file = SampleSweeps.file(
                "tie",
                List.of(SampleSweeps.gopher()),
                Map.of(Axis.TENSOR_PARALLEL, 16L),
                GridAxis.of(Axis.PROMPT_TOKENS, List.of(100L, 50L)));
        Summary.Block top = block(summary(file), "The lowest decode steps");
        assertThat(top.lines()).extracting(line -> line.get(7)).containsExactly(1.0, 2.0);
    }

    @Test
    void severalFormulaSetsStandSideBySide() {
        Summary.Block both = block(summary(SampleSweeps.workedCases()), "Side by side");
        assertThat(both.headings())
                .extracting(Summary.Heading::title)
                .containsExactly("Finding", "seed-2020", "kipply-2022");
        assertThat(both.lines().get(0)).containsExactly("Scenarios that fit", "4 of 12", "4 of 12");
        // 104e9/(16·1555e9) = 4.180 ms; the seed adds 64·4·10 µs = 2.56 ms
        assertThat(both.lines().get(1))
                .containsExactly("Lowest decode step", "6.74 ms (scenario 5)", "4.18 ms (scenario 11)");
    }

    @Test
    void whatWasAskedNamesAxesWithTheirValues() {
        Summary.Block asked = block(summary(gopher()), "What was asked");
        assertThat(asked.lines())
                .contains(
                        List.of("Model", 1.0, "gopher-280b"),
                        List.of("Tensor parallel", 2.0, "8, 16"),
                        List.of("Batch size", 3.0, "1, 16, 512"));
    }

    @Test
    void unsupportedScenariosAreCountedApart() {
        SweepFile file = SampleSweeps.file(
                "fp8",
                List.of(SampleSweeps.gopher()),
                Map.of(Axis.TENSOR_PARALLEL, 16L),
                GridAxis.of(Axis.WEIGHT_DTYPE, List.of(DataType.BF16, DataType.FP8)));
        assertThat(SampleSweeps.answers(summary(file)))
                .containsEntry(
                        "What was asked",
                        "2 scenarios: 1 fits the memory, 0 do not, 1 is not supported."
                                + " Scenarios that do not fit win nothing below.");
    }

    @Test
    void aSweepInWhichNothingFitsRanksNothing() {
        Summary summary = summary(SampleSweeps.file("none", List.of(SampleSweeps.gopher())));
        assertThat(SampleSweeps.answers(summary)).containsEntry("The best", "No scenario fits, so nothing is ranked.");
        assertThat(summary.graphs()).isEmpty();
        assertThat(summary.blocks()).extracting(Summary.Block::title).doesNotContain("The lowest decode steps");
    }

    @Test
    void howItWasMadeCountsTheGridAndNamesTheInputs() {
        Summary.Block made = block(summary(gopher()), "How it was made");
        assertThat(made.sentences())
                .containsExactly(
                        "Grid: 6 points, 0 excluded, 0 included.",
                        "Made by Sweepbook 0.1.0 with catalogue test. The same inputs give the same workbook.");
        assertThat(made.lines()).containsExactly(List.of("sample.yaml", "ab".repeat(32)));
    }

    @Test
    void fewestDevicesAreThoseOfOneReplica() {
        List<dev.sweepbook.scenario.ModelArchitecture> models = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            models.add(SampleSweeps.model("small-" + i, 2, 128, 1000, 5e5));
        }
        SweepFile file = SampleSweeps.file(
                "replicas", models, Map.of(Axis.REPLICAS, 6L), GridAxis.of(Axis.TENSOR_PARALLEL, List.of(4L, 2L)));
        Summary.Block fewest = block(summary(file), "Fewest devices that hold one replica of each model");
        assertThat(fewest.lines()).extracting(line -> line.get(3)).containsExactly(2.0, 2.0, 2.0, 2.0);
        assertThat(fewest.lines()).extracting(line -> line.get(4)).containsExactly(2.0, 4.0, 6.0, 8.0);
    }

    @Test
    void theFormulaSetsAreThoseTheRowsUsed() {
        SweepFile file = SampleSweeps.workedCases();
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS, BookKind.LIVING);
        assertThat(builder.formulas()).isEmpty();
        SampleSweeps.eachRow(file, builder::accept);
        assertThat(builder.formulas()).containsExactly(Formulas.SEED_2020, Formulas.KIPPLY_2022);
    }
}
