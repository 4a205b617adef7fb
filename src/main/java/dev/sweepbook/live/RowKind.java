package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/** What rows whose steps stand alike share: the formulas that are the same in each of them. */
final class RowKind {
    private final int number;
    private final @Nullable LiveCell[] cells;
    private final @Nullable RowText[] inScenarios;
    private final @Nullable RowText[] inResults;

    /**
     * A kind of rows.
     *
     * @param number tells it from others
     * @param width columns of the sheet of steps
     * @param columns columns of the workbook
     */
    RowKind(int number, int width, int columns) {
        this.number = number;
        this.cells = new LiveCell[width];
        this.inScenarios = new RowText[columns];
        this.inResults = new RowText[columns];
    }

    int number() {
        return number;
    }

    /** The cell that a column of steps holds, or null where it is another in each row or not known yet. */
    @Nullable
    LiveCell cell(int place) {
        return cells[place];
    }

    void remember(int place, LiveCell cell) {
        if (cell.isAlike()) {
            cells[place] = cell;
        }
    }

    /** The formula a column of the workbook shows, or null where it is not known yet. */
    @Nullable
    RowText shown(int column, boolean onResults) {
        return (onResults ? inResults : inScenarios)[column];
    }

    void remember(int column, boolean onResults, RowText text) {
        (onResults ? inResults : inScenarios)[column] = text;
    }
}
