package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.scenario.AttentionExtras;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.MixtureOfExperts;
import dev.sweepbook.scenario.NoAttention;
import dev.sweepbook.scenario.NoFeedForward;
import dev.sweepbook.scenario.PredictionLayer;
import dev.sweepbook.scenario.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterCountTest {
    private static final GroupedQueryAttention MISTRAL =
            new GroupedQueryAttention(32, 8, 128, 128, 0, AttentionExtras.NONE);

    @Test
    void groupedQueryProjections() {
        assertThat(AttentionParameters.groupedQueryProjections(4_096, 32, 8, 128, 128))
                .isEqualTo(2 * 4_096 * 4_096 + 2 * 4_096 * 1_024);
    }

    @Test
    void qkvBiases() {
        assertThat(AttentionParameters.qkvBiases(28, 4, 128, 128)).isEqualTo((28 + 2 * 4) * 128);
    }

    @Test
    void lowRankQueries() {
        assertThat(AttentionParameters.lowRankQueries(7_168, 1_536, 128, 192)).isEqualTo(11_010_048 + 37_748_736);
    }

    @Test
    void latentKeysAndValues() {
        assertThat(AttentionParameters.latentKeysAndValues(7_168, 512, 128, 128, 64, 128))
                .isEqualTo(4_128_768 + 16_777_216);
    }

    @Test
    void router() {
        assertThat(FeedForwardParameters.router(7_168, 256, 1)).isEqualTo(1_835_008 + 256);
    }

    @Test
    void gatedMlp() {
        assertThat(FeedForwardParameters.gatedMlp(4_096, 14_336)).isEqualTo(176_160_768);
    }

    @Test
    void plainMlp() {
        assertThat(FeedForwardParameters.plainMlp(768, 3_072)).isEqualTo(4_718_592);
    }

    @Test
    void biasesNormsAndSinksAreNoWeightsOfMatrixProducts() {
        AttentionExtras extras = new AttentionExtras(true, true, 256, true, 0, 0);
        Tensors tensors = AttentionParameters.of(new GroupedQueryAttention(64, 8, 64, 64, 128, extras), 2_880);
        assertThat(tensors.linear()).isEqualTo(2 * 2_880 * 4_096 + 2 * 2_880 * 512);
        assertThat(tensors.other()).isEqualTo((64 + 2 * 8) * 64 + 2_880 + 256 + 64);
    }

    @Test
    void anIndexerAddsItsQueriesKeyAndHeadWeights() {
        LatentAttention plain = new LatentAttention(128, 1_536, 512, 128, 64, 128, false, LatentAttention.Indexer.NONE);
        LatentAttention indexed =
                new LatentAttention(128, 1_536, 512, 128, 64, 128, false, new LatentAttention.Indexer(64, 128, 2_048));
        assertThat(AttentionParameters.of(indexed, 7_168).total()
                        - AttentionParameters.of(plain, 7_168).total())
                .isEqualTo(13_959_424);
    }

    @Test
    void expertsCountWholeInTheTotalAndByTheRoutersChoiceWhenActive() {
        MixtureOfExperts moe =
                new MixtureOfExperts(8, 2, new DenseFeedForward(14_336, true, false, 0), 0, false, 0, false);
        ParameterCount count = ParameterCount.of(mixtral(moe), 4_096);
        assertThat(count.total()).isEqualTo(46_702_792_704L);
        assertThat(count.active()).isEqualTo(12_879_925_248L);
        assertThat(count.activeWithoutInputEmbedding()).isEqualTo(12_879_925_248L - 131_072_000);
        assertThat(count.experts()).isEqualTo(32L * 8 * 176_160_768);
        assertThat(count.routers()).isEqualTo(32L * 8 * 4_096);
        assertThat(count.norms()).isEqualTo(65 * 4_096);
        assertThat(count.mlp()).isZero();
    }

    @Test
    void thePartsAddUpToTheTotal() {
        MixtureOfExperts moe =
                new MixtureOfExperts(8, 2, new DenseFeedForward(1_024, true, true, 0), 2_048, true, 2, false);
        ParameterCount count = ParameterCount.of(mixtral(moe), 4_096);
        assertThat(count.embedding()
                        + count.position()
                        + count.projections()
                        + count.head()
                        + count.attention()
                        + count.mlp()
                        + count.experts()
                        + count.sharedExperts()
                        + count.routers()
                        + count.norms())
                .isEqualTo(count.total());
        assertThat(count.sharedExperts()).isEqualTo(32L * (3 * 4_096 * 2_048 + 4_096));
    }

    @Test
    void whatIsLookedUpTakesNoPartInMatrixProductsUnlessItIsTheHead() {
        LayerRun layer = new LayerRun(1, new NoAttention(), new NoFeedForward(), 0, false);
        Decoder tied = new Decoder(List.of(layer), new Embeddings(10, 4, 6, true, false, 0, 0), 0, List.of(), 0);
        Decoder untied = new Decoder(List.of(layer), new Embeddings(10, 4, 6, false, true, 0, 0), 0, List.of(), 0);
        assertThat(ParameterCount.of(tied, 4).total()).isEqualTo(40 + 24);
        assertThat(ParameterCount.of(tied, 4).activeWithoutInputEmbedding()).isEqualTo(40);
        assertThat(ParameterCount.of(untied, 4).total()).isEqualTo(40 + 24 + 40 + 10);
        assertThat(ParameterCount.of(untied, 4).activeWithoutInputEmbedding()).isEqualTo(50);
    }

    @Test
    void predictionLayersAndVisionAreCountedApart() {
        LayerRun layer = new LayerRun(1, new NoAttention(), new DenseFeedForward(8, false, false, 0), 4, false);
        PredictionLayer prediction = new PredictionLayer(layer, 32, 12);
        Decoder model = new Decoder(
                List.of(layer), new Embeddings(10, 4, 0, true, false, 0, 0), 4, List.of(prediction, prediction), 99);
        ParameterCount count = ParameterCount.of(model, 4);
        assertThat(count.total()).isEqualTo(40 + 64 + 4 + 4);
        assertThat(count.prediction()).isEqualTo(2 * (64 + 4 + 32 + 12));
        assertThat(count.vision()).isEqualTo(99);
    }

    @Test
    void aCountThatDoesNotFitFailsRatherThanWraps() {
        LayerRun layer = new LayerRun(1L << 40, MISTRAL, new NoFeedForward(), 0, false);
        Decoder model = new Decoder(List.of(layer), new Embeddings(1, 1, 0, true, false, 0, 0), 0, List.of(), 0);
        assertThatThrownBy(() -> ParameterCount.of(model, 4_096)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void groupedQueryValues() {
        assertThat(KvCacheSize.groupedQueryValues(8, 128, 128)).isEqualTo(2_048);
    }

    @Test
    void latentValues() {
        assertThat(KvCacheSize.latentValues(512, 64)).isEqualTo(576);
    }

    @Test
    void aWindowBoundsTheCacheAndAStateDoesNotGrow() {
        GroupedQueryAttention windowed = new GroupedQueryAttention(32, 8, 128, 128, 100, AttentionExtras.NONE);
        LinearAttention state = new LinearAttention(
                "state", List.of(new LinearAttention.Projection("input", 1, 5, Split.OUTPUTS)), 5, 1, 1_000, 9);
        Decoder model = new Decoder(
                List.of(
                        new LayerRun(2, MISTRAL, new NoFeedForward(), 0, false),
                        new LayerRun(3, windowed, new NoFeedForward(), 0, false),
                        new LayerRun(4, state, new NoFeedForward(), 0, false),
                        new LayerRun(5, new HybridAttention(windowed, state), new NoFeedForward(), 0, false)),
                new Embeddings(1, 1, 0, true, false, 0, 0),
                0,
                List.of(),
                0);
        assertThat(KvCacheSize.valuesPerToken(model)).isEqualTo((2 + 3 + 5) * 2_048);
        assertThat(KvCacheSize.valuesPerSequence(model, 50)).isEqualTo((2 + 3 + 5) * 2_048 * 50 + 9 * 1_000);
        assertThat(KvCacheSize.valuesPerSequence(model, 300))
                .isEqualTo(2 * 2_048 * 300 + (3 + 5) * 2_048 * 100 + 9 * 1_000);
    }

    private static Decoder mixtral(MixtureOfExperts moe) {
        return new Decoder(
                List.of(new LayerRun(32, MISTRAL, moe, 2 * 4_096, false)),
                new Embeddings(32_000, 4_096, 0, false, false, 0, 0),
                4_096,
                List.of(),
                0);
    }
}
