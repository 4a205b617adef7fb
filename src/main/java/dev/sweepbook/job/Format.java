package dev.sweepbook.job;

import dev.sweepbook.write.SinkProvider;
import java.util.Locale;
import java.util.Optional;

/** File formats of outputs, in the order they are written. */
public enum Format {
    XLSX,
    CSV,
    PARQUET;

    /**
     * The name on the command line.
     *
     * @return the name, which is also the file's ending
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this build can write it.
     *
     * @return whether it can
     */
    public boolean isAvailable() {
        return this != PARQUET || SinkProvider.of(id()).isPresent();
    }

    /** Whether its files can be divided into shards and joined again. */
    boolean isDivided() {
        return this != XLSX;
    }

    String ending() {
        return "." + id();
    }

    /**
     * The format of a name.
     *
     * @param id a name as on the command line
     * @return the format, or nothing where the name is unknown
     */
    public static Optional<Format> of(String id) {
        for (Format format : values()) {
            if (format.id().equals(id)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
