package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.ModelArchitecture;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Mamba-2 2.7B, 2,702,599,680 parameters: 64 layers, width 2560, 80 heads of 64 with 128 states, one group. */
class StateSpaceTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final ModelArchitecture MAMBA_2 = RooflineSamples.made(Map.of(
            "model_type", "mamba2",
            "hidden_size", 2_560L,
            "num_hidden_layers", 64L,
            "vocab_size", 50_288L,
            "state_size", 128L,
            "num_heads", 80L,
            "head_dim", 64L,
            "n_groups", 1L,
            "tie_word_embeddings", true));
    private static final RooflineSamples MAMBA =
            RooflineSamples.of("llama-3.1-8b", "h100-sxm").model(MAMBA_2);

    @Test
    void itsProjectionsMoveTheirOwnWidths() {
        // in 2560 → 2 · 5120 + 2 · 128 + 80, out 5120 → 2560; state 5120 · 128 and four values of 5376 channels
        Estimate estimate = MAMBA.estimate();
        assertThat(estimate.get(Figure.PARAMETERS)).isEqualTo(2_702_599_680.0);
        double moved = 64 * (2_560 + 10_576 + 5_120 + 2_560.0) + 2_560 + 50_288;
        double state = 64 * (5_120 * 128 + 5_376 * 4.0);
        double row = 2_560;
        assertThat(estimate.get(Figure.MEMORY_SECONDS))
                .isCloseTo(2 * (2_702_599_680.0 + moved + state + row) / 3.35e12, EXACT);
    }

    @Test
    void aDegreeDividesItsHeads() {
        assertThat(MAMBA.parallel(7, 1, 1, 1, 1).estimate().status())
                .isEqualTo("not supported: tensor_parallel: 7 does not divide the heads; 5 or 8 would");
        assertThat(MAMBA.parallel(8, 1, 1, 1, 1).estimate().isSupported()).isTrue();
    }

    @Test
    void aLayerIsReducedOnce() {
        assertThat(allReduces(MAMBA)).isEqualTo(64);
        // Nemotron Nano 9B v2: each of 56 layers is a recurrence, an MLP or attention
        ModelArchitecture nemotron = RooflineSamples.made(Map.ofEntries(
                Map.entry("model_type", "nemotron_h"),
                Map.entry("hybrid_override_pattern", "M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-"),
                Map.entry("num_hidden_layers", 56L),
                Map.entry("hidden_size", 4_480L),
                Map.entry("intermediate_size", 15_680L),
                Map.entry("vocab_size", 131_072L),
                Map.entry("num_attention_heads", 40L),
                Map.entry("num_key_value_heads", 8L),
                Map.entry("head_dim", 128L),
                Map.entry("mamba_num_heads", 128L),
                Map.entry("mamba_head_dim", 80L),
                Map.entry("ssm_state_size", 128L),
                Map.entry("n_groups", 8L),
                Map.entry("conv_kernel", 4L)));
        assertThat(allReduces(RooflineSamples.of("llama-3.1-8b", "h100-sxm").model(nemotron)))
                .isEqualTo(56);
    }

    private static double allReduces(RooflineSamples sample) {
        return FormulaSets.derive(sample.parallel(2, 1, 1, 1, 1).scenario(), RooflineSamples.CALIBRATIONS)
                .operators()
                .stream()
                .filter(operator -> operator.pass().equals("decode"))
                .filter(operator -> operator.name().equals("all-reduce"))
                .mapToDouble(Derivation.Operator::times)
                .sum();
    }

    @Test
    void withoutAGrowingCacheThereIsNoCapacityInTokens() {
        Estimate estimate = MAMBA.estimate();
        assertThat(estimate.get(Figure.KV_TOKEN_CAPACITY)).isNaN();
        assertThat(estimate.get(Figure.MAX_BATCH_SIZE)).isPositive();
        assertThat(estimate.notes())
                .contains("no cache grows with the context: max_batch_size says what fits, not kv_token_capacity");
    }
}
