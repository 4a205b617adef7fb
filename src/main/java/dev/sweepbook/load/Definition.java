package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.MapNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model or a device as a user wrote it down.
 *
 * @param kind which of the two
 * @param id the name scenarios use, in Unicode's composed form
 * @param place where the definition begins
 * @param fields its keys and values; none where the whole file is a configuration
 * @param file the file it stands in
 * @param config the configuration the file is, or null where it is YAML
 */
record Definition(
        Kind kind,
        String id,
        Place place,
        MapNode fields,
        Source file,
        @Nullable ConfigFile config) {
    Definition(Kind kind, String id, Place place, MapNode fields, Source file) {
        this(kind, id, place, fields, file, null);
    }

    /** A model that is a configuration file, called what the file is called. */
    static Definition of(String id, ConfigFile config) {
        return new Definition(Kind.MODEL, id, Place.FILE, new MapNode(Place.FILE, List.of()), config.source(), config);
    }

    /** What is defined. */
    enum Kind {
        MODEL("model", "models"),
        HARDWARE("hardware", "hardware");

        final String singular;
        final String key;

        Kind(String singular, String key) {
            this.singular = singular;
            this.key = key;
        }
    }

    /**
     * A file of definitions.
     *
     * @param path where it is
     * @param root the folder no configuration it names may leave
     * @param input what the run has read of it
     */
    record Source(Path path, Path root, Loaded.Input input) {
        /** The name problems give it. */
        String shown() {
            return PathText.of(path);
        }
    }
}
