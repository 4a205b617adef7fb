package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.SweepFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Gopher on 8 and 16 devices with 1555e9 B/s; 16 hold it. By the revision a step takes 20.90 ms up to batch 200. */
class ServiceSummaryTest {
    private static SweepFile gopher(Slo slo, Map<AxisKey, Object> more, GridAxis... axes) {
        Map<AxisKey, Object> fixed = new HashMap<>(more);
        fixed.put(Axis.FORMULAS, Formulas.KIPPLY_2022);
        return SampleSweeps.file("gopher", List.of(SampleSweeps.gopher()), SampleSweeps.A100, slo, fixed, axes);
    }

    private static final GridAxis DEGREES = GridAxis.of(Axis.TENSOR_PARALLEL, List.of(8L, 16L));
    private static final GridAxis BATCHES = GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 4L, 8L));

    private static Summary summary(SweepFile file) {
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS, BookKind.LIVING);
        SampleSweeps.eachRow(file, builder::accept);
        return builder.build();
    }

    private static List<String> sentences(Summary summary, String title) {
        return summary.blocks().stream()
                .filter(block -> block.title().equals(title))
                .flatMap(block -> block.sentences().stream())
                .toList();
    }

    @Test
    void aScenarioThatMissesTheSloNeverWins() {
        // prefill of 1024 tokens: B · 1024 · 520e9/(16·312e12) = B · 106.67 ms; 0.5 s leaves batches 1 and 4
        Summary summary = summary(gopher(new Slo(0.5, Double.NaN), Map.of(), DEGREES, BATCHES));
        assertThat(SampleSweeps.answers(summary))
                .containsEntry(
                        "What was asked",
                        "6 scenarios: 3 fit the memory, 3 do not, 0 are not supported. Of those that fit 2 meet the SLO;"
                                + " only those win below.")
                .containsEntry(
                        "Most throughput",
                        "12.0 output tokens a second per device: gopher-280b on 16 × a100-40gb-sxm, tensor parallel 16,"
                                + " batch size 4 (scenario 5). Also the most in total, 191.");
        assertThat(SampleSweeps.values(gopher(new Slo(0.5, Double.NaN), Map.of(), BATCHES), "slo_batch_size"))
                .containsOnly(0.0);
    }

    @Test
    void whereNothingMeetsTheSloNothingIsRanked() {
        Summary summary = summary(gopher(new Slo(Double.NaN, 0.001), Map.of(), DEGREES));
        assertThat(SampleSweeps.answers(summary))
                .containsEntry("The best", "No scenario fits and is known to meet the SLO, so nothing is ranked.");
    }

    @Test
    void theCheapestWayToCarryARateIsSaid() {
        // 8/20.8999 ms/256 = 1.4952 requests a second: 10 need 7 replicas, 112 devices at 1.5 USD for 730 h
        Summary summary = summary(gopher(Slo.NONE, Map.of(Axis.REQUEST_RATE, 10.0), DEGREES, BATCHES));
        assertThat(SampleSweeps.answers(summary))
                .containsEntry(
                        // decoding: 1e6 · 16 · 1.5 · 0.0208999/(3600 · 8) = 17.417; with a prefill of 8 · 1024 ·
                        // 520e9/(16 · 312e12) = 853.333 ms beside 256 steps: 1e6 · 24 · 6.203712/(3600 · 8 · 256)
                        "Cheapest",
                        "20.2 USD per million output tokens, prompt included (17.4 for decoding alone): gopher-280b on 16 ×"
                                + " a100-40gb-sxm, tensor parallel 16, batch size 8 (scenario 6).")
                .containsEntry(
                        "To carry 10 requests a second",
                        "122,640 USD a month at the least, with replicas of scenario 6,"
                                + " gopher-280b on 16 × a100-40gb-sxm, tensor parallel 16, batch size 8.");
    }

    @Test
    void whatToBewareOfIsSaid() {
        Summary summary = summary(gopher(new Slo(0.5, Double.NaN), Map.of(), DEGREES, BATCHES));
        assertThat(sentences(summary, "What to beware of"))
                .containsExactly(
                        "3 scenarios do not fit the memory: their times are arithmetic, not a plan: 1; 2; 3.",
                        // on 8 devices twice as long: 213.3 ms a sequence
                        "3 scenarios miss the SLO: 2; 3; 6.",
                        // compute 0.104·B ms on 16 devices, 0.208·B on 8, against 2.56 ms of comms
                        "6 scenarios communicate longer than they compute: 1; 2; 3; 4; 5; 6.",
                        "Costs use placeholder prices of a100-40gb-sxm, not quotes: sheet Hardware says where they come"
                                + " from; price_per_device_hour sets yours.");
        Map<AxisKey, Object> priced = Map.of(Axis.PRICE_PER_DEVICE_HOUR, 2.0);
        assertThat(sentences(summary(gopher(Slo.NONE, priced, DEGREES)), "What to beware of"))
                .noneMatch(sentence -> sentence.contains("placeholder"));
        assertThat(SampleSweeps.values(gopher(Slo.NONE, priced), "price_source"))
                .containsExactly("given");
        assertThat(SampleSweeps.values(gopher(Slo.NONE, Map.of()), "price_source"))
                .containsExactly("placeholder");
        assertThat(SampleSweeps.values(
                        SampleSweeps.unpriced("u", List.of(SampleSweeps.gopher()), Map.of()), "price_source"))
                .containsExactly("unknown");
    }

    @Test
    void theFrontierKeepsWhatNothingBeats() {
        SweepFile file = SampleSweeps.file(
                "f",
                List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7e9)),
                Map.of(Axis.FORMULAS, Formulas.KIPPLY_2022, Axis.PROMPT_TOKENS, 16L, Axis.OUTPUT_TOKENS, 16L),
                GridAxis.of(Axis.BATCH_SIZE, List.of(512L, 1L, 64L, 256L)));
        Summary.Block frontier = summary(file).blocks().stream()
                .filter(block -> block.title().equals("Frontier of throughput per device against speed for a user"))
                .findFirst()
                .orElseThrow();
        // 14e9/1555e9 = 9.0032 ms at batch 1 and 64, 256·14e9/312e12 = 11.487 ms, twice that at 512: 64 gives more than
        // 1 at the same speed, 256 as much a device as 512 at twice the speed
        assertThat(frontier.lines()).extracting(line -> line.get(6)).containsExactly(3.0, 4.0);
        assertThat((Double) frontier.lines().get(0).get(2)).isCloseTo(111.0714, Offset.offset(1e-3));
        assertThat((Double) frontier.lines().get(1).get(3)).isCloseTo(22_285.714, Offset.offset(1e-3));
    }

    @Test
    void aPriceTheSweepSetsIsNoPlaceholder() {
        GridAxis price =
                GridAxis.of(new dev.sweepbook.sweep.HardwareFieldAxis(AcceleratorField.PRICE_PER_HOUR), List.of(2.0));
        assertThat(SampleSweeps.values(gopher(Slo.NONE, Map.of(), price), "price_source"))
                .containsExactly("given");
    }
}
