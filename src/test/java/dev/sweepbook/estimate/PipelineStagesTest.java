package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.scenario.AttentionExtras;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LayerSpan;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Layers are put on stages as they stand in the model. */
class PipelineStagesTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final long HIDDEN = 4_096;
    private static final Embeddings EMBEDDINGS = new Embeddings(32_000, HIDDEN, 0, false, false, 0, 0);

    private static LayerRun layers(long count, long window, long width) {
        return new LayerRun(
                count,
                new GroupedQueryAttention(32, 8, 128, 128, window, AttentionExtras.NONE),
                new DenseFeedForward(width, true, false, 0),
                2 * HIDDEN,
                false);
    }

    private static ModelArchitecture model(List<LayerRun> runs, List<LayerSpan> order) {
        Decoder decoder = new Decoder(runs, order, EMBEDDINGS, HIDDEN, List.of(), 0);
        long count = runs.stream().mapToLong(LayerRun::count).sum();
        return new ModelArchitecture(
                "made",
                count,
                HIDDEN,
                32,
                32_000,
                ParameterOverride.NONE,
                RooflineSamples.model("llama-3.1-8b").provenance(),
                decoder);
    }

    private static List<Stage> stages(ModelArchitecture model, long stages) {
        return Stage.distinct(ModelCosts.of(model, (Decoder) model.structure()), stages);
    }

    @Test
    void aPatternIsCutWhereTheStageEnds() {
        // f f w f w w on two stages: f f w, f w w
        ModelArchitecture model = model(
                List.of(layers(3, 0, 14_336), layers(3, 1_024, 14_336)),
                List.of(new LayerSpan(0, 2), new LayerSpan(1, 1), new LayerSpan(0, 1), new LayerSpan(1, 2)));
        assertThat(stages(model, 2))
                .containsExactly(new Stage(List.of(2.0, 1.0), true, false), new Stage(List.of(1.0, 2.0), false, true));
    }

    @Test
    void stagesThatAreAlikeAreOne() {
        ModelArchitecture moonlight = RooflineSamples.model("moonlight-16b-a3b"); // a dense layer, then 26 of experts
        assertThat(stages(moonlight, 9))
                .containsExactly(
                        new Stage(List.of(1.0, 2.0), true, false),
                        new Stage(List.of(0.0, 3.0), false, false),
                        new Stage(List.of(0.0, 3.0), false, true));
        assertThat(stages(moonlight, 1)).containsExactly(new Stage(List.of(1.0, 26.0), true, true));
    }

    @Test
    void aBillionStagesAreThree() {
        ModelArchitecture model = model(List.of(layers(1_000_000_000, 0, 1)), List.of(new LayerSpan(0, 1_000_000_000)));
        assertThat(stages(model, 1_000_000_000))
                .containsExactly(
                        new Stage(List.of(1.0), true, false),
                        new Stage(List.of(1.0), false, false),
                        new Stage(List.of(1.0), false, true));
    }

    @Test
    void anOrderThatLosesALayerIsRefused() {
        assertThatThrownBy(() -> model(List.of(layers(3, 0, 1)), List.of(new LayerSpan(0, 2))))
                .hasMessage("order must hold each layer once, has 2 of run 0");
    }

    @Test
    void theFullestStageIsWhatADeviceHolds() {
        // three stages of nine layers: dense + 8 of experts with the embedding, 9 of experts, 9 of experts with the
        // head
        ModelArchitecture moonlight = RooflineSamples.model("moonlight-16b-a3b");
        LayerCount experts = ParameterCount.of((Decoder) moonlight.structure(), 2_048)
                .layers()
                .get(1);
        double head = 163_840.0 * 2_048;
        RooflineSamples three =
                RooflineSamples.of("moonlight-16b-a3b", "h100-sxm").parallel(1, 3, 1, 1, 1);
        assertThat(three.get(Figure.WEIGHT_BYTES_PER_DEVICE))
                .isCloseTo(2 * (9.0 * experts.total() + head + 2_048), EXACT);
        // 9 layers of 576 values, 1024 + 256 tokens
        assertThat(three.get(Figure.KV_BYTES_PER_DEVICE)).isEqualTo(9 * 576 * 2 * 1_280);
        double most = three.get(Figure.MAX_BATCH_SIZE);
        assertThat(three.workload((long) most, 1_024, 256).estimate().fits()).isTrue();
        assertThat(three.workload((long) most + 1, 1_024, 256).estimate().fits())
                .isFalse();
    }

    @Test
    void theSlowestStageSetsTheStep() {
        // narrow layers first, wide ones last: 2 passes over the wide stage, which has the head too
        long narrow = 1_024;
        long wide = 28_672;
        ModelArchitecture model = model(
                List.of(layers(2, 0, narrow), layers(2, 0, wide)), List.of(new LayerSpan(0, 2), new LayerSpan(1, 2)));
        double attention = 2.0 * HIDDEN * HIDDEN + 2.0 * HIDDEN * 1_024;
        double layerBytes = 2 * (attention + 3.0 * HIDDEN * wide + 2 * HIDDEN);
        double moved = 2.0 * (HIDDEN + 6_144 + 2 * HIDDEN + HIDDEN + 2 * wide + wide + HIDDEN); // inputs and outputs
        double cache = 101.0 * 8 * 256 * 2; // one step at context 100 + 1
        double head = 2.0 * (32_000 * HIDDEN + HIDDEN) + 2.0 * (HIDDEN + 32_000);
        double hop = 2.0 * HIDDEN / 450e9;
        RooflineSamples piped = RooflineSamples.of("llama-3.1-8b", "h100-sxm")
                .model(model)
                .parallel(1, 2, 1, 1, 1)
                .workload(1, 100, 1);
        assertThat(piped.get(Figure.DECODE_STEP_SECONDS))
                .isCloseTo(2 * (2 * (layerBytes + moved + cache) + head) / 3.35e12 + hop, EXACT);
    }
}
