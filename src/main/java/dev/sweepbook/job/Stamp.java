package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the system knows of a file without reading it. Two that differ are of two contents; two that are the same are
 * most likely of one.
 *
 * @param bytes its size
 * @param modified when it was last written
 * @param key the file's identity where the system has one, else empty
 */
public record Stamp(long bytes, Instant modified, String key) {
    /**
     * The stamp of a file.
     *
     * @param file the file
     * @return its stamp, or null where it cannot be looked at
     */
    public static @Nullable Stamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.size(), attributes.lastModifiedTime().toInstant(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether it was written within a time, on either side, of an instant. */
    boolean isWithin(Duration near, Instant instant) {
        return Duration.between(modified, instant).abs().compareTo(near) < 0;
    }
}
