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
    private int longest;

    ColumnShape(Column column, Styles styles) {
        this.column = column;
        boolean number = column.value() instanceof Column.Measure;
        this.note = column.id().equals("notes");
        this.style = number ? styles.column() : note ? Look.NOTE.style() : Look.TEXT.style();
        this.fieldStyle = !Columns.isField(column) ? style : number ? styles.fieldColumn() : Look.FIELD.style();
    }

    void accept(double shown) {
        numbers.accept(shown);
    }

    void accept(@Nullable String text) {
        if (text != null) {
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
        return fieldStyle;
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
            if (fieldStyle != style) {
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
