package dev.sweepbook.write;

import dev.sweepbook.sweep.Row;
import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of one scenario file in order and writes one output file. */
public interface Sink extends Closeable {
    /**
     * Writes a row.
     *
     * @param row valid only during the call
     * @throws IOException where the file cannot be written
     */
    void row(Row row) throws IOException;

    /**
     * Writes what follows the rows. Without it the file is incomplete.
     *
     * @throws IOException where the file cannot be written
     */
    void finish() throws IOException;
}
