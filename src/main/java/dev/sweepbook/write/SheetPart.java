package dev.sweepbook.write;

import java.util.List;

/**
 * One sheet, ready to be put into a workbook.
 *
 * @param name on the tab
 * @param titles of the columns, none where the sheet is no table
 * @param widths of the columns, in characters
 * @param rows deflated, without the frozen head
 * @param head XML of the rows that were written last but stand first
 * @param lastRow the last row, counted from 1
 * @param notes of cells in the first row
 * @param merged ranges such as {@code A1:H1}
 * @param table where the header row stands
 * @param links to places in the workbook
 */
record SheetPart(
        String name,
        List<String> titles,
        List<Double> widths,
        DeflatedPart rows,
        String head,
        int lastRow,
        List<Note> notes,
        List<String> merged,
        Frame table,
        List<Link> links) {
    /** A sheet without links. */
    SheetPart(
            String name,
            List<String> titles,
            List<Double> widths,
            DeflatedPart rows,
            String head,
            int lastRow,
            List<Note> notes,
            List<String> merged,
            Frame table) {
        this(name, titles, widths, rows, head, lastRow, notes, merged, table, List.of());
    }

    /** A cell, such as {@code A2}, that leads to a cell of a sheet. */
    record Link(String from, String sheet, String to) {}

    /** What a header's cell says when pointed at. */
    record Note(int column, String text) {}

    /**
     * How a sheet is framed.
     *
     * @param frozenColumns columns that stay in view
     * @param frozenRows rows that stay in view and are repeated on paper
     */
    record Frame(int frozenColumns, int frozenRows) {}

    /** Whether the sheet is one table, whose header filters it. */
    boolean isTable() {
        return !titles.isEmpty();
    }

    /** The cells it fills. */
    String area() {
        StringBuilder area = new StringBuilder("A1:");
        RowWriter.letters(area, widths.size() - 1);
        return area.append(Math.max(isTable() ? 2 : 1, lastRow)).toString();
    }

    /** The cells it fills, as a name refers to them. */
    String absoluteArea() {
        return area().replaceAll("([A-Z]+)(\\d+)", "\\$$1\\$$2");
    }

    /** Pages side by side so that print stays readable; one where the sheet is narrow enough. */
    int pagesWide() {
        double characters = widths.stream().mapToDouble(Double::doubleValue).sum();
        return Math.max(1, (int) Math.ceil(characters / 260));
    }
}
