package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import org.jspecify.annotations.Nullable;

/** What a column of a scenario sheet needs: its style, and its width once all values were seen. */
final class ColumnShape {
    private static final int WIDEST_TEXT = 40;
    private static final int WIDEST_REMARK = 60;
    private static final int FLAG_WIDTH = 6;

    private final Column column;
    private final int style;
    private final NumberShape numbers = new NumberShape();
    private int longest;

    ColumnShape(Column column, Styles styles) {
        this.column = column;
        this.style = column.value() instanceof Column.Measure ? styles.column() : Look.TEXT.style();
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

    int widest() {
        return column.id().equals("status") || column.id().equals("notes") ? WIDEST_REMARK : WIDEST_TEXT;
    }

    void fix(Styles styles) {
        if (column.value() instanceof Column.Measure) {
            styles.format(style, format());
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
