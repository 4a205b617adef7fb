package dev.sweepbook.job;

import dev.sweepbook.load.ColumnCondition;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.Expression;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the condition of {@code --fail-on}, which may name any column. */
public final class FailOn {
    private FailOn() {}

    /**
     * Reads a condition.
     *
     * @param text as somebody wrote it
     * @return the condition
     * @throws IllegalArgumentException where it is none, with what is wrong
     */
    public static Expression read(String text) {
        Map<String, ColumnCondition.Kind> columns = new LinkedHashMap<>();
        Columns.always().forEach(column -> columns.put(column.id(), kind(column)));
        return ColumnCondition.read(text, columns);
    }

    private static ColumnCondition.Kind kind(Column column) {
        if (column.value() instanceof Column.Measure) {
            return ColumnCondition.Kind.NUMBER;
        }
        return column.value() instanceof Column.Flag ? ColumnCondition.Kind.FLAG : ColumnCondition.Kind.TEXT;
    }
}
