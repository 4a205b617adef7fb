package dev.sweepbook;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;

/** One figure of a row, for comparing with what a person or another program worked out. */
record Cell(Column column, Row row) {
    /** The value as text; empty where there is none. */
    String text() {
        Object value = value();
        return value == null ? "" : value.toString();
    }

    /** The value as a number; NaN where there is none, or it is not one. */
    double number() {
        return column.value() instanceof Column.Measure measure ? measure.of().applyAsDouble(row) : Double.NaN;
    }

    boolean isNumber() {
        return column.value() instanceof Column.Measure;
    }

    private Object value() {
        if (column.value() instanceof Column.Text text) {
            return text.of().apply(row);
        } else if (column.value() instanceof Column.Flag flag) {
            return flag.of().apply(row);
        }
        double number = number();
        return Double.isNaN(number) ? "" : number;
    }
}
