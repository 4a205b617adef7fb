package dev.sweepbook.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {
    @Test
    void equalNeighboursAreCounted() {
        List<Object> layers = List.of("slide", "slide", "full", "slide", "slide", "full");
        assertThat(FieldText.of(layers)).isEqualTo("2 × slide, full, 2 × slide, full");
        assertThat(FieldText.list("2 × slide, full,2x slide , full")).contains(layers);
    }

    @Test
    void aListOfOneIsToldFromAPlainValue() {
        assertThat(FieldText.of(List.of(8L))).isEqualTo("1 × 8");
        assertThat(FieldText.isList("1 × 8")).isTrue();
        assertThat(FieldText.isList("8")).isFalse();
        assertThat(FieldText.list("1 × 8")).contains(List.of(8L));
    }

    @Test
    void itemsKeepTheirKinds() {
        assertThat(FieldText.list("2 × 4, 1.5, true, a-b")).contains(List.of(4L, 4L, 1.5, true, "a-b"));
        assertThat(FieldText.of(List.of(4L, 4L, 1.5, true, "a-b"))).isEqualTo("2 × 4, 1.5, true, a-b");
    }

    @Test
    void whatIsMoreInvolvedIsJson() {
        assertThat(FieldText.of(List.of("a, b", "true"))).isEqualTo("[\"a, b\", \"true\"]");
        assertThat(FieldText.of(Map.of("size", List.of(1L, 2L)))).isEqualTo("{\"size\": [1, 2]}");
        assertThat(FieldText.of(List.of("a\"b\n"))).isEqualTo("[\"a\\\"b\\u000a\"]");
        assertThat(FieldText.of(List.of())).isEqualTo("[]");
        assertThat(FieldText.isJson("[]")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,,2", "999999 × a", "60000 × a, 60000 × b", "2 × "})
    void aListWithoutAnItemOrWithTooManyIsNone(String text) {
        assertThat(FieldText.list(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"num_hidden_layers", "parameters", "kv_lora_rank", "conv_L_cache", "attn_config.attn_type"})
    void aTitleLeadsBackToItsField(String field) {
        assertThat(ModelFieldTitles.field(ModelFieldTitles.of(field))).isEqualTo(field);
    }
}
