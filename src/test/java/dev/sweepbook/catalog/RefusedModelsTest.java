package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.ArchitectureReader.Fault;
import dev.sweepbook.scenario.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public models that are no decoders or that their fields do not describe, and lists that contradict the layers. */
class RefusedModelsTest {
    private static final Map<String, Object> EXPERTS = Map.ofEntries(
            Map.entry("model_type", "qwen3_moe"),
            Map.entry("num_hidden_layers", 4L),
            Map.entry("hidden_size", 4_096L),
            Map.entry("num_attention_heads", 32L),
            Map.entry("num_key_value_heads", 8L),
            Map.entry("intermediate_size", 14_336L),
            Map.entry("moe_intermediate_size", 768L),
            Map.entry("num_experts", 8L),
            Map.entry("num_experts_per_tok", 2L),
            Map.entry("vocab_size", 32_000L));

    static Map<String, List<Fault>> refused() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(resource("refused.csv"), StandardCharsets.UTF_8, format)) {
            return rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> row.get("id"),
                            TreeMap::new,
                            Collectors.mapping(
                                    row -> new Fault(row.get("field"), row.get("reason")), Collectors.toList())));
        }
    }

    static List<Map.Entry<String, List<Fault>>> models() throws IOException {
        return List.copyOf(refused().entrySet());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPublicModelThatCannotBeCountedIsRefusedWithTheReason(Map.Entry<String, List<Fault>> model)
            throws IOException {
        try (InputStream in = resource("refused/" + model.getKey() + ".json")) {
            ConfigJson.Parsed parsed = (ConfigJson.Parsed) ConfigJson.parse(in.readAllBytes());
            assertThat(faults(parsed.fields())).containsExactlyInAnyOrderElementsOf(model.getValue());
        }
    }

    @Test
    void aListOverTheLayersHasAnEntryForEach() {
        List<Long> two = List.of(1L, 1L);
        for (String list : List.of("moe_layer_freq", "hybrid_layer_pattern")) {
            assertThat(faults(with(list, two)))
                    .containsExactly(new Fault(list, "must have an entry for each of 4 layers, has 2"));
        }
        for (String list : List.of("num_key_value_heads", "num_attention_heads")) {
            assertThat(faults(with(list, List.of(8L, 8L, 8L, 8L, 8L))))
                    .containsExactly(new Fault(list, "must have an entry for each of 4 layers, has 5"));
        }
        assertThat(faults(with("mlp_layer_types", List.of("dense"))))
                .containsExactly(new Fault("mlp_layer_types", "must have an entry for each of 4 layers, has 1"));
    }

    @Test
    void aListOverTheLayersMayGoOnOverThoseThatPredictFurtherTokens() {
        Map<String, Object> fields = with("num_nextn_predict_layers", 1L);
        fields.put("layer_types", List.of("full_attention", "full_attention", "full_attention", "full_attention"));
        assertThat(read(fields)).isInstanceOf(ArchitectureReader.Made.class);
        fields.put("layer_types", java.util.Collections.nCopies(5, "full_attention"));
        assertThat(read(fields)).isInstanceOf(ArchitectureReader.Made.class);
        fields.put("layer_types", java.util.Collections.nCopies(6, "full_attention"));
        assertThat(faults(fields))
                .containsExactly(new Fault("layer_types", "must have an entry for each of 4 layers, has 6"));
    }

    @Test
    void aLayerThatIsNamedMustExist() {
        assertThat(faults(with("mlp_only_layers", List.of(0L, 4L))))
                .containsExactly(new Fault("mlp_only_layers", "must name layers from 0 on, 4 of them, was 4"));
        assertThat(faults(with("moe_layers_enum", "2, x,3")))
                .containsExactly(new Fault("moe_layers_enum", "must name layers from 0 on, 4 of them, was \"x\""));
    }

    @Test
    void aKindOfLayerMustBeKnown() {
        assertThat(faults(with("mlp_layer_types", List.of("dense", "sparse", "odd", "sparse"))))
                .containsExactly(new Fault("mlp_layer_types", "must name dense or sparse layers, was \"odd\""));
        assertThat(faults(with("layer_types", Map.of("a", 1L))))
                .containsExactly(new Fault("layer_types", "must be a list, was {a=1}"));
        assertThat(faults(with("hybrid_override_pattern", "**Z-")))
                .containsExactly(new Fault("hybrid_override_pattern", "must hold M, *, - and E alone, was \"**Z-\""));
    }

    private static Object structure(Object enumerated) {
        return ((ArchitectureReader.Made) read(with("moe_layers_enum", enumerated)))
                .model()
                .structure();
    }

    @Test
    void layersWithExpertsMayBeEnumeratedAsAListToo() {
        assertThat(structure(List.of(2L, 3L))).isEqualTo(structure("2,3"));
    }

    @Test
    void anUnknownModelTypeNamesTheFieldsThatWereNotRead() {
        Map<String, Object> fields = with("model_type", "newcomer");
        fields.putAll(Map.of("hidden_act", "silu", "rms_norm_eps", 1e-5, "tie_word_embeddings", false));
        fields.putAll(Map.of("rope_theta", 10_000L, "eos_token_id", 2L, "attention_dropout", 0.0, "use_cache", true));
        fields.putAll(Map.of("loops", 3L, "share_layers", true, "gates", List.of(1L), "off", false));
        assertThat(((ArchitectureReader.Made) read(fields)).notes())
                .hasSize(2)
                .anySatisfy(note -> assertThat(note)
                        .startsWith("not read, so the counts leave out what they add: ")
                        .contains("loops", "share_layers", "gates")
                        .doesNotContain("rope", "token", "dropout", "cache", "off"));
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(EXPERTS);
        changed.put(field, value);
        return changed;
    }

    private static List<Fault> faults(Map<String, Object> fields) {
        ArchitectureReader.Result result = read(fields);
        assertThat(result).isInstanceOf(ArchitectureReader.Refused.class);
        return ((ArchitectureReader.Refused) result).faults();
    }

    private static ArchitectureReader.Result read(Map<String, Object> fields) {
        return ArchitectureReader.read(new ModelFields("x", fields, Provenance.NONE));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RefusedModelsTest.class.getResourceAsStream(name));
    }
}
