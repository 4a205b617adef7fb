package dev.sweepbook.write;

import java.util.List;

/** The first row of a table: wrapped titles, as high as they need. The first of them leads back to the summary. */
final class HeaderRow {
    static final int MOST_LINES = 4;
    /** Room for the filter's button and the cell's padding. */
    static final double PADDING = 3.2;

    private HeaderRow() {}

    static String xml(List<String> titles, List<Double> widths, List<Look> looks) {
        int lines = 1;
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < titles.size(); i++) {
            lines = Math.max(lines, TextFit.lines(titles.get(i), widths.get(i) - PADDING));
            cells.append("<c r=\"");
            RowWriter.letters(cells, i);
            cells.append("1\" s=\"")
                    .append((i == 0 ? Look.HEADER_LINK : looks.get(i)).style())
                    .append("\" t=\"inlineStr\"><is><t>");
            CellText.append(cells, titles.get(i));
            cells.append("</t></is></c>");
        }
        return "<row r=\"1\" ht=\"" + (TextFit.height(lines) + 4) + "\" customHeight=\"1\">" + cells + "</row>";
    }
}
