package dev.sweepbook.write;

import dev.sweepbook.sweep.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes one output file from chunks of rows that several threads encode apart and one appends in order. Its bytes do
 * not depend on the threads.
 */
public interface ChunkedSink extends Closeable {
    /**
     * Indexes of a chunk: what an encoder holds in memory at a time.
     *
     * @return how many, counted before exclusions
     */
    int chunkIndexes();

    /**
     * What encodes the rows of one chunk after another.
     *
     * @return an encoder for one thread
     */
    Encoder encoder();

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

    /** Encodes rows; to be closed once nothing more is to be encoded. */
    interface Encoder extends Closeable {
        /**
         * Takes a row.
         *
         * @param row valid only during the call
         * @throws IOException where it cannot be encoded
         */
        void row(Row row) throws IOException;

        /**
         * The rows taken since the last chunk.
         *
         * @return what to append to the file
         * @throws IOException where they cannot be encoded
         */
        Chunk chunk() throws IOException;
    }

    /** Encoded rows. */
    @FunctionalInterface
    interface Chunk {
        /**
         * Appends them to their file, behind the chunk before.
         *
         * @throws IOException where the file cannot be written
         */
        void append() throws IOException;
    }
}
