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

/**
 * What a manager reads first. Two devices alike but for bandwidth and price, by the revision, so that every figure can be
 * worked by hand: a model of 7e9 parameters takes 14 ms a step at 1e12 B/s and 28 ms at half of that, up to batch 300
 * and 600, where arithmetic of 300e12 FLOP/s takes over.
 */
class GistTest {
    private static final String TWO = """
            models:
              - {id: seven, parameters: {total: 7e9}, num_hidden_layers: 32, hidden_size: 4096, num_attention_heads: 32, intermediate_size: 16384, vocab_size: 50000}
            hardware:
              - {id: fast, peak_flops: {bf16: 300 TFLOPS}, memory: 80 GB, memory_bandwidth: 1000 GB/s, price_per_hour: %s}
              - {id: slow, peak_flops: {bf16: 300 TFLOPS}, memory: 80 GB, memory_bandwidth: 500 GB/s, price_per_hour: 1.5}
            fixed: {formulas: kipply-2022, prompt_tokens: 16, output_tokens: 16}
            sweep: {batch_size: [1, 100]}
            """;

    @TempDir
    Path folder;

    private Summary summary(String yaml) throws IOException {
        return summary(yaml, BookKind.LIVING);
    }

    private Summary summary(String yaml, BookKind kind) throws IOException {
        Path scenario = folder.resolve("s.yaml");
        Files.writeString(scenario, yaml);
        Loaded loaded =
                new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, scenario);
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS, kind);
        SampleSweeps.eachRow(file, builder::accept);
        return builder.build();
    }

    private static Summary.Block block(Summary summary, String title) {
        return summary.blocks().stream()
                .filter(block -> block.title().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCheapestIsNamedWithTheNextDeviceAndTheirDistance() throws IOException {
        Map<String, String> answers = SampleSweeps.answers(summary(TWO.formatted("2")));
        // decoding: 1e6 · 2 · 0.014/(3600 · 100) = 0.077778. A prefill of 1600 tokens computes 1600 · 14e9/300e12 =
        // 74.667 ms, 16 steps take 224 ms: 1e6 · 2 · 0.298667/(3600 · 100 · 16) = 0.103704. The slow one: 74.667 + 448
        // =
        // 522.667 ms, 1e6 · 1.5 · 0.522667/(3600 · 1600) = 0.136111, 1.3125 times as much; 2 · 1.3125 = 2.625,
        // 1.5 / 1.3125 = 1.142857
        assertThat(answers)
                .containsEntry(
                        "Cheapest",
                        "0.104 USD per million output tokens, prompt included (0.0778 for decoding alone): seven on 1 × fast,"
                                + " batch size 100 (scenario 2).")
                .containsEntry(
                        "The next device or number of devices",
                        "1 × slow, batch size 100 (scenario 4) costs 0.136 USD, 31 % more. They would cost the same with"
                                + " fast at 2.62 USD an hour, not 2, or with slow at 1.14, not 1.50.")
                .doesNotContainKeys("The next device", "Another order", "May miss the SLO", "Within the SLO up to")
                // a third of the 14 ms to compute 100 sequences: 100 · 14e9/300e12 = 4.667 ms
                .hasEntrySatisfying(
                        "What binds it",
                        text -> assertThat(text)
                                .startsWith(
                                        "Memory, 75 % of a decode step of 14 ms. Compute would be next, with 25 %."))
                // 1 - 0.077778/0.103704
                .containsEntry("Reading the prompt", "25 % of the cost, and compute binds it.")
                .containsEntry(
                        "Compute limits a whole step from",
                        "Batch 300, at a prompt of 16 and an output of 16 tokens; this option runs 100. Nothing of the sweep"
                                + " gets there.")
                .containsEntry(
                        "Context",
                        "Prompt 16, output 16 tokens a sequence. A decode step is that of the mean context, halfway"
                                + " through the output.")
                // 10 % off
                .containsEntry(
                        "At another price",
                        "Cost follows the price in proportion: 10 % off the 2 USD an hour makes it 0.0933 USD. The cell"
                                + " to edit: column “Price” of fast on sheet Hardware. The new cost stands on sheet Cost,"
                                + " column “Cost per million output tokens, prompt included”.")
                .hasEntrySatisfying(
                        "How far to trust it",
                        text -> assertThat(text).startsWith("A bound, not a prediction: kipply-2022 takes"));
    }

    @Test
    void whereSheetsHoldValuesAnotherPriceIsForWhatIfOrForTheNextRun() throws IOException {
        assertThat(SampleSweeps.answers(summary(TWO.formatted("2"), BookKind.VALUES)))
                .containsEntry(
                        "At another price",
                        "Cost follows the price in proportion: 10 % off the 2 USD an hour makes it 0.0933 USD. Sheet"
                                + " What-if takes another price at once; sheet Cost holds values: for new ones edit column"
                                + " “Price” of fast on sheet Hardware and run the workbook.");
    }

    @Test
    void aDeviceOverTwiceAsDearIsToldByTimes() throws IOException {
        // four times 0.103704 is 0.414815; the slow one leads with 0.136111
        assertThat(SampleSweeps.answers(summary(TWO.formatted("8"))))
                .hasEntrySatisfying(
                        "The next device or number of devices",
                        text -> assertThat(text)
                                .startsWith(
                                        "1 × fast, batch size 100 (scenario 2) costs 0.415 USD, 3.05 times as much."));
    }

    @Test
    void whereNoPriceIsKnownThroughputDecides() throws IOException {
        String unpriced = TWO.replace(", price_per_hour: %s", "").replace(", price_per_hour: 1.5", "");
        Map<String, String> answers = SampleSweeps.answers(summary(unpriced));
        // 100/0.014 = 7142.86, 100/0.028 = 3571.43
        assertThat(answers)
                .containsEntry(
                        "Most tokens per device",
                        "7,143 output tokens a second per device: seven on 1 × fast, batch size 100 (scenario 2).")
                .containsEntry(
                        "The next device or number of devices",
                        "1 × slow, batch size 100 (scenario 4) gives 3,571, 50 % less.")
                .doesNotContainKeys("Cheapest", "At another price");
    }

    @Test
    void aDeviceWithoutAPriceIsNotSilentlyLeftOut() throws IOException {
        Map<String, String> answers = SampleSweeps.answers(summary(TWO.replace(", price_per_hour: %s", "")));
        assertThat(answers.get("Cheapest")).startsWith("0.136 USD").contains("1 × slow");
        assertThat(answers.get("Without a price"))
                .isEqualTo(
                        "fast: not among the cheapest, since nobody gave a price. price_per_hour of a device sets it.");
    }

    @Test
    void whereDecodingAloneHasAnotherOrderBothAreTold() throws IOException {
        // twice the bandwidth and two thirds of the arithmetic: 7 ms a step, compute as long as memory, and 112 ms of
        // prefill. Decoding: 1e6 · 3.2 · 0.007/(3600 · 100) = 0.062222; all: 112 + 16 · 7 = 224 ms, 1e6 · 3.2 ·
        // 0.224/(3600 · 1600) = 0.124444, 1.2 times 0.103704
        String wide = TWO.formatted("2")
                .replace(
                        "{id: slow, peak_flops: {bf16: 300 TFLOPS}, memory: 80 GB, memory_bandwidth: 500 GB/s, price_per_hour: 1.5}",
                        "{id: wide, peak_flops: {bf16: 200 TFLOPS}, memory: 80 GB, memory_bandwidth: 2000 GB/s, price_per_hour: 3.2}");
        assertThat(SampleSweeps.answers(summary(wide)))
                .hasEntrySatisfying(
                        "Cheapest",
                        text -> assertThat(text).startsWith("0.104 USD").contains("1 × fast"))
                .containsEntry(
                        "Another order",
                        "By decoding alone the order is another: 1 × wide, batch size 100 (scenario 4) would be cheapest,"
                                + " with 0.0622 USD against 0.0778. With its prompts it costs 0.124 USD, 20 % more.");
    }

    @Test
    void theNextOptionMayBeMoreOfTheSameDevice() throws IOException {
        // two devices halve prefill and step and cost twice as much: a tie, which the earlier scenario wins
        String both = TWO.formatted("2")
                .replace("GB/s, price", "GB/s, link_bandwidth: 300 GB/s, price")
                .replace("sweep: {batch_size", "sweep: {tensor_parallel: [1, 2], batch_size");
        assertThat(SampleSweeps.answers(summary(both)))
                .hasEntrySatisfying(
                        "Cheapest",
                        text -> assertThat(text)
                                .endsWith("seven on 1 × fast, tensor parallel 1, batch size 100 (scenario 2)."))
                .containsEntry(
                        "The next device or number of devices",
                        "2 × fast, tensor parallel 2, batch size 100 (scenario 4) costs 0.104 USD, as much.")
                .hasEntrySatisfying(
                        "The next device",
                        text -> assertThat(text)
                                .startsWith(
                                        "1 × slow, tensor parallel 1, batch size 100 (scenario 6) costs 0.136 USD, 31 % more."));
    }

    @Test
    void theServiceLevelIsSaidWithTheBatchesThatKeepIt() throws IOException {
        // a step of 20 ms computes 20e-3 · 300e12/14e9 = 428.6 sequences; slow takes 28 ms whatever the batch
        Map<String, String> answers =
                SampleSweeps.answers(summary(TWO.formatted("2") + "slo: {ttft: 2 s, tpot: 20 ms}\n"));
        assertThat(answers)
                .containsEntry(
                        "The SLO asked for",
                        "Time to first token at most 2 s, unqueued; time per output token at most 20 ms.")
                .containsEntry("Within the SLO up to", "Batch 428 on the same devices; this option runs 100.")
                .containsKey("Cheapest within the SLO")
                .doesNotContainKey("The next device or number of devices");
        Summary.Block limits = block(summary(TWO.formatted("2") + "slo: {tpot: 20 ms}\n"), "What limits them");
        int within = limits.headings().indexOf(new Summary.Heading("Largest batch within the SLO", Unit.SEQUENCES));
        assertThat(limits.lines().get(0).get(within)).isEqualTo(428.0);
    }

    @Test
    void severalModelsAreAlsoHeldAgainstEachOther() throws IOException {
        // half the parameters: 7 ms a step, 37.333 ms of prefill: half of 0.103704
        String models = TWO.formatted("2")
                .replace(
                        "hardware:",
                        "  - {id: half, parameters: {total: 3.5e9}, num_hidden_layers: 32, hidden_size: 4096, num_attention_heads: 32, intermediate_size: 16384, vocab_size: 50000}\nhardware:");
        assertThat(SampleSweeps.answers(summary(models)))
                .hasEntrySatisfying(
                        "Cheapest, all models",
                        text -> assertThat(text)
                                .startsWith(
                                        "0.0519 USD per million output tokens, prompt included (0.0389 for decoding alone):"
                                                + " half on 1 × fast, batch size 100 (scenario 6).\nThe next model, device or number of devices: 1 × slow, batch size"
                                                + " 100 (scenario 8) costs 0.0681 USD, 31 % more."))
                .hasEntrySatisfying(
                        "Cheapest: seven",
                        text -> assertThat(text)
                                .startsWith(
                                        "0.104 USD per million output tokens, prompt included (0.0778 for decoding alone): 1 ×"
                                                + " fast, batch size 100 (scenario 2).\nThe next device or number of devices: 1 × slow"));
    }

    @Test
    void modelsAreMappedAgainstDevices() throws IOException {
        Summary summary = summary(TWO.formatted("2"));
        Summary.Block cost = block(summary, "Lowest cost of each model on each device");
        assertThat(cost.kind()).isEqualTo(Summary.Kind.LESS_IS_BETTER);
        assertThat(cost.headings()).extracting(Summary.Heading::title).containsExactly("Model", "fast", "slow");
        assertThat((Double) cost.lines().get(0).get(1)).isCloseTo(0.1037037, org.assertj.core.data.Offset.offset(1e-6));
        assertThat((Double) cost.lines().get(0).get(2)).isCloseTo(0.1361111, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(block(summary, "What binds where").lines())
                .containsExactly(List.of("seven", "memory 2/2", "memory 2/2"));
    }

    @Test
    void theLinesOfTheStepChartCrossAtTheThreshold() throws IOException {
        Graph step = summary(TWO.formatted("2")).graphs().get(0);
        assertThat(step.title()).isEqualTo("Decode step against batch: seven on 1 × fast");
        Graph.Series reading = step.series().get(1);
        Graph.Series computing = step.series().get(2);
        assertThat(reading.name()).isEqualTo("Reading weights and cache");
        for (int i = 0; i < reading.points().size(); i++) {
            double batch = reading.points().get(i).across();
            assertThat(reading.points().get(i).up()).isCloseTo(14, org.assertj.core.data.Offset.offset(1e-9));
            assertThat(computing.points().get(i).up())
                    .isCloseTo(batch * 14.0 / 300, org.assertj.core.data.Offset.offset(1e-9));
        }
        assertThat(step.series()).anySatisfy(mark -> {
            assertThat(mark.name()).isEqualTo("Compute limits from batch 300");
            assertThat(mark.points())
                    .allSatisfy(point ->
                            assertThat(point.across()).isCloseTo(300, org.assertj.core.data.Offset.offset(1e-9)));
        });
    }

    @Test
    void theFrontierHasALineADeviceAndTheRooflineItsPoints() throws IOException {
        Summary summary = summary(TWO.formatted("2"));
        assertThat(summary.graphs())
                .extracting(Graph::title)
                .containsExactly(
                        "Decode step against batch: seven on 1 × fast",
                        "Throughput against speed: seven",
                        "What the steps of the best options are made of",
                        "Memory of a device against context: seven on 1 × fast",
                        "Roofline of fast with the best options on it");
        Graph frontier = summary.graphs().get(1);
        // batch 100 gives 100 times as much as batch 1 at the same speed, 1/0.014 a user
        assertThat(frontier.series()).extracting(Graph.Series::name).containsExactly("fast", "slow");
        assertThat(frontier.series().get(0).points())
                .singleElement()
                .satisfies(point ->
                        assertThat(point.across()).isCloseTo(71.42857, org.assertj.core.data.Offset.offset(1e-4)));
        Graph roofline = summary.graphs().get(4);
        Graph.Series roof = roofline.series().get(0);
        assertThat(roof.name()).isEqualTo("Peak 300 TFLOP/s, 1,000 GB/s");
        assertThat(roof.points().get(1)).isEqualTo(new Graph.Point("", 300, 300));
        // 100 sequences: 1.4e12 FLOP over 14e9 B in 14 ms: 100 FLOP/B, 100 TFLOP/s, a third of the roof
        Graph.Point best = roofline.series().get(1).points().get(0);
        assertThat(best.across()).isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(best.up()).isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
    }
}
