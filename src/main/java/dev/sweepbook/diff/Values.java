package dev.sweepbook.diff;

import dev.sweepbook.load.Recorded;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Unit;
import dev.sweepbook.sweep.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of one scenario, in the units they are shown in. A flag is the text {@code true} or {@code false}. */
final class Values {
    /** Numbers this near are the same: as much as the order of an addition may move them. */
    static final double NOISE = 1e-12;

    private final double[] numbers;
    private final @Nullable String[] texts;

    private Values(int columns) {
        numbers = new double[columns];
        texts = new String[columns];
    }

    /** What this version works out. */
    static Values of(Row row, List<Column> columns) {
        Values values = new Values(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            values.numbers[i] = Double.NaN;
            if (column.value() instanceof Column.Measure measure) {
                values.numbers[i] = column.unit().shown(measure.of().applyAsDouble(row));
            } else if (column.value() instanceof Column.Text text) {
                values.texts[i] = text.of().apply(row);
            } else if (column.value() instanceof Column.Flag flag) {
                Boolean state = flag.of().apply(row);
                values.texts[i] = state == null ? null : state.toString();
            }
        }
        return values;
    }

    /** What stands in a report; where nobody worked a formula out, what this version does. */
    static Values of(@Nullable Recorded recorded, long scenario, List<Column> columns, Values computed) {
        if (recorded == null || !recorded.holds(scenario)) {
            return computed;
        }
        Values values = new Values(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (recorded.isNotWorkedOut(column.id(), scenario)) {
                values.numbers[i] = computed.numbers[i];
                values.texts[i] = computed.texts[i];
            } else {
                double number = recorded.number(column.id(), scenario);
                String symbol = recorded.unit(column.id());
                values.numbers[i] = symbol.equals(column.unit().symbol())
                        ? number
                        : column.unit().shown(number * unit(symbol).perShown());
                values.texts[i] = recorded.text(column.id(), scenario);
            }
        }
        return values;
    }

    /** The unit of a symbol; of none where no unit has it. */
    static Unit unit(String symbol) {
        for (Unit unit : Unit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        return Unit.NONE;
    }

    double number(int column) {
        return numbers[column];
    }

    @Nullable
    String text(int column) {
        return texts[column];
    }

    /** The value for a cell: a {@link Double}, a {@link String}, or null. */
    @Nullable
    Object shown(int column) {
        return Double.isNaN(numbers[column]) ? texts[column] : Double.valueOf(numbers[column]);
    }

    boolean isSame(Values other, int column) {
        return isSame(numbers[column], other.numbers[column]) && Objects.equals(texts[column], other.texts[column]);
    }

    static boolean isSame(double a, double b) {
        return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b));
    }
}
