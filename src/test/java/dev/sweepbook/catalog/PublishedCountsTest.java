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

/** Every shipped model against the counts of the sources' {@code models.csv}, copied to {@code counts.csv}. */
class PublishedCountsTest {
    private static final Catalog CATALOG = Catalog.shipped();

    static List<Map<String, String>> counts() throws IOException {
        try (InputStream in = Objects.requireNonNull(PublishedCountsTest.class.getResourceAsStream("counts.csv"));
                CSVParser rows = CSVParser.parse(
                        in,
                        StandardCharsets.UTF_8,
                        CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())) {
            return rows.stream().map(CSVRecord::toMap).toList();
        }
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

    private static ModelArchitecture model(String id) {
        ArchitectureReader.Result result =
                ArchitectureReader.read(CATALOG.model(id).orElseThrow());
        assertThat(result).isInstanceOf(ArchitectureReader.Made.class);
        return ((ArchitectureReader.Made) result).model();
    }
}
