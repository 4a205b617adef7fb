package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Workload;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** FORMULAS.md 3.2 and 3.3 for each kind of attention, from published shapes. */
class AttentionKindsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-12);
    private static final double CONTEXT = 3_001; // one step after 3000 tokens
    private static final double BLOCKS = 3_008; // 3001 tokens in blocks of 16

    private static void assertCosts(
            String model,
            double headParameters,
            double attentionFlops,
            double promptFlops,
            double cacheBytes,
            double keyValueFlops) {
        RooflineSamples samples = RooflineSamples.of(model, "h100-sxm");
        Estimate estimate = samples.workload(1, 3_000, 1).estimate();
        assertThat(estimate.get(Figure.ATTENTION_FLOPS_PER_TOKEN)).isCloseTo(attentionFlops, EXACT);
        assertThat(estimate.get(Figure.KV_BYTES_PER_SEQUENCE)).isCloseTo(cacheBytes, EXACT);
        assertThat(estimate.get(Figure.KV_FLOPS_PER_TOKEN)).isCloseTo(keyValueFlops, EXACT);
        double linear = prefill(samples, 1) - ofOneToken(model);
        double head = 2 * headParameters;
        assertThat(prefill(samples, 3_000)).isCloseTo((linear - head) * 3_000 + head + promptFlops, EXACT);
    }

    private static double prefill(RooflineSamples samples, long prompt) {
        return samples.workload(1, prompt, 1).get(Figure.PREFILL_FLOPS);
    }

    /** A prompt of one token is half a pair of attention, and one of each recurrence. */
    private static double ofOneToken(String model) {
        return switch (model) {
            case "gpt2-large" -> 36 * 2 * 1_280;
            case "falcon-7b" -> 32 * 2 * 4_544;
            case "llama-3.1-8b" -> 32 * 2 * 4_096;
            case "deepseek-v3" -> 61 * 128 * 320;
            case "gemma-3-27b" -> 62 * 2 * 4_096;
            case "minimax-m1" -> 10 * 2 * 64 * 128 + 70 * recurrence();
            default -> throw new IllegalArgumentException(model);
        };
    }

    /** Lightning attention: 64 heads decay a state of 128 × 128, add a product to it and read it with another. */
    private static double recurrence() {
        return 5.0 * 64 * 128 * 128;
    }

    @Test
    void multiHeadAttention() {
        double halfPairs = 3_000.0 * 3_000 / 2;
        assertCosts(
                "gpt2-large",
                50_257.0 * 1_280,
                36 * 4 * CONTEXT * 1_280,
                36 * 4 * halfPairs * 1_280,
                36 * 2 * 1_280 * 2 * BLOCKS,
                36 * 4 * 1_280.0 * 1_280);
    }

    @Test
    void multiQueryAttention() {
        double halfPairs = 3_000.0 * 3_000 / 2;
        assertCosts(
                "falcon-7b",
                65_024.0 * 4_544,
                32 * 4 * CONTEXT * 71 * 64,
                32 * 4 * halfPairs * 71 * 64,
                32 * 2 * 64 * 2 * BLOCKS,
                32 * 4 * 4_544.0 * 64);
    }

    @Test
    void groupedQueryAttention() {
        double halfPairs = 3_000.0 * 3_000 / 2;
        assertCosts(
                "llama-3.1-8b",
                128_256.0 * 4_096,
                32 * 4 * CONTEXT * 4_096,
                32 * 4 * halfPairs * 4_096,
                131_072 * BLOCKS,
                32 * 4 * 4_096.0 * 1_024);
    }

    @Test
    void latentAttentionIsAbsorbedInDecodeAndNotInPrefill() {
        assertCosts(
                "deepseek-v3",
                129_280.0 * 7_168,
                61 * 2 * CONTEXT * 128 * (2 * 512 + 64),
                61 * 3_000.0 * 3_000 * 128 * (128 + 64 + 128),
                70_272 * BLOCKS,
                61 * 2 * 7_168.0 * 576);
    }

    @Test
    void aWindowBoundsPairsAndCache() {
        // 10 layers see everything, 52 see 1024 tokens
        double whole = 3_000.0 * 3_000 / 2;
        double window = 1_024.0 * 3_000 - 1_024.0 * 1_024 / 2;
        assertCosts(
                "gemma-3-27b",
                262_208.0 * 5_376,
                4 * 4_096 * (10 * CONTEXT + 52 * 1_024),
                4 * 4_096 * (10 * whole + 52 * window),
                2 * 2_048 * 2 * (10 * BLOCKS + 52 * 1_024),
                62 * 4 * 5_376.0 * 2_048);
    }

    @Test
    void aRecurrenceKeepsAStateOfItsOwn() {
        // 10 of 80 layers attend, 8 heads of 128; 70 keep 64 heads of 128 × 128
        double halfPairs = 3_000.0 * 3_000 / 2;
        assertCosts(
                "minimax-m1",
                200_064.0 * 6_144,
                10 * 4 * CONTEXT * 64 * 128 + 70 * recurrence(),
                10 * 4 * halfPairs * 64 * 128 + 3_000 * 70 * recurrence(),
                10 * 2 * 8 * 128 * 2 * BLOCKS + 70.0 * 64 * 128 * 128 * 2,
                10 * 4 * 6_144.0 * 1_024);
    }

    @Test
    void aCachedPrefixIsAttendedToAndNotReadAnew() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        double cached = llama.workload(new Workload(1, 3_000, 1, 2_000, false, Double.NaN))
                .get(Figure.PREFILL_FLOPS);
        double linear = 2.0 * (7_504_924_672L - 525_336_576L) * 1_000 + 2.0 * 525_336_576L;
        double pairs = 1_000.0 * 2_000 + 1_000.0 * 1_000 / 2;
        assertThat(cached).isCloseTo(linear + 32 * 4 * 4_096 * pairs, EXACT);
    }

    @Test
    void aCachedLatentPrefixIsExpandedAnew() {
        RooflineSamples deepseek = RooflineSamples.of("deepseek-v3", "h100-sxm");
        double whole = prefill(deepseek, 3_000);
        double cached = deepseek.workload(new Workload(1, 3_000, 1, 2_000, false, Double.NaN))
                .get(Figure.PREFILL_FLOPS);
        double linear = 2.0 * (36_625_618_432L - 926_679_040L) * 2_000;
        double pairs = 2_000.0 * 2_000 / 2;
        double saved = linear + 61 * 2 * 128 * 320 * pairs - 61 * 2.0 * 2_000 * 512 * 128 * 256;
        assertThat(cached).isCloseTo(whole - saved, EXACT);
    }

    @Test
    void theHeadsBiasIsAddedForTheLastTokenToo() {
        // GPT-J-6B: 6,050,882,784 parameters, 50,400 of them biases of the head
        double table = 50_400 * 4_096.0;
        double linear = 6_050_882_784.0 - 2 * table - 50_400;
        double prompt = 2 * linear * 1_024 + 2 * (table + 50_400) + 28 * 2.0 * 1_024 * 1_024 * 4_096;
        assertThat(prefill(RooflineSamples.of("gpt-j-6b", "h100-sxm"), 1_024))
                .isEqualTo(prompt)
                .isEqualTo(11_787_464_182_208.0);
    }

    @Test
    void aPromptThatIsAllCachedMakesItsFirstTokenAlone() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        Estimate estimate = llama.workload(new Workload(1, 3_000, 1, 3_000, false, Double.NaN))
                .estimate();
        assertThat(estimate.get(Figure.PREFILL_FLOPS)).isEqualTo(2.0 * 525_336_576L);
        assertThat(estimate.get(Figure.USD_PER_MILLION_INPUT_TOKENS)).isNaN();
    }
}
