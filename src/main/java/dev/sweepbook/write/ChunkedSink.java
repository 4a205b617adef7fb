package dev.sweepbook.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Writes one output file from chunks of rows. Its bytes do not depend on the threads that encode them. */
public interface ChunkedSink extends ChunkedRows, Closeable {
    /**
     * Appends the rows of a finished file of the same kind, which held a shard.
     *
     * @param file the file
     * @throws IOException where it cannot be read, has other columns, or the output cannot be written
     */
    void appendFile(Path file) throws IOException;

    /**
     * Writes what follows the rows. Without it the file is incomplete.
     *
     * @throws IOException where the file cannot be written
     */
    void finish() throws IOException;
}
