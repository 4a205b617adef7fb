package dev.sweepbook.load;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file by columns, a null for an empty cell; finds rows that ask for the same scenario. */
final class CsvRows extends AbstractList<List<?>> implements RandomAccess {
    private final List<AxisKey> keys;
    private final int hardware;
    private final @Nullable Object[][] columns;
    private int[] lines = new int[16];
    private int[] table = new int[64];
    private int size;

    CsvRows(List<AxisKey> keys) {
        this.keys = List.copyOf(keys);
        this.hardware = keys.indexOf(Axis.HARDWARE);
        this.columns = new Object[keys.size()][lines.length];
    }

    /** Adds a row and gives the line of an equal one, or 0 where there is none and it was added. */
    int add(@Nullable Object[] values, int line) {
        if (size == lines.length) {
            grow();
        }
        for (int key = 0; key < values.length; key++) {
            columns[key][size] = values[key];
        }
        lines[size] = line;
        int slot = slot(size);
        if (table[slot] != 0) {
            return lines[table[slot] - 1];
        }
        table[slot] = ++size;
        return 0;
    }

    private void grow() {
        lines = Arrays.copyOf(lines, Math.multiplyExact(lines.length, 2));
        for (int key = 0; key < columns.length; key++) {
            columns[key] = Arrays.copyOf(columns[key], lines.length);
        }
        table = new int[lines.length * 4];
        for (int row = 0; row < size; row++) {
            table[slot(row)] = row + 1;
        }
    }

    /** Where a row, or one equal to it, stands in the open-addressed table of row numbers. */
    private int slot(int row) {
        int hash = 1;
        for (int key = 0; key < columns.length; key++) {
            // Small whole numbers hash to themselves; times 31 they would crowd in a few slots.
            hash = Integer.rotateLeft((hash ^ Objects.hashCode(effective(row, key))) * 0x9E3779B1, 15);
        }
        int slot = (hash ^ (hash >>> 16)) & (table.length - 1);
        while (table[slot] != 0 && !equal(table[slot] - 1, row)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private boolean equal(int a, int b) {
        for (int key = 0; key < columns.length; key++) {
            if (!Objects.equals(effective(a, key), effective(b, key))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object effective(int row, int key) {
        Object value = columns[key][row];
        return value == null
                ? EffectiveValues.defaultOf(keys.get(key), hardware < 0 ? null : columns[hardware][row])
                : value;
    }

    /** Gives up the memory needed only while rows are added. */
    CsvRows finished() {
        table = new int[0];
        lines = new int[0];
        for (int key = 0; key < columns.length; key++) {
            columns[key] = Arrays.copyOf(columns[key], size);
        }
        return this;
    }

    @Override
    public List<?> get(int row) {
        Objects.checkIndex(row, size);
        List<@Nullable Object> values = new ArrayList<>(columns.length);
        for (@Nullable Object[] column : columns) {
            values.add(column[row]);
        }
        return values;
    }

    @Override
    public int size() {
        return size;
    }
}
