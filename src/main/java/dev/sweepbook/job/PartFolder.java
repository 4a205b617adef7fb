package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the parts of files stand until they are joined: below the folder of ledger and lock, which one run has. */
final class PartFolder {
    private static final String PARTS = "parts";

    private PartFolder() {}

    static Path of(Path output) {
        return output.resolve(RecordedRun.FOLDER).resolve(PARTS);
    }

    static Path file(Path folder, int part, int parts, Format format) {
        return folder.resolve(String.format(Locale.ROOT, "part-%05d-of-%05d%s", part, parts, format.ending()));
    }

    /** Removes it with what is in it; what cannot be removed is left to a later run. */
    static void remove(Path folder) {
        try {
            delete(folder);
            Files.deleteIfExists(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            return; // another file of the run has its parts beside, or somebody far away still writes there
        }
    }

    /** Removes it with what is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
