package dev.sweepbook.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one sheet as XML. */
final class RowWriter {
    private static final int FULL = 1 << 14;

    private final DeflatedPart out;
    private final StringBuilder xml = new StringBuilder(FULL + 4096);
    private int row;

    /** Rows from the one after {@code row}, counted from 1. */
    RowWriter(DeflatedPart out, int row) {
        this.out = out;
        this.row = row;
    }

    /** Begins the next row; a height of 0 leaves it to the reader. */
    void begin(double heightPoints) {
        row++;
        xml.append("<row r=\"").append(row).append('"');
        if (heightPoints > 0) {
            xml.append(" ht=\"").append(heightPoints).append("\" customHeight=\"1\"");
        }
        xml.append('>');
    }

    void number(int column, double value, int style) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            blank(column, style);
            return;
        }
        cell(column, style);
        xml.append("><v>");
        number(xml, value);
        xml.append("</v></c>");
    }

    static void number(StringBuilder xml, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            xml.append((long) value);
        } else {
            xml.append(value);
        }
    }

    void text(int column, @Nullable String value, int style) {
        if (value == null || value.isEmpty()) {
            blank(column, style);
            return;
        }
        cell(column, style);
        xml.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        CellText.append(xml, value);
        xml.append("</t></is></c>");
    }

    void flag(int column, boolean value, int style) {
        cell(column, style);
        xml.append(" t=\"b\"><v>").append(value ? '1' : '0').append("</v></c>");
    }

    void blank(int column, int style) {
        cell(column, style);
        xml.append("/>");
    }

    private void cell(int column, int style) {
        xml.append("<c r=\"");
        letters(xml, column);
        xml.append(row).append("\" s=\"").append(style).append('"');
    }

    static void letters(StringBuilder text, int column) {
        if (column >= 26) {
            letters(text, column / 26 - 1);
        }
        text.append((char) ('A' + column % 26));
    }

    void end() throws IOException {
        xml.append("</row>");
        if (xml.length() > FULL) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
        xml.setLength(0);
    }

    /** The last row begun, counted from 1. */
    int row() {
        return row;
    }
}
