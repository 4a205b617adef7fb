package dev.sweepbook.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one sheet as XML. */
final class RowWriter {
    private static final int FULL = 1 << 14;

    private final DeflatedPart out;
    private final StringBuilder xml = new StringBuilder(FULL + 4096);
    private final boolean placed;
    private int row;
    private int next;

    /** Rows from the one after {@code row}, counted from 1. */
    RowWriter(DeflatedPart out, int row) {
        this(out, row, true);
    }

    /**
     * Rows whose cells may do without their places: each then stands right of the one before, so that rows that say the
     * same are the same text. What is left out between them stands there as an empty cell.
     */
    RowWriter(DeflatedPart out, int row, boolean placed) {
        this.out = out;
        this.row = row;
        this.placed = placed;
    }

    /** Leaves rows out, so that the next is another one. */
    void skipTo(int next) {
        row = Math.max(row, next - 1);
    }

    /** Begins the next row; a height of 0 leaves it to the reader. */
    void begin(double heightPoints) {
        row++;
        next = 0;
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

    /** A number worked out by a formula, or the number alone where the formula is null; empty text where undefined. */
    void number(int column, @Nullable SheetFormula formula, double value, int style) {
        if (formula == null) {
            number(column, value, style);
        } else if (Double.isNaN(value) || Double.isInfinite(value)) {
            text(column, formula, "", style);
        } else {
            worked(column, "", formula, style);
            number(xml, value);
            xml.append("</v></c>");
        }
    }

    /** Text worked out by a formula, or the text alone where the formula is null. */
    void text(int column, @Nullable SheetFormula formula, @Nullable String value, int style) {
        if (formula == null) {
            text(column, value, style);
            return;
        }
        worked(column, "str", formula, style);
        CellText.append(xml, value == null ? "" : value);
        xml.append("</v></c>");
    }

    /** A truth worked out by a formula, or the truth alone where the formula is null; empty text where undefined. */
    void flag(int column, @Nullable SheetFormula formula, @Nullable Boolean value, int style) {
        if (value == null) {
            text(column, formula, "", style);
        } else if (formula == null) {
            flag(column, value, style);
        } else {
            worked(column, "b", formula, style);
            xml.append(value ? '1' : '0').append("</v></c>");
        }
    }

    /** What a formula gives that has no value. */
    void undefined(int column, SheetFormula formula, int style) {
        worked(column, "e", formula, style);
        xml.append("#N/A</v></c>");
    }

    /** A formula without a value: it is worked out when the workbook is opened. */
    void formula(int column, SheetFormula formula, int style) {
        cell(column, formula.isShared(), style);
        xml.append('>');
        formula.write(xml, column, row);
        xml.append("</c>");
    }

    private void worked(int column, String type, SheetFormula formula, int style) {
        cell(column, formula.isShared(), style);
        if (!type.isEmpty()) {
            xml.append(" t=\"").append(type).append('"');
        }
        xml.append('>');
        formula.write(xml, column, row);
        xml.append("<v>");
    }

    private void cell(int column, int style) {
        cell(column, false, style);
    }

    /** Begins a cell, with its place where openpyxl asks for it: those that share a formula. */
    private void cell(int column, boolean shares, int style) {
        if (placed || shares) {
            next = column + 1;
            xml.append("<c r=\"");
            letters(xml, column);
            xml.append(row).append('"');
        } else {
            while (next++ < column) {
                xml.append("<c/>");
            }
            xml.append("<c");
        }
        if (placed || style != 0) {
            xml.append(" s=\"").append(style).append('"');
        }
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
