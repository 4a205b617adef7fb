package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row as they are shown, read once for all sheets. */
final class RowValues {
    private final List<Column> columns;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final @Nullable Boolean[] flags;

    RowValues(List<Column> columns) {
        this.columns = columns;
        numbers = new double[columns.size()];
        texts = new String[columns.size()];
        flags = new Boolean[columns.size()];
    }

    void read(Row row, ColumnShape[] shapes) {
        for (int i = 0; i < numbers.length; i++) {
            Column column = columns.get(i);
            if (column.value() instanceof Column.Measure measure) {
                numbers[i] = column.unit().shown(measure.of().applyAsDouble(row));
                shapes[i].accept(numbers[i]);
            } else if (column.value() instanceof Column.Text text) {
                String value = text.of().apply(row);
                texts[i] = value;
                shapes[i].accept(value);
            } else if (column.value() instanceof Column.Flag flag) {
                flags[i] = flag.of().apply(row);
            }
        }
    }

    double number(int column) {
        return numbers[column];
    }

    @Nullable
    String text(int column) {
        return texts[column];
    }

    @Nullable
    Boolean flag(int column) {
        return flags[column];
    }
}
