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
        Path scenario = folder.resolve("s.yaml");
        Files.writeString(scenario, yaml);
        Loaded loaded =
                new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT).read(folder, scenario);
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile file = Objects.requireNonNull(loaded.sweep());
        SummaryBuilder builder = new SummaryBuilder(file, Columns.of(file), SampleSweeps.FACTS);
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
        // 1e6 · 2 · 0.014/(3600 · 100) = 0.077778; 1e6 · 1.5 · 0.028/(3600 · 100) = 0.116667, 1.5 times as much;
        // 2 · 1.5 = 3
        assertThat(answers)
                .containsEntry(
                        "Cheapest",
                        "0.0778 USD per million output tokens: seven on 1 × fast, batch size 100 (scenario 2).")
                .containsEntry(
                        "The next device",
                        "1 × slow, batch size 100 (scenario 4) costs 0.117 USD, 50 % more. They would cost the same if a"
                                + " fast cost 3 USD an hour, not 2.")
                // a third of the 14 ms to compute 100 sequences: 100 · 14e9/300e12 = 4.667 ms
                .hasEntrySatisfying(
                        "What binds it",
                        text -> assertThat(text)
                                .startsWith(
                                        "Memory, 75 % of a decode step of 14 ms. Compute would be next, with 25 %."))
                .containsEntry(
                        "Compute limits it from",
                        "Batch 300, at this context; this option runs 100. Nothing of the sweep gets there.")
                // 10 % off
                .containsEntry(
                        "At another price",
                        "Cost follows the price in proportion: 10 % off the 2 USD an hour makes it 0.0700 USD. The cell"
                                + " to edit: column “Price” of fast on sheet Hardware.")
                .hasEntrySatisfying(
                        "How far to trust it",
                        text -> assertThat(text).startsWith("A bound, not a prediction: kipply-2022 takes"));
    }

    @Test
    void aDeviceOverTwiceAsDearIsToldByTimes() throws IOException {
        // 1e6 · 8 · 0.014/360000 = 0.311; the slow one leads with 0.117
        assertThat(SampleSweeps.answers(summary(TWO.formatted("8"))))
                .hasEntrySatisfying(
                        "The next device",
                        text -> assertThat(text)
                                .startsWith(
                                        "1 × fast, batch size 100 (scenario 2) costs 0.311 USD, 2.67 times as much."));
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
                .containsEntry("The next device", "1 × slow, batch size 100 (scenario 4) gives 3,571, 50 % less.")
                .doesNotContainKeys("Cheapest", "At another price");
    }

    @Test
    void aDeviceWithoutAPriceIsNotSilentlyLeftOut() throws IOException {
        Map<String, String> answers = SampleSweeps.answers(summary(TWO.replace(", price_per_hour: %s", "")));
        assertThat(answers.get("Cheapest")).startsWith("0.117 USD").contains("1 × slow");
        assertThat(answers.get("Without a price"))
                .isEqualTo(
                        "fast: not among the cheapest, since nobody gave a price. price_per_hour of a device sets it.");
    }

    @Test
    void modelsAreMappedAgainstDevices() throws IOException {
        Summary summary = summary(TWO.formatted("2"));
        Summary.Block cost = block(summary, "Lowest cost of each model on each device");
        assertThat(cost.kind()).isEqualTo(Summary.Kind.LESS_IS_BETTER);
        assertThat(cost.headings()).extracting(Summary.Heading::title).containsExactly("Model", "fast", "slow");
        assertThat((Double) cost.lines().get(0).get(1)).isCloseTo(0.0777778, org.assertj.core.data.Offset.offset(1e-6));
        assertThat((Double) cost.lines().get(0).get(2)).isCloseTo(0.1166667, org.assertj.core.data.Offset.offset(1e-6));
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
