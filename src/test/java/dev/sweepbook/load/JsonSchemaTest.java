package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.Axis;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
    private final JsonNode schema = JsonSchema.document();

    @Test
    void itIsJsonOfTheDraftEditorsKnow() throws Exception {
        assertThat(new ObjectMapper().readTree(JsonSchema.text()))
                .isEqualTo(new ObjectMapper().readTree(schema.toString()));
        assertThat(schema.at("/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(JsonSchema.text()).endsWith("}\n");
    }

    @Test
    void everyAxisIsAPropertyOfSweepFixedAndZip() {
        for (Axis axis : Axis.values()) {
            assertThat(schema.at("/properties/sweep/properties").has(axis.id()))
                    .as(axis.id())
                    .isTrue();
            assertThat(schema.at("/properties/fixed/properties").has(axis.id()))
                    .as(axis.id())
                    .isTrue();
            assertThat(schema.at("/properties/zip/items/properties").has(axis.id()))
                    .as(axis.id())
                    .isTrue();
        }
        for (AcceleratorField field : AcceleratorField.values()) {
            assertThat(schema.at("/properties/sweep/properties").has("hardware." + field.id()))
                    .isTrue();
        }
    }

    @Test
    void rangesOfAnAxisAreItsBounds() {
        JsonNode batch = schema.at("/properties/fixed/properties/batch_size");

        assertThat(batch.at("/minimum").asLong()).isEqualTo(1);
        assertThat(batch.at("/maximum").asLong()).isEqualTo(1_000_000_000L);
        assertThat(schema.at("/properties/fixed/properties/utilization/exclusiveMinimum")
                        .asInt())
                .isZero();
        assertThat(schema.at("/properties/fixed/properties/utilization/maximum").asInt())
                .isEqualTo(1);
    }

    @Test
    void anEditorSeesTheDefaultOfAnAxis() {
        JsonNode fixed = schema.at("/properties/fixed/properties");

        assertThat(fixed.at("/formulas/default").asText()).isEqualTo("roofline");
        assertThat(fixed.at("/prompt_tokens/default").toString()).isEqualTo("1024");
        assertThat(fixed.at("/memory_utilization/default").toString()).isEqualTo("0.9");
        assertThat(fixed.at("/interference/default").asText()).isEqualTo("off");
        assertThat(fixed.at("/model").has("default")).isFalse();
        assertThat(fixed.at("/price_per_device_hour").has("default")).isFalse();
    }

    @Test
    void quantitiesMatchTheUnitsTheReaderKnows() {
        String pattern = schema.at("/properties/fixed/properties/hardware.memory_bandwidth/anyOf/1/pattern")
                .asText();

        assertThat("3.35 TB/s").matches(Pattern.compile(pattern));
        assertThat("400Gb/s").matches(Pattern.compile(pattern));
        assertThat("3.35 tb/s").doesNotMatch(Pattern.compile(pattern));
        assertThat("010 GB/s").doesNotMatch(Pattern.compile(pattern));
    }

    @Test
    void unknownKeysAndNamesNotServedYetAreLeftOut() {
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties").has("slo")).isTrue();
        assertThat(schema.at("/properties/report/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(schema.at("/properties/report/properties/top/default").asInt())
                .isEqualTo(50);
        assertThat(schema.at("/properties/report/properties/rows/enum").toString())
                .isEqualTo("[\"all\",\"best\",\"auto\"]");
        assertThat(schema.at("/properties/fixed/properties/formulas/enum").toString())
                .isEqualTo("[\"seed-2020\",\"kipply-2022\",\"roofline\"]");
        assertThat(schema.at("/$defs/model/anyOf/1/properties").has("config")).isTrue();
    }

    @Test
    void aDeviceHasItsPeaksInAMap() {
        assertThat(schema.at("/$defs/device/anyOf/1/properties/peak_flops/properties")
                        .has("bf16"))
                .isTrue();
        assertThat(schema.at("/$defs/device/anyOf/1/properties").has("memory")).isTrue();
        assertThat(schema.at("/$defs/device/anyOf/1/required").toString()).isEqualTo("[\"id\"]");
    }
}
