package dev.sweepbook.report;

import dev.sweepbook.sweep.SweepFile;
import java.util.List;

/** The column catalogue. */
public final class Columns {
    private Columns() {}

    /**
     * The columns of a file's outputs: inputs, the file's dotted axes, then results, in the contract's order.
     *
     * @param file what is asked
     * @return the columns
     */
    public static List<Column> of(SweepFile file) {
        return List.of();
    }
}
