package dev.sweepbook.write;

import dev.sweepbook.live.ShownCells;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row as they are shown, read once for all sheets. */
final class RowValues implements ShownCells {
    private final List<Column> columns;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final @Nullable Boolean[] flags;
    private final boolean[] asked;
    private final double[] given;
    private boolean inherits;

    RowValues(List<Column> columns) {
        this.columns = columns;
        numbers = new double[columns.size()];
        texts = new String[columns.size()];
        flags = new Boolean[columns.size()];
        asked = new boolean[columns.size()];
        given = new double[columns.size()];
        Arrays.fill(given, Double.NaN);
        Arrays.fill(numbers, Double.NaN);
        for (int i = 0; i < asked.length; i++) {
            asked[i] = Columns.isAsked(columns.get(i));
        }
    }

    void read(Row row, ColumnShape[] shapes) {
        inherits = Double.isNaN(row.scenario().economics().pricePerDeviceHour());
        for (int i = 0; i < numbers.length; i++) {
            Column column = columns.get(i);
            if (column.value() instanceof Column.Measure measure) {
                double value = measure.of().applyAsDouble(row);
                if (!asked[i]) {
                    numbers[i] = column.unit().shown(value);
                } else if (value != given[i]) { // it takes long and seldom changes
                    given[i] = value;
                    numbers[i] = column.unit().given(value);
                }
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

    /** Whether the scenario itself does not say what the column shows, but its device does. */
    @Override
    public boolean isInherited(int column) {
        return inherits && Columns.isDevicePrice(columns.get(column));
    }

    @Override
    public double number(int column) {
        return numbers[column];
    }

    @Override
    public @Nullable String text(int column) {
        return texts[column];
    }

    @Override
    public @Nullable Boolean flag(int column) {
        return flags[column];
    }
}
