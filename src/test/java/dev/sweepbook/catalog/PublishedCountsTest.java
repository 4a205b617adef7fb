package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.estimate.KvCacheSize;
import dev.sweepbook.estimate.ParameterCount;
import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts against the sources: every shipped model against {@code counts.csv} (their {@code models.csv}) and what was
 * published of it, and public models that do not ship against {@code unseen.csv} and against what was counted by hand
 * ({@code src/test/python/counts_by_hand.py}).
 */
class PublishedCountsTest {
    private static final Catalog CATALOG = Catalog.shipped();

    static List<Map<String, String>> counts() throws IOException {
        return table("counts.csv");
    }

    static List<Map<String, String>> unseen() throws IOException {
        return table("unseen.csv");
    }

    static List<Map<String, String>> newcomers() throws IOException {
        return table("newcomers.csv");
    }

    static List<String> published() {
        return CATALOG.modelIds().stream()
                .filter(id -> CATALOG.modelEntry(id).orElseThrow().published().parameters() > 0)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("counts")
    void everyPartOfAShippedModelIsCountedToTheUnit(Map<String, String> row) {
        ModelArchitecture model = model(row.get("id"));
        Decoder decoder = (Decoder) model.structure();
        ParameterCount count = ParameterCount.of(decoder, model.hiddenSize());
        Map<String, Long> counted = new LinkedHashMap<>();
        counted.put("exact_params", count.total());
        counted.put("active_params", count.active());
        counted.put("active_noembed", count.activeWithoutInputEmbedding());
        counted.put("embedding_params", count.embedding());
        counted.put("position_params", count.position());
        counted.put("lm_head_params", count.head());
        counted.put("vision_params", count.vision());
        counted.put("mtp_params", count.prediction());
        counted.put("kv_bytes_per_token_bf16", 2 * KvCacheSize.valuesPerToken(decoder));
        counted.put("full_attn_layers", layers(decoder, attention -> seesAll(attention)));
        counted.put(
                "windowed_layers",
                layers(
                        decoder,
                        attention -> attention instanceof GroupedQueryAttention grouped && grouped.window() > 0));
        counted.put("stateful_no_kv_layers", layers(decoder, LinearAttention.class::isInstance));
        Map<String, Long> published = new LinkedHashMap<>();
        counted.keySet().forEach(part -> published.put(part, Long.valueOf(row.get(part))));
        assertThat(counted).isEqualTo(published);
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatSomebodyPublishedIsTheUniqueTensorsAndWhatTheEntryNames(String id) {
        ModelEntry.Published published = CATALOG.modelEntry(id).orElseThrow().published();
        ParameterCount count = count(model(id));
        switch (published.kind()) {
            case "unique" ->
                // Moonlight's hub total holds 27 x 64 rotary values more, as its note says.
                assertThat(count.total() + (id.equals("moonlight-16b-a3b") ? 27 * 64 : 0))
                        .isEqualTo(published.parameters());
            case "with_tied_head_copy" -> {
                assertThat(count.embedding()).isEqualTo(published.extra());
                assertThat(count.total() + count.embedding()).isEqualTo(published.parameters());
            }
            case "with_vision" -> {
                assertThat(count.vision()).isEqualTo(published.extra());
                assertThat(count.total() + count.vision()).isEqualTo(published.parameters());
            }
            default -> assertThat(count.total() + published.extra()).isEqualTo(published.parameters());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-r1", "deepseek-v3.2", "glm-4.5"})
    void aHubTotalHoldsThePredictionLayerWithItsCopiesOfEmbeddingAndHead(String id) {
        ParameterCount count = count(model(id));
        assertThat(count.prediction() + count.embedding() + count.head())
                .isEqualTo(CATALOG.modelEntry(id).orElseThrow().published().extra());
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void aPublicModelThatDoesNotShipIsCountedToTheUnit(Map<String, String> row) throws IOException {
        ParameterCount count = count(made(config("unseen", row.get("id"))));
        assertThat(count.total()).isEqualTo(Long.parseLong(row.get("total")));
        assertThat(count.vision()).isEqualTo(Long.parseLong(row.get("vision")));
        assertThat(count.prediction()).isEqualTo(Long.parseLong(row.get("prediction")));
    }

    @ParameterizedTest
    @MethodSource("newcomers")
    void aPublicModelCountedByHandIsReadToTheUnit(Map<String, String> row) throws IOException {
        ModelArchitecture model = made(config("newcomers", row.get("id")));
        ParameterCount count = count(model);
        assertThat(Map.of(
                        "total", count.total(),
                        "active", count.active(),
                        "kv_bytes_per_token", 2 * KvCacheSize.valuesPerToken((Decoder) model.structure()),
                        "vision", count.vision(),
                        "prediction", count.prediction()))
                .isEqualTo(Map.of(
                        "total", Long.valueOf(row.get("total")),
                        "active", Long.valueOf(row.get("active")),
                        "kv_bytes_per_token", Long.valueOf(row.get("kv_bytes_per_token")),
                        "vision", Long.valueOf(row.get("vision")),
                        "prediction", Long.valueOf(row.get("prediction"))));
    }

    private static ModelFields config(String folder, String id) throws IOException {
        String file = folder + "/" + id + ".json";
        try (InputStream in = Objects.requireNonNull(PublishedCountsTest.class.getResourceAsStream(file))) {
            ConfigJson.Parsed parsed = (ConfigJson.Parsed) ConfigJson.parse(in.readAllBytes());
            return new ModelFields(id, parsed.fields(), Provenance.NONE);
        }
    }

    private static boolean seesAll(Attention attention) {
        return !(attention instanceof LinearAttention)
                && !(attention instanceof GroupedQueryAttention grouped && grouped.window() > 0);
    }

    private static long layers(Decoder decoder, Predicate<Attention> kind) {
        return decoder.layers().stream()
                .filter(run -> kind.test(run.attention()))
                .mapToLong(LayerRun::count)
                .sum();
    }

    private static ParameterCount count(ModelArchitecture model) {
        return ParameterCount.of((Decoder) model.structure(), model.hiddenSize());
    }

    private static ModelArchitecture model(String id) {
        return made(CATALOG.model(id).orElseThrow());
    }

    private static ModelArchitecture made(ModelFields fields) {
        ArchitectureReader.Result result = ArchitectureReader.read(fields);
        assertThat(result).isInstanceOf(ArchitectureReader.Made.class);
        return ((ArchitectureReader.Made) result).model();
    }

    private static List<Map<String, String>> table(String file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = Objects.requireNonNull(PublishedCountsTest.class.getResourceAsStream(file));
                CSVParser rows = CSVParser.parse(in, StandardCharsets.UTF_8, format)) {
            return rows.stream().map(CSVRecord::toMap).toList();
        }
    }
}
