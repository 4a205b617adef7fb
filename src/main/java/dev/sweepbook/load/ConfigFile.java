package dev.sweepbook.load;

import dev.sweepbook.catalog.ConfigJson;
import dev.sweepbook.catalog.ModelFields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Hugging Face configuration file: its bytes, and the fields in them once somebody asks. */
final class ConfigFile {
    private final Definition.Source source;
    private final byte[] bytes;
    private ConfigJson.@Nullable Parsed parsed;

    private ConfigFile(Definition.Source source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** Reads the bytes of a file, or reports that there are too many. */
    static @Nullable ConfigFile read(Path file, Path root, String shownInRun, Problems problems) throws IOException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(ConfigJson.MAX_BYTES + 1);
        }
        if (bytes.length > ConfigJson.MAX_BYTES) {
            problems.add(
                    Place.FILE,
                    "the file is larger than 1 MiB, the most a configuration may be, has "
                            + Shown.count(Files.size(file)) + " bytes");
            return null;
        }
        Loaded.Input input = new Loaded.Input(shownInRun, Sha256.hex(bytes), file);
        return new ConfigFile(new Definition.Source(file, root, input), bytes);
    }

    Definition.Source source() {
        return source;
    }

    /** The fields, or null with what is wrong reported. */
    @Nullable
    Map<String, Object> fields(Problems problems) {
        if (parsed == null) {
            ConfigJson.Result result = ConfigJson.parse(bytes);
            if (result instanceof ConfigJson.Malformed malformed) {
                problems.add(malformed.line(), malformed.column(), Shown.escaped("the file " + malformed.message()));
                return null;
            }
            parsed = (ConfigJson.Parsed) result;
        }
        return parsed.fields();
    }

    /** Where a field stands, in the language model's own part of the file too; null where it does not. */
    @Nullable
    Place place(String field) {
        if (parsed == null) {
            return null;
        }
        ConfigJson.Position position = parsed.positions().get(field);
        for (Map.Entry<String, ConfigJson.Position> entry : parsed.positions().entrySet()) {
            if (position == null && ModelFields.isOfLanguageModel(entry.getKey(), field)) {
                position = entry.getValue();
            }
        }
        return position == null ? null : new Place(position.line(), position.column());
    }
}
