package dev.sweepbook.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of one shard of a scenario file's outputs, as a run left it.
 *
 * @param file where it stands
 * @param part which shard it is, from 1
 * @param count how many there are
 * @param key what all rows depend on, as one hash
 * @param tool name and version of the program that made it
 * @param inputs path to SHA-256 of what was read, the scenario file first
 * @param formats names of the formats that were asked for
 * @param columns ids of the columns that were asked for; empty for all
 * @param scenarios rows of the shard
 * @param outputs name to SHA-256 of what was written beside the manifest
 */
public record ShardManifest(
        Path file,
        int part,
        int count,
        String key,
        String tool,
        Map<String, String> inputs,
        List<String> formats,
        List<String> columns,
        long scenarios,
        Map<String, String> outputs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a manifest.
     *
     * @param file a file that ends in {@code .manifest.json}
     * @return what it says, or nothing where it is no manifest of a shard
     * @throws IOException where it cannot be read
     */
    public static Optional<ShardManifest> read(Path file) throws IOException {
        JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
        JsonNode shard = manifest.path("shard");
        if (!shard.path("part").isInt() || !shard.path("of").isInt()) {
            return Optional.empty();
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        put(manifest.path("input"), "path", inputs);
        manifest.path("definitions").forEach(input -> put(input, "path", inputs));
        Map<String, String> outputs = new LinkedHashMap<>();
        manifest.path("outputs").forEach(output -> put(output, "file", outputs));
        return Optional.of(new ShardManifest(
                file,
                shard.path("part").asInt(),
                shard.path("of").asInt(),
                shard.path("key").asText(),
                manifest.path("tool").asText(),
                inputs,
                texts(shard.path("formats")),
                texts(shard.path("columns")),
                manifest.path("grid").path("scenarios").asLong(),
                outputs));
    }

    private static void put(JsonNode entry, String name, Map<String, String> into) {
        into.put(entry.path(name).asText(), entry.path("sha256").asText());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
