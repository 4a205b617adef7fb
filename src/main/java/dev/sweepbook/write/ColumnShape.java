package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import org.jspecify.annotations.Nullable;

/** What a column of a scenario sheet needs: its style, and its width once all values were seen. */
final class ColumnShape {
    private static final int WIDEST_TEXT = 40;
    private static final int WIDEST_STATUS = 110;
    private static final int WIDEST_NOTE = 60;
    private static final int FLAG_WIDTH = 6;

    private final Column column;
    private final boolean note;
    private final int style;
    private final int fieldStyle;
    private final NumberShape numbers = new NumberShape();
    private double lastNumber = Double.NaN;
    private @Nullable String lastText;
    private int longest;

    ColumnShape(Column column, Styles styles) {
        this(column, styleOf(column, styles), fieldStyleOf(column, styles));
    }

    private ColumnShape(Column column, int style, int fieldStyle) {
        this.column = column;
        this.note = isNote(column);
        this.style = style;
        this.fieldStyle = fieldStyle;
    }

    private static boolean isNote(Column column) {
        return column.id().equals("notes");
    }

    private static int styleOf(Column column, Styles styles) {
        return column.value() instanceof Column.Measure
                ? styles.column()
                : isNote(column) ? Look.NOTE.style() : Look.TEXT.style();
    }

    /** Of a column that cannot be edited, 0. */
    private static int fieldStyleOf(Column column, Styles styles) {
        if (!Columns.isField(column)) {
            return 0;
        }
        return column.value() instanceof Column.Measure ? styles.fieldColumn() : Look.FIELD.style();
    }

    /** The same column, of which nothing was seen. */
    ColumnShape another() {
        return new ColumnShape(column, style, fieldStyle);
    }

    /** Takes what another saw of the same column. */
    void add(ColumnShape other) {
        numbers.add(other.numbers);
        longest = Math.max(longest, other.longest);
    }

    void accept(double shown) {
        if (shown != lastNumber) {
            numbers.accept(shown);
            lastNumber = shown;
        }
    }

    void accept(@Nullable String text) {
        if (text != null && !text.equals(lastText)) {
            lastText = text;
            longest = Math.max(longest, TextFit.longestLine(text));
        }
    }

    boolean hasNumbers() {
        return !numbers.isEmpty();
    }

    int style() {
        return style;
    }

    /** The style where the column can be edited. */
    int fieldStyle() {
        return fieldStyle == 0 ? style : fieldStyle;
    }

    /** Stands last and on one line: what is longer runs on to the right. */
    boolean isNote() {
        return note;
    }

    int widest() {
        return note ? WIDEST_NOTE : column.id().equals("status") ? WIDEST_STATUS : WIDEST_TEXT;
    }

    void fix(Styles styles) {
        if (column.value() instanceof Column.Measure) {
            styles.format(style, format());
            if (fieldStyle != 0) {
                styles.format(fieldStyle, format());
            }
        }
    }

    String format() {
        return numbers.format();
    }

    /** Width in characters. */
    double width() {
        double content = column.value() instanceof Column.Measure
                ? numbers.width()
                : column.value() instanceof Column.Flag ? FLAG_WIDTH : Math.min(longest, widest());
        double header = TextFit.headerWidth(column.header(), HeaderRow.MOST_LINES) * 1.1 + HeaderRow.PADDING;
        return Math.max(content + 3, header);
    }
}
