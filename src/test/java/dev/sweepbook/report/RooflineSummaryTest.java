package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the summary says where nobody names a formula set. */
class RooflineSummaryTest {
    private static final String HOW_TO_READ = "Every model is counted from its own architecture,"
            + " and a batch that starts together is timed operator by operator with the efficiencies of the calibration."
            + " Nothing waits in a queue: a busy server answers later.";

    @TempDir
    Path folder;

    private List<String> sentences(String yaml, String title) throws IOException {
        return summary(yaml).blocks().stream()
                .filter(block -> block.title().equals(title))
                .flatMap(block -> block.sentences().stream())
                .toList();
    }

    private Summary summary(String yaml) throws IOException {
        Path scenario = folder.resolve("s.yaml");
        Files.writeString(scenario, yaml);
        Loaded loaded =
                new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, scenario);
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS, BookKind.LIVING);
        SampleSweeps.eachRow(file, builder::accept);
        return builder.build();
    }

    @Test
    void theReaderIsToldHowToReadIt() throws IOException {
        assertThat(SampleSweeps.answers(summary("models: [gpt2]\nhardware: [h100-sxm]\n")))
                .containsEntry("How to read roofline", HOW_TO_READ);
        assertThat(SampleSweeps.answers(
                        summary("models: [gpt2]\nhardware: [h100-sxm]\nsweep: {formulas: [kipply-2022, roofline]}\n")))
                .containsEntry("How to read roofline", HOW_TO_READ)
                .hasEntrySatisfying(
                        "How to read kipply-2022",
                        source -> assertThat(source).startsWith("Every model is taken for a dense GPT"));
    }

    @Test
    void onlyScenariosThatCommunicationBindsAreWarnedOf() throws IOException {
        // an all-reduce of 256 · 4096 · 2 B over 1 GB/s takes 2 ms, and there are 64; the weights take some 2 ms. With
        // one sequence it takes 8 µs. Neither has an operator that compute limits.
        List<String> warnings = sentences("""
                models: [llama-3.1-8b]
                hardware: [{id: slow, extends: h100-sxm, link_bandwidth: 1 GB/s}]
                fixed: {calibration: ideal}
                sweep: {tensor_parallel: [1, 2], batch_size: [1, 256]}
                """, "What to beware of");
        assertThat(warnings)
                .contains("1 scenario waits for communication more than for anything else: 4.")
                .noneMatch(sentence -> sentence.contains("compute"));
    }

    @Test
    void scenariosOfWhichNothingLikeWasMeasuredAreCounted() throws IOException {
        // a device nobody measured whose kind of memory nobody knows, beside one that was measured
        String yaml = """
                models: [llama-2-7b]
                hardware:
                  - a100-sxm-80gb
                  - {id: mine, peak_flops: {bf16: 100 TFLOPS}, memory: 96 GB, memory_bandwidth: 1 TB/s}
                sweep: {batch_size: [1, 2]}
                """;
        assertThat(sentences(yaml, "What to beware of"))
                .contains("2 scenarios are extrapolated, nothing like them was measured (all of mine): 3; 4.");
    }

    private SweepFile file(String yaml) throws IOException {
        Path scenario = folder.resolve("f.yaml");
        Files.writeString(scenario, yaml);
        return Objects.requireNonNull(new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT)
                .read(folder, scenario)
                .sweep());
    }

    private static double value(SweepFile file, String id, int row) {
        return (Double) Objects.requireNonNull(SampleSweeps.values(file, id).get(row));
    }

    @Test
    void aWinnerWhoseBandBreaksTheSloIsWarnedOfBesideOneThatKeepsIt() throws IOException {
        String asked = """
                models: [llama-3.1-8b]
                hardware: [{id: h100, extends: h100-sxm, price_per_hour: 2}]
                fixed: {engine: vllm}
                sweep: {batch_size: [1, 64]}
                """;
        SweepFile plain = file(asked);
        double step = value(plain, "tpot_seconds", 1);
        double high = step * value(plain, "decode_step_seconds_p90", 1) / value(plain, "decode_step_seconds", 1);
        // halfway between the estimate and its upper end, which lies (high − most)/most above
        double most = (step + high) / 2;
        String warning = Objects.requireNonNull(SampleSweeps.answers(
                        summary(asked + "slo: {tpot: " + new java.math.BigDecimal(most).toPlainString() + "}\n"))
                .get("May miss the SLO"));
        assertThat(warning)
                .startsWith("Time per output token is estimated at " + Words.duration(step)
                        + ", but one in ten measured ones would be above " + Words.duration(high) + ", "
                        + Math.round(100 * (high / most - 1)) + " % over the ")
                .contains(" Cheapest of those that keep it at the upper end too: 1 × h100, batch size 1 (scenario 1), ")
                .endsWith(
                        " (evidence: " + SampleSweeps.values(plain, "evidence").get(0) + ").");
        // below the estimate of both batches at their upper ends nothing is sure
        double least = value(plain, "tpot_seconds", 0) * 1.0001;
        assertThat(SampleSweeps.answers(
                        summary(asked + "slo: {tpot: " + new java.math.BigDecimal(least).toPlainString() + "}\n")))
                .hasEntrySatisfying(
                        "May miss the SLO",
                        text -> assertThat(text)
                                .endsWith("No option of llama-3.1-8b keeps the SLO at the upper end of its band."));
    }

    @Test
    void howFarToTrustTheTimesStandsInALineAModel() throws IOException {
        String yaml = """
                models: [llama-3.1-8b, llama-2-7b]
                hardware: [{id: h100, extends: h100-sxm, price_per_hour: 2}]
                """;
        SweepFile file = file(yaml);
        Summary.Block trust = summary(yaml).blocks().stream()
                .filter(block -> block.title().equals("How far to trust the times of each model"))
                .findFirst()
                .orElseThrow();
        assertThat(trust.sentences().get(1))
                .startsWith("Calibration default, edition ")
                .contains(" % in the mean over ");
        assertThat(trust.lines()).extracting(line -> line.get(0)).containsExactly("llama-3.1-8b", "llama-2-7b");
        assertThat(trust.lines().get(1).get(1))
                .isEqualTo(SampleSweeps.values(file, "evidence").get(1));
        assertThat((Double) Objects.requireNonNull(trust.lines().get(1).get(4)))
                .isCloseTo(1e3 * value(file, "decode_step_seconds_p90", 1), org.assertj.core.data.Offset.offset(1e-9));
        assertThat((Double) Objects.requireNonNull(trust.lines().get(1).get(7)))
                .isCloseTo(1e3 * value(file, "prefill_seconds_p90", 1), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void theSameDevicesInAnotherWeightFormatAreToldBesidesTheNextDevice() throws IOException {
        // one sequence reads the weights: 13.2 GB in bf16, and in fp8 6.6 GB and up to 0.3 GB more where the head stays
        // in
        // bf16; the cache of two tokens is 1 MB. Between 13.2/6.9 and 13.2/6.6 times as much.
        Map<String, String> answers = SampleSweeps.answers(summary("""
                models: [llama-2-7b]
                hardware: [{id: h100, extends: h100-sxm, price_per_hour: 2}, {id: slow, extends: h100-sxm, memory_bandwidth: 1 TB/s, price_per_hour: 2}]
                fixed: {calibration: ideal, prompt_tokens: 1, output_tokens: 2}
                sweep: {weight_dtype: [bf16, fp8]}
                """));
        assertThat(answers.get("Cheapest")).endsWith("1 × h100, weight dtype fp8 (scenario 2).");
        assertThat(answers.get("The next device or number of devices"))
                .startsWith("1 × slow, weight dtype fp8 (scenario 4) costs ");
        String other = answers.get("In another weight format");
        assertThat(other)
                .startsWith("1 × h100, weight dtype bf16 (scenario 1) costs ")
                .endsWith(" % more.");
        assertThat(Integer.parseInt(other.replaceAll(".*, (\\d+) % more\\.", "$1")))
                .isBetween(91, 99);
    }

    @Test
    void whereComputeNeverLimitsTheCellSaysSo() throws IOException {
        // a sequence of 4000 tokens reads 2 · 32 · 4096 · 2 · 4000 B = 2.1 GB of cache, 626 µs at 3.35 TB/s; its token
        // computes 13.5 GFLOP and 2.1 GFLOP of attention, 16 µs at 989 TFLOP/s: more sequences never make compute
        // longer
        List<Summary.Block> blocks = summary("""
                models: [llama-2-7b]
                hardware: [{id: h100, extends: h100-sxm, price_per_hour: 2}, {id: h200, extends: h200-sxm, price_per_hour: 3}]
                fixed: {calibration: ideal, prompt_tokens: 4000}
                """).blocks();
        Summary.Block limits = blocks.stream()
                .filter(block -> block.title().equals("What limits them"))
                .findFirst()
                .orElseThrow();
        assertThat(limits.lines().get(0).get(5)).isEqualTo("never (cache)");
        assertThat(limits.sentences())
                .containsExactly(
                        "Never (cache): each sequence more takes longer to read its cache than to compute, at any batch."
                                + " Column Bound of sheet Latency takes operator by operator, so that compute can lead there before it"
                                + " limits a whole step.");
        assertThat(blocks.stream()
                        .filter(block -> block.title().equals("From which batch compute limits a step"))
                        .flatMap(block -> block.lines().stream())
                        .toList())
                .containsExactly(List.of("llama-2-7b", "never (cache)", "never (cache)"));
    }

    @Test
    void whatTheSetsDoOtherwiseIsSaidBesideHowFarTheyDiffer() throws IOException {
        assertThat(sentences("""
                        models: [llama-3.1-8b]
                        hardware: [h100-sxm]
                        sweep: {formulas: [seed-2020, kipply-2022, roofline]}
                        """, "How far the formula sets differ"))
                .satisfiesExactly(
                        revision -> assertThat(revision)
                                .startsWith("kipply-2022 against seed-2020, over 1 scenario both have: a decode step"
                                        + " takes the same time. kipply-2022 hides communication"),
                        seed -> assertThat(seed)
                                .startsWith(
                                        "roofline against seed-2020, over 1 scenario both have: a decode step takes ")
                                .contains(" times as long in the median, mostly because of memory in 100 % of those")
                                .endsWith("it counts communication in bytes."),
                        kipply -> assertThat(kipply)
                                .contains("; a prefill takes ")
                                .endsWith("it hides no communication unless overlap says so."));
    }

    private static final String TWO_SWEEPS = """
            models: [gpt2]
            hardware: [h200-sxm]
            sweeps:
              - {name: short, description: Few tokens., fixed: {prompt_tokens: 16}, sweep: {batch_size: [1, 64]}}
              - {name: "long, wide", fixed: {prompt_tokens: 512, batch_size: 64}, sweep: {tensor_parallel: [1, 2]}}
            """;

    @Test
    void aWinnerIsToldByItsSweepAndWhatVariesWithinIt() throws IOException {
        // 16 tokens of cache are read faster than 512, and one sequence faster than 64
        assertThat(SampleSweeps.answers(summary(TWO_SWEEPS)).get("Lowest latency"))
                .startsWith("A decode step of ")
                .endsWith(": gpt2 on 1 × h200-sxm, sweep “short”, batch size 1 (scenario 1).");
        assertThat(sentences(TWO_SWEEPS, "What each sweep is about")).containsExactly("short: Few tokens.");
        assertThat(sentences("models: [gpt2]\nhardware: [h200-sxm]\n", "What each sweep is about"))
                .isEmpty();
    }

    @Test
    void aFrontierWithoutPricesShowsTheFirstTokenInTheirPlace() throws IOException {
        String two = "models: [gpt2]\nhardware: [%s]\nsweep: {batch_size: [1, 64]}\n";
        assertThat(frontierHeadings(two.formatted("h200-sxm")))
                .hasSize(8)
                .contains("Time to first token, unqueued")
                .noneMatch(title -> title.startsWith("Cost"));
        assertThat(frontierHeadings(two.formatted("h100-sxm")))
                .hasSize(8)
                .contains("Cost per million output tokens, prompt included");
    }

    private List<String> frontierHeadings(String yaml) throws IOException {
        return summary(yaml).blocks().stream()
                .filter(block -> block.title().startsWith("Frontier"))
                .flatMap(block -> block.headings().stream())
                .map(Summary.Heading::title)
                .toList();
    }
}
