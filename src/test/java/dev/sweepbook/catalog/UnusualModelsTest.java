package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.ArchitectureReader.Fault;
import dev.sweepbook.estimate.ParameterCount;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.Undetermined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations that contradict themselves, that nobody has described, or that are no decoders. */
class UnusualModelsTest {
    private static final Map<String, Object> LLAMA_2_7B = Map.of(
            "num_hidden_layers", 32L,
            "hidden_size", 4_096L,
            "num_attention_heads", 32L,
            "num_key_value_heads", 32L,
            "intermediate_size", 11_008L,
            "vocab_size", 32_000L);

    private static final Map<String, Object> NEWCOMER = with(
            LLAMA_2_7B,
            "model_type",
            "newcomer",
            "hidden_act",
            "silu",
            "rms_norm_eps",
            1e-5,
            "tie_word_embeddings",
            false);

    @Test
    void fieldsWithoutAModelTypeAreLlamas() {
        ArchitectureReader.Made made = made(LLAMA_2_7B);
        assertThat(total(made)).isEqualTo(6_738_415_616L);
        assertThat(made.notes()).containsExactly("no model_type: read as llama");
    }

    @Test
    void anUnknownModelTypeIsCountedByItsFieldsAndSaysSo() {
        ArchitectureReader.Made made = made(NEWCOMER);
        assertThat(total(made)).isEqualTo(6_738_415_616L);
        assertThat(made.notes())
                .containsExactly("model_type \"newcomer\" is not known: read by what its fields say, with two norms a"
                        + " layer and no biases where they say nothing");
    }

    @Test
    void anUnknownModelTypeOfAKnownClassIsReadAsThatClass() {
        ArchitectureReader.Made made =
                made(with(LLAMA_2_7B, "model_type", "newcomer", "architectures", List.of("LlamaForCausalLM")));
        assertThat(total(made)).isEqualTo(6_738_415_616L);
        assertThat(made.notes()).containsExactly("model_type \"newcomer\" is not known: read as llama");
    }

    @Test
    void anUnknownModelTypeWhoseFieldsDoNotSufficeIsRefusedWithEveryMissingField() {
        assertThat(faults(Map.of(
                        "model_type", "newcomer", "num_hidden_layers", 2L, "hidden_size", 8L, "vocab_size", 10L)))
                .containsExactlyInAnyOrder(
                        new Fault("num_attention_heads", "is missing"),
                        new Fault("num_key_value_heads", "is missing"),
                        new Fault("intermediate_size", "is missing"),
                        new Fault("tie_word_embeddings", "is missing"),
                        new Fault("norm", "is missing, and neither rms_norm_eps nor layer_norm_eps tells the norm"),
                        new Fault(
                                "gated_mlp",
                                "is missing, and hidden_act (missing) does not tell whether the MLP is gated"));
    }

    @Test
    void anUnknownModelTypeWithARecurrenceIsRefusedRatherThanCountedAsATransformer() {
        assertThat(faults(with(NEWCOMER, "ssm_state_size", 16L)))
                .containsExactly(new Fault("ssm_state_size", "must be described by a known model_type, was 16"));
    }

    @Test
    void anUnknownModelTypeWithANormOfQueriesMustSayWhatItCovers() {
        Map<String, Object> normed = with(NEWCOMER, "use_qk_norm", true);
        assertThat(faults(normed))
                .containsExactly(new Fault(
                        "use_qk_norm", "must come with qk_norm_kind, which says what the norm covers, was true"));
        assertThat(total(made(with(normed, "qk_norm_kind", "head")))).isEqualTo(6_738_415_616L + 32 * 2 * 128);
    }

    @Test
    void anUnknownModelTypeMayHaveExpertsAndCompressedAttention() {
        Map<String, Object> fields = with(
                NEWCOMER,
                "q_lora_rank",
                1_536L,
                "kv_lora_rank",
                512L,
                "qk_nope_head_dim",
                128L,
                "qk_rope_head_dim",
                64L,
                "v_head_dim",
                128L,
                "n_routed_experts",
                4L,
                "num_experts_per_tok",
                2L,
                "moe_intermediate_size",
                1_408L);
        long attention =
                4_096 * 1_536 + 1_536 + 1_536 * 32 * 192 + 4_096 * 576 + 512 + 512 * 32 * 256 + 32 * 128 * 4_096;
        long experts = 4 * 3 * 4_096 * 1_408 + 4 * 4_096;
        assertThat(total(made(fields))).isEqualTo(2 * 32_000 * 4_096 + 32 * (attention + experts + 2 * 4_096) + 4_096);
    }

    @Test
    void sizesAloneLeaveTheTensorsUndetermined() {
        ArchitectureReader.Made made =
                made(Map.of("num_hidden_layers", 80L, "hidden_size", 16_384L, "vocab_size", 32_000L));
        assertThat(made.model().structure()).isEqualTo(new Undetermined("num_attention_heads", "is missing"));
        assertThat(made.notes()).isEmpty();
    }

    @Test
    void anEncoderIsRefused() {
        assertThat(faults(with(LLAMA_2_7B, "model_type", "bert")))
                .containsExactly(new Fault(
                        "model_type",
                        "must be a decoder that generates token by token: this one is an encoder, was \"bert\""));
        assertThat(faults(Map.of("model_type", "t5", "num_layers", 12L, "d_model", 768L, "vocab_size", 32_128L)))
                .containsExactly(
                        new Fault("model_type", "must be a decoder alone: this one has an encoder too, was \"t5\""));
        assertThat(faults(with(NEWCOMER, "is_encoder_decoder", true)))
                .containsExactly(new Fault("is_encoder_decoder", "must be false: only decoders are counted, was true"));
    }

    @Test
    void headsThatDoNotShareEvenlyAreRefused() {
        assertThat(faults(with(LLAMA_2_7B, "num_key_value_heads", 5L)))
                .containsExactly(
                        new Fault("num_attention_heads", "must be a multiple of num_key_value_heads 5, was 32"));
        assertThat(faults(with(LLAMA_2_7B, "num_attention_heads", 30L, "num_key_value_heads", 30L)))
                .containsExactly(new Fault(
                        "hidden_size",
                        "must be a multiple of num_attention_heads 30 where no head_dim is given, was 4096"));
    }

    @Test
    void moreExpertsPerTokenThanExpertsAreRefused() {
        assertThat(faults(
                        with(LLAMA_2_7B, "model_type", "mixtral", "num_local_experts", 8L, "num_experts_per_tok", 9L)))
                .containsExactly(new Fault("num_experts_per_tok", "must be at most num_local_experts 8, was 9"));
    }

    @Test
    void aListOfLayersOfTheWrongLengthIsRefused() {
        assertThat(faults(with(LLAMA_2_7B, "layer_types", List.of("full_attention", "full_attention"))))
                .containsExactly(new Fault("layer_types", "must have an entry for each of 32 layers, has 2"));
    }

    @Test
    void aLayerOfNoKnownKindIsRefused() {
        assertThat(faults(with(
                        LLAMA_2_7B, "num_hidden_layers", 2L, "layer_types", List.of("full_attention", "telepathy"))))
                .containsExactly(
                        new Fault("layer_types", "must name full, sliding or linear attention, was \"telepathy\""));
    }

    @Test
    void countsBeyondThirtyTwoAndFiftyThreeBitsAreExact() {
        assertThat(total(made(with(LLAMA_2_7B, "vocab_size", 1L << 31))))
                .isEqualTo(6_738_415_616L + 2 * 4_096 * ((1L << 31) - 32_000));
        assertThat(total(made(with(LLAMA_2_7B, "vocab_size", (1L << 53) / 4_096 + 1, "tie_word_embeddings", true))))
                .isEqualTo(6_738_415_616L - 2 * 32_000 * 4_096 + (1L << 53) + 4_096);
    }

    @Test
    void countsBeyondSixtyThreeBitsAreRefused() {
        assertThat(faults(with(LLAMA_2_7B, "vocab_size", 1L << 52)))
                .containsExactly(new Fault("hidden_size", "must leave a number of parameters that fits 64 bits"));
        assertThat(faults(with(LLAMA_2_7B, "num_hidden_layers", Long.MAX_VALUE)))
                .containsExactly(new Fault("hidden_size", "must leave a number of parameters that fits 64 bits"));
    }

    @Test
    void whatTheModelTypeOverridesIsSaid() {
        ArchitectureReader.Made falcon = made(Map.of(
                "model_type", "falcon",
                "hidden_size", 4_544L,
                "num_attention_heads", 71L,
                "num_hidden_layers", 32L,
                "num_kv_heads", 71L,
                "multi_query", true,
                "vocab_size", 65_024L));
        assertThat(total(falcon)).isEqualTo(6_921_720_704L);
        assertThat(falcon.notes()).containsExactly("num_kv_heads 71 is not what the model uses, which is 1");
    }

    @Test
    void aWiderVariantOfAShippedModelCountsItsWiderMatrices() {
        ModelFields wide = Catalog.shipped()
                .model("llama-3.1-8b")
                .orElseThrow()
                .extendedBy("wide", Map.of("intermediate_size", 20_480L), Provenance.NONE);
        assertThat(total(made(wide.fields()))).isEqualTo(8_030_261_248L + 32L * 3 * 4_096 * (20_480 - 14_336));
    }

    @Test
    void aVariantWithMoreLayersThanItsListOfLayersIsRefused() {
        ModelFields deeper = Catalog.shipped()
                .model("gpt-oss-20b")
                .orElseThrow()
                .extendedBy("deeper", Map.of("num_hidden_layers", 30L), Provenance.NONE);
        assertThat(faults(deeper.fields()))
                .containsExactly(new Fault("layer_types", "must have an entry for each of 30 layers, has 24"));
    }

    @Test
    void aVisionTowerNobodyDescribedIsSaidToBeLeftOut() {
        assertThat(made(with(LLAMA_2_7B, "model_type", "llava", "vision_config", Map.of("model_type", "clip")))
                        .notes())
                .containsExactly("the vision tower is not counted");
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object... changes) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put((String) changes[i], changes[i + 1]);
        }
        return changed;
    }

    private static long total(ArchitectureReader.Made made) {
        return ParameterCount.of(
                        (Decoder) made.model().structure(), made.model().hiddenSize())
                .total();
    }

    private static ArchitectureReader.Made made(Map<String, Object> fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
        assertThat(result).isInstanceOf(ArchitectureReader.Made.class);
        return (ArchitectureReader.Made) result;
    }

    private static List<Fault> faults(Map<String, Object> fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
        assertThat(result).isInstanceOf(ArchitectureReader.Refused.class);
        return ((ArchitectureReader.Refused) result).faults();
    }
}
