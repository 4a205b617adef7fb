package dev.sweepbook.write;

import dev.sweepbook.sweep.Row;
import java.io.Closeable;
import java.io.IOException;

/** Takes chunks of rows that several threads encode apart and one appends in order. */
public interface ChunkedRows {
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

    /** Encodes rows; to be closed once nothing more is to be encoded. */
    interface Encoder extends Closeable {
        /**
         * Begins a chunk.
         *
         * @param rowsBefore rows of the file before its first one
         */
        default void begin(long rowsBefore) {}

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
