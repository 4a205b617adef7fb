package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one file that belongs to no run: under a temporary name, synced, and renamed. */
public final class OneOutput {
    private OneOutput() {}

    /**
     * Puts a file in its place.
     *
     * @param target where; what stands there is replaced
     * @param bytes the whole of it
     * @throws IOException where it could not be written; what stood there before is left
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        try (Publication publication = new Publication(new Temporaries())) {
            try (Publication.Output output = publication.begin(target)) {
                output.write(bytes);
            }
            publication.publish();
        }
    }
}
