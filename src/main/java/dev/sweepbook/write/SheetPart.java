package dev.sweepbook.write;

import java.util.List;

/**
 * One sheet, ready to be put into a workbook.
 *
 * @param name on the tab
 * @param widths of the columns, in characters
 * @param rows deflated, without the frozen head
 * @param head XML of the rows that were written last but stand first
 * @param lastRow the last row, counted from 1
 * @param notes of cells in the first row
 * @param merged ranges such as {@code A1:H1}
 * @param table where the header row stands
 */
record SheetPart(
        String name,
        List<Double> widths,
        DeflatedPart rows,
        String head,
        int lastRow,
        List<Note> notes,
        List<String> merged,
        Frame table) {
    /** What a header's cell says when pointed at. */
    record Note(int column, String text) {}

    /**
     * How a sheet is framed.
     *
     * @param frozenColumns columns that stay in view
     * @param frozenRows rows that stay in view and are repeated on paper
     * @param filtered whether the frozen row filters the rows below
     */
    record Frame(int frozenColumns, int frozenRows, boolean filtered) {}

    /** Pages side by side so that print stays readable; one where the sheet is narrow enough. */
    int pagesWide() {
        double characters = widths.stream().mapToDouble(Double::doubleValue).sum();
        return Math.max(1, (int) Math.ceil(characters / 260));
    }
}
