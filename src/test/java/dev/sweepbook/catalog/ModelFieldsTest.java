package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Provenance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFieldsTest {
    @Test
    void aChangedFieldReplacesEverySpellingOfIt() {
        ModelFields gpt = fields(Map.of("n_embd", 768L, "n_layer", 12L));
        assertThat(gpt.extendedBy("wide", Map.of("hidden_size", 1_024L), Provenance.NONE)
                        .fields())
                .isEqualTo(Map.of("hidden_size", 1_024L, "n_layer", 12L));
    }

    @Test
    void aChangedFieldReplacesTheOneInsideAMap() {
        ModelFields mpt = fields(Map.of("attn_config", Map.of("kv_n_heads", 8L, "clip_qkv", 8L)));
        assertThat(mpt.extendedBy("mha", Map.of("num_key_value_heads", 48L), Provenance.NONE)
                        .fields())
                .isEqualTo(Map.of("attn_config", Map.of("clip_qkv", 8L), "num_key_value_heads", 48L));
    }

    @Test
    void aChangedFieldReplacesTheOneOfTheLanguageModelAndNotOfTheVisionTower() {
        ModelFields gemma = fields(
                Map.of("text_config", Map.of("hidden_size", 2_560L), "vision_config", Map.of("hidden_size", 1_152L)));
        assertThat(gemma.extendedBy("wide", Map.of("hidden_size", 5_120L), Provenance.NONE)
                        .fields())
                .isEqualTo(Map.of("hidden_size", 5_120L, "vision_config", Map.of("hidden_size", 1_152L)));
    }

    @Test
    void theSameFieldUnderAnotherNameIsFound() {
        assertThat(FieldNames.sameField(List.of("n_embd", "n_layer"), "hidden_size"))
                .contains("n_embd");
        assertThat(FieldNames.sameField(List.of("n_layer"), "hidden_size")).isEmpty();
        assertThat(FieldNames.of("n_layer").orElseThrow().name()).isEqualTo("num_hidden_layers");
        assertThat(FieldNames.of("hiden_size")).isEmpty();
    }

    private static ModelFields fields(Map<String, Object> fields) {
        return new ModelFields("x", fields, Provenance.NONE);
    }
}
