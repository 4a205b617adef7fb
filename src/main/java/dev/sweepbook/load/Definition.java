package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.MapNode;

/**
 * A model or a device as a user wrote it down.
 *
 * @param kind which of the two
 * @param id the name scenarios use, in Unicode's composed form
 * @param place where the definition begins
 * @param fields its keys and values
 * @param file the file it stands in
 */
record Definition(Kind kind, String id, Place place, MapNode fields, Source file) {
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
     * @param shown the name problems give it
     * @param input what the run has read of it
     */
    record Source(String shown, Loaded.Input input) {}
}
