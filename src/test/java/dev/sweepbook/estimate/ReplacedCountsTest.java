package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** CONTRACT.md 2: {@code parameters:} overrides total and active. */
class ReplacedCountsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);

    private static RooflineSamples with(String id, double total, double active) {
        ModelArchitecture m = RooflineSamples.model(id);
        return RooflineSamples.of(id, "h100-sxm")
                .model(new ModelArchitecture(
                        m.id(),
                        m.layers(),
                        m.hiddenSize(),
                        m.queryHeads(),
                        m.vocabularySize(),
                        new ParameterOverride(total, active),
                        m.provenance(),
                        m.structure()));
    }

    @Test
    void asManyExpertsPassATokenAsTheActiveCountSays() {
        Estimate estimate = with("mixtral-8x7b", 46.7e9, 20e9).estimate();
        assertThat(estimate.get(Figure.ACTIVE_PARAMETERS)).isEqualTo(20e9);
        assertThat(estimate.get(Figure.WEIGHT_BYTES)).isCloseTo(2 * 46.7e9, EXACT);
        // the embedding is not multiplied with; attention at context 1152
        assertThat(estimate.get(Figure.FLOPS_PER_TOKEN)).isCloseTo(2 * (20e9 - 131_072_000) + 603_979_776.0, EXACT);
        // a step of one sequence reads what is active; the rest of the layers keeps its share of the total
        double ends = 2 * 131_072_000 + 4_096.0;
        double scale = (46.7e9 - ends) / (46_702_792_704.0 - ends);
        double experts = 32 * 8 * 176_160_768.0;
        double dense = (46_702_792_704.0 - ends - experts) * scale;
        double chosen = 8 * (20e9 - ends - dense) / (experts * scale);
        double moved = 32 * (4_096 + 6_144 + 8_192 + 4_096 + 8 + chosen * 8_192) + 4_096 + 32_000;
        double bytes = 2 * (20e9 - 131_072_000) + 1_152 * 131_072.0 + 2 * 4_096 + 2 * moved;
        assertThat(estimate.get(Figure.MEMORY_SECONDS)).isCloseTo(bytes / 3.35e12, EXACT);
    }

    @Test
    void allExpertsPassATokenWhereAllParametersAreActive() {
        Estimate estimate = with("mixtral-8x7b", 46_702_792_704.0, 46_702_792_704.0)
                .workload(64, 1, 1)
                .estimate();
        assertThat(estimate.get(Figure.FLOPS_PER_TOKEN))
                .isCloseTo(2 * (46_702_792_704.0 - 131_072_000) + 4.0 * 2 * 4_096 * 32, EXACT);
        assertThat(estimate.get(Figure.BATCH_THRESHOLD)).isPositive();
    }

    @Test
    void aDenseModelReadsAllAndWorksWithTheActiveOnes() {
        Estimate estimate = with("llama-3.1-8b", 16e9, 8e9).estimate();
        double flops = 2 * (8e9 - 525_336_576) + 603_979_776.0;
        assertThat(estimate.get(Figure.FLOPS_PER_TOKEN)).isCloseTo(flops, EXACT);
        assertThat(estimate.get(Figure.MFU) * estimate.get(Figure.DECODE_STEP_SECONDS) * 989.4e12)
                .isCloseTo(flops, EXACT);
        assertThat(estimate.get(Figure.WEIGHT_BYTES)).isCloseTo(32e9, EXACT);
        assertThat(estimate.get(Figure.MEMORY_SECONDS)).isGreaterThan(2 * (16e9 - 525_336_576) / 3.35e12);
    }
}
