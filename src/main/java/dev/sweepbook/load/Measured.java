package dev.sweepbook.load;

import java.util.List;

/**
 * What reading a file of measurements gave.
 *
 * @param rows the measurements that can be used
 * @param leftOut the rows that cannot, with the reason, in the order of their lines
 * @param problems why the whole file cannot be used; empty where it can
 * @param remarks what reading noticed and a reader should know
 */
public record Measured(List<Measurement> rows, List<LeftOut> leftOut, Problems problems, List<String> remarks) {
    /**
     * A row that cannot be used.
     *
     * @param problem where it stands and why
     * @param tier how clean the row says it is, empty where it does not
     */
    public record LeftOut(Problem problem, String tier) {}

    /** Copies the lists. */
    public Measured {
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
        remarks = List.copyOf(remarks);
    }
}
