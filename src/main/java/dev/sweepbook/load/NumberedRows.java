package dev.sweepbook.load;

import dev.sweepbook.sweep.NumberedSteps;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Rows that keep the scenario numbers they had. */
final class NumberedRows extends AbstractList<List<?>> implements NumberedSteps, RandomAccess {
    private final List<List<?>> rows;
    private final long[] numbers;

    NumberedRows(List<List<?>> rows, long[] numbers) {
        this.rows = rows;
        this.numbers = numbers;
    }

    @Override
    public List<?> get(int row) {
        return rows.get(row);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public long number(int step) {
        return numbers[step];
    }
}
