package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is free where outputs go. */
interface Disk {
    /** The file systems of this machine. */
    Disk OF_SYSTEM = new Disk() {
        @Override
        public long free(Path folder) throws IOException {
            return store(folder).getUsableSpace();
        }

        @Override
        public boolean isShared(Path one, Path other) throws IOException {
            return store(one).equals(store(other));
        }
    };

    /** Bytes that are free to us where a folder is, or is to be. */
    long free(Path folder) throws IOException;

    /** Whether two folders take from the same room. */
    boolean isShared(Path one, Path other) throws IOException;

    private static FileStore store(Path folder) throws IOException {
        Path known = folder.toAbsolutePath();
        while (!Files.exists(known) && known.getParent() != null) {
            known = known.getParent();
        }
        return Files.getFileStore(known);
    }
}
