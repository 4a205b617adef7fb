package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Expression;
import dev.sweepbook.sweep.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the scenarios of a file that meet {@code --fail-on}. */
final class GateCount {
    private final @Nullable Expression expression;
    private final Map<String, Column> columns = new HashMap<>();
    private long met;
    private long first;

    GateCount(@Nullable Expression expression, List<Column> columns) {
        this.expression = expression;
        columns.forEach(column -> this.columns.put(column.id(), column));
    }

    void accept(Row row) {
        if (expression != null && expression.holds(name -> value(name, row))) {
            first = met == 0 ? row.number() : first;
            met++;
        }
    }

    /** Adds the count of rows that follow, and the first of them. */
    void add(long laterMet, long laterFirst) {
        first = met == 0 ? laterFirst : first;
        met += laterMet;
    }

    long met() {
        return met;
    }

    long first() {
        return first;
    }

    /** A field of a device or model that the file does not set has no value here. */
    private @Nullable Object value(String name, Row row) {
        Column column = columns.get(name);
        if (column == null) {
            return null;
        } else if (column.value() instanceof Column.Measure measure) {
            return measure.of().applyAsDouble(row);
        } else if (column.value() instanceof Column.Text text) {
            return text.of().apply(row);
        }
        Boolean flag = ((Column.Flag) column.value()).of().apply(row);
        return flag == null ? null : flag.toString();
    }

    FileRow.Gate result() {
        return expression == null ? FileRow.Gate.NONE : new FileRow.Gate(expression.text(), met, first);
    }
}
