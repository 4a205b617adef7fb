package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.scenario.AttentionExtras;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.NoAttention;
import dev.sweepbook.scenario.NoFeedForward;
import dev.sweepbook.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts are exact beyond what an int and a double hold, and fail rather than wrap beyond a long. */
class CountLimitsTest {
    /** A plain MLP of 2·d·f weights under a table of so many values. */
    private static Decoder model(long layers, long width, long table) {
        LayerRun run = new LayerRun(layers, new NoAttention(), new DenseFeedForward(width, false, false, 0), 0, false);
        return new Decoder(List.of(run), new Embeddings(table, 1, 0, true, false, 0, 0), 0, List.of(), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "32768, 32768, 0, 2147483648",
        "32768, 32768, 1, 2147483649",
        "67108864, 67108864, 1, 9007199254740993",
        "1073741824, 2147483648, 4611686018427387903, 9223372036854775807"
    })
    void parametersAreExactAt2To31And53And63(long hidden, long width, long table, long total) {
        Decoder model = model(1, width, table);
        assertThat(ParameterCount.of(model, hidden).total()).isEqualTo(total);
        assertThat(ParameterCount.of(model, hidden).active()).isEqualTo(total);
    }

    @Test
    void oneMoreThan2To63Fails() {
        assertThatThrownBy(() -> ParameterCount.of(model(1, 1L << 31, 1L << 62), 1L << 30))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ParameterCount.of(model(2, 1L << 31, 1), 1L << 30))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Decoder cached(long layers, long heads) {
        GroupedQueryAttention attention = new GroupedQueryAttention(heads, heads, 128, 128, 0, AttentionExtras.NONE);
        LayerRun run = new LayerRun(layers, attention, new NoFeedForward(), 0, false);
        return new Decoder(List.of(run), new Embeddings(1, 1, 0, true, false, 0, 0), 0, List.of(), 0);
    }

    @Test
    void cachedValuesAreExactAt2To31And53And63() {
        // 256 values a head
        assertThat(KvCacheSize.valuesPerToken(cached(1L << 11, 1L << 12))).isEqualTo(1L << 31);
        assertThat(KvCacheSize.valuesPerSequence(cached(1, (1L << 27) + 1), 1L << 18))
                .isEqualTo((1L << 53) + (1L << 26));
        assertThat(KvCacheSize.valuesPerSequence(cached(3, 1L << 20), (1L << 33) - 1))
                .isEqualTo(3 * (1L << 28) * ((1L << 33) - 1));
        assertThatThrownBy(() -> KvCacheSize.valuesPerSequence(cached(4, 1L << 20), 1L << 33))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theLargestWorkloadHasFiniteFigures() {
        long most = 1_000_000_000L;
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "h100-sxm")
                .workload(new Workload(most, most, most, 0, true, 1e9))
                .estimate();
        // 2e9 tokens of 131,072 B, a billion times
        assertThat(estimate.get(Figure.KV_BYTES)).isEqualTo(2e9 * 131_072 * 1e9);
        assertThat(estimate.fits()).isFalse();
        for (Figure figure : List.of(
                Figure.REQUEST_SECONDS, Figure.PREFILL_FLOPS, Figure.MEMORY_BYTES, Figure.OUTPUT_TOKENS_PER_SECOND)) {
            assertThat(estimate.get(figure)).as(figure.id()).isPositive().isFinite();
        }
    }
}
