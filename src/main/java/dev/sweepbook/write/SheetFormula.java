package dev.sweepbook.write;

import org.jspecify.annotations.Nullable;

/**
 * A formula as a cell holds it.
 *
 * @param text without the equals sign; empty in a cell below the one that says what it shares
 * @param shared the number of what is shared, -1 where nothing is
 * @param lastRow the last row that may share it, counted from 1
 */
record SheetFormula(String text, int shared, int lastRow) {
    /** A formula of one cell. */
    static SheetFormula alone(String text) {
        return new SheetFormula(text, -1, 0);
    }

    /** A formula of one cell, or null where there is none. */
    static @Nullable SheetFormula ofNullable(@Nullable String text) {
        return text == null ? null : alone(text);
    }

    boolean isShared() {
        return shared >= 0;
    }

    /** Writes it into a cell. */
    void write(StringBuilder xml, int column, int row) {
        xml.append("<f");
        if (isShared()) {
            xml.append(" t=\"shared\"");
            if (!text.isEmpty()) {
                xml.append(" ref=\"");
                RowWriter.letters(xml, column);
                xml.append(row).append(':');
                RowWriter.letters(xml, column);
                xml.append(Math.max(row, lastRow)).append('"');
            }
            xml.append(" si=\"").append(shared).append('"');
        }
        if (text.isEmpty()) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        CellText.append(xml, text);
        xml.append("</f>");
    }
}
