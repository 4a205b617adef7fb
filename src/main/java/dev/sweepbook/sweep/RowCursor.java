package dev.sweepbook.sweep;

import java.util.function.Consumer;

/** Walks the kept scenarios of a file in order and estimates each. */
public final class RowCursor {
    private final SweepFile file;

    /**
     * A walk that has not begun.
     *
     * @param file what to walk
     */
    public RowCursor(SweepFile file) {
        this.file = file;
    }

    /**
     * Gives each row in the order of its number.
     *
     * @param rows takes a row; it is valid until this returns
     */
    public void forEach(Consumer<Row> rows) {
        file.sweeps();
    }
}
