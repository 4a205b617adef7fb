package dev.sweepbook.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hidden sheet of numbers that formulas look up, a column of them a name such as {@code o_times}. */
final class LiveTable {
    private static final String WHOLE = "all_";

    private final String sheet;
    private final String prefix;
    private final List<String> columns;
    private final List<List<LiveCell>> rows = new ArrayList<>();
    private final @Nullable Object[] arrays;
    private int ofScenarios;

    LiveTable(String sheet, String prefix, List<String> columns) {
        this.sheet = sheet;
        this.prefix = prefix;
        this.columns = List.copyOf(columns);
        this.arrays = new Object[columns.size()];
    }

    String sheet() {
        return sheet;
    }

    List<String> columns() {
        return columns;
    }

    List<List<LiveCell>> rows() {
        return rows;
    }

    /** Adds a row; its place, from 1. */
    int add(List<LiveCell> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(sheet + " has " + columns.size() + " columns, the row " + row.size());
        }
        rows.add(List.copyOf(row));
        Arrays.fill(arrays, null);
        return rows.size();
    }

    /** The letters of a column. */
    String letters(String column) {
        return Cells.letters(columns.indexOf(column));
    }

    /** The place of the column that a name stands for, or -1 where it stands for none of these. */
    int column(String name) {
        return name.startsWith(prefix) ? columns.indexOf(name.substring(prefix.length())) : -1;
    }

    /** The values of a column. */
    Object array(int column) {
        Object values = arrays[column];
        if (values == null) {
            values = values(column);
            arrays[column] = values;
        }
        return values;
    }

    private Object values(int column) {
        boolean numbers = rows.stream().allMatch(row -> row.get(column).value() instanceof Double);
        if (numbers) {
            return rows.stream()
                    .mapToDouble(row -> (Double) row.get(column).value())
                    .toArray();
        }
        return rows.stream().map(row -> row.get(column).value().toString()).toArray(String[]::new);
    }

    /** The rows so far are all that the formulas of scenarios look up; what comes is for the form. */
    void endScenarios() {
        ofScenarios = rows.size();
    }

    /** What the form's formulas call a column: a name of its own where the form has rows of its own. */
    String wholeName(String name) {
        return isLonger() && name.startsWith(prefix) ? WHOLE + name : name;
    }

    private boolean isLonger() {
        return ofScenarios > 0 && ofScenarios < rows.size();
    }

    /** Names of its columns and what each refers to. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String column : columns) {
            String letters = letters(column);
            names.put(prefix + column, range(letters, letters, isLonger() ? ofScenarios : rows.size()));
            names.put(wholeName(prefix + column), range(letters, letters));
        }
        return names;
    }

    String range(String first, String last) {
        return range(first, last, rows.size());
    }

    private String range(String first, String last, int end) {
        return sheet + "!$" + first + "$2:$" + last + "$" + (Math.max(1, end) + 1);
    }
}
