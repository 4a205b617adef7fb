package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows place and style of a cell in XML, for each column of a row, in bytes. A value that a column had in the
 * row before is not formatted again.
 */
final class CellBytes {
    private static final byte[] BLANK = ascii("/>");
    private static final byte[] FLAG_BLANK = ascii(Look.TEXT.style() + "\"/>");
    private static final byte[] NUMBER = ascii("><v>");
    private static final byte[] SHARED = ascii(" t=\"s\"><v>");
    private static final byte[] TEXT = ascii(" t=\"inlineStr\"><is><t>");
    private static final byte[] BLANKS_KEPT = ascii(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    private static final byte[] NUMBER_END = ascii("</v></c>");
    private static final byte[] TEXT_END = ascii("</t></is></c>");

    private final List<Column> columns;
    private final Vocabulary vocabulary;
    private final byte[][] cells;
    private final byte[][] flags = new byte[2][];
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final int[] lines;
    private final int[] widest;
    private final StringBuilder xml = new StringBuilder();

    CellBytes(List<Column> columns, ColumnShape[] shapes, Vocabulary vocabulary) {
        this.columns = columns;
        this.vocabulary = vocabulary;
        int count = columns.size();
        cells = new byte[count][];
        numbers = new double[count];
        texts = new String[count];
        lines = new int[count];
        widest = new int[count];
        for (int i = 0; i < count; i++) {
            cells[i] = blank(i);
            numbers[i] = Double.NaN;
            lines[i] = 1;
            widest[i] = shapes[i].isNote() ? Integer.MAX_VALUE : shapes[i].widest();
        }
        for (int i = 0; i < flags.length; i++) {
            flags[i] = ascii(Look.FLAG.style() + "\" t=\"b\"><v>" + i + "</v></c>");
        }
    }

    /** The bytes of a column's cell. */
    byte[] cell(int column) {
        return cells[column];
    }

    /** The bytes of the cell of a column that says nothing. */
    byte[] blank(int column) {
        return isFlag(columns.get(column)) ? FLAG_BLANK : BLANK;
    }

    /** What stands between the place of a cell and its bytes; a flag that is there looks otherwise than one that is not. */
    static byte[] style(Column column, int style) {
        return ascii("\" s=\"" + (isFlag(column) ? "" : style + "\""));
    }

    private static boolean isFlag(Column column) {
        return column.value() instanceof Column.Flag;
    }

    /** Lines the text of a column takes, 1 where it is no text. */
    int lines(int column) {
        return lines[column];
    }

    void read(RowValues values) {
        for (int i = 0; i < cells.length; i++) {
            Column.Value kind = columns.get(i).value();
            if (kind instanceof Column.Measure) {
                number(i, values.number(i));
            } else if (kind instanceof Column.Flag) {
                Boolean flag = values.flag(i);
                cells[i] = flag == null ? FLAG_BLANK : flags[flag ? 1 : 0];
            } else {
                text(i, values.text(i));
            }
        }
    }

    private void number(int column, double value) {
        if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(numbers[column])) {
            return;
        }
        numbers[column] = value;
        cells[column] = Double.isFinite(value) ? joined(NUMBER, Digits.of(value), NUMBER_END) : BLANK;
    }

    private void text(int column, @Nullable String text) {
        if (Objects.equals(text, texts[column])) {
            return;
        }
        texts[column] = text;
        if (text == null || text.isEmpty()) {
            cells[column] = BLANK;
            lines[column] = 1;
            return;
        }
        int shared = vocabulary.number(text);
        cells[column] = shared < 0 ? inline(text) : joined(SHARED, Digits.of(shared), NUMBER_END);
        boolean fits = widest[column] == Integer.MAX_VALUE
                || (text.length() * TextFit.WIDE <= widest[column] && text.indexOf('\n') < 0);
        lines[column] = fits ? 1 : TextFit.lines(text, widest[column]);
    }

    private byte[] inline(String text) {
        xml.setLength(0);
        CellText.append(xml, text);
        byte[] bytes = xml.toString().getBytes(StandardCharsets.UTF_8);
        return joined(keepsBlanks(text) ? BLANKS_KEPT : TEXT, bytes, TEXT_END);
    }

    /** XML drops blanks at the ends, and takes other white space for blanks, unless it is told not to. */
    private static boolean keepsBlanks(String text) {
        if (text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' ') {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || (text.charAt(i) == ' ' && text.charAt(i - 1) == ' ')) {
                return true;
            }
        }
        return false;
    }

    private static byte[] joined(byte[] start, byte[] middle, byte[] end) {
        byte[] all = Arrays.copyOf(start, start.length + middle.length + end.length);
        System.arraycopy(middle, 0, all, start.length, middle.length);
        System.arraycopy(end, 0, all, start.length + middle.length, end.length);
        return all;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
