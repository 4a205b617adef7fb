package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet that is one table.
 *
 * @param sheet where it stands
 * @param heads of its columns
 * @param lines the cells: {@link String}, {@link Double} in the shown unit, or null where empty
 */
public record Table(Sheet sheet, List<Head> heads, List<List<@Nullable Object>> lines) {
    /** Copies the lists. */
    public Table {
        heads = List.copyOf(heads);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        lines.forEach(line -> copies.add(Collections.unmodifiableList(new ArrayList<>(line))));
        lines = List.copyOf(copies);
    }

    /**
     * The head of a column.
     *
     * @param title without unit
     * @param unit how its numbers are shown
     * @param widest most characters before its text wraps
     * @param note what the column holds
     * @param isField whether its cells may be edited and are read back
     */
    public record Head(String title, Unit unit, int widest, String note, boolean isField) {
        /**
         * The head of a column that is not read back.
         *
         * @param title without unit
         * @param unit how its numbers are shown
         * @param widest most characters before its text wraps
         * @param note what the column holds
         */
        public Head(String title, Unit unit, int widest, String note) {
            this(title, unit, widest, note, false);
        }

        /**
         * The header a person reads.
         *
         * @return the title, with the unit in brackets where there is one
         */
        public String text() {
            return unit.symbol().isEmpty() ? title : title + " (" + unit.symbol() + ")";
        }
    }

    /** Without the columns that are empty in every line. */
    Table withoutEmptyColumns() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            int column = i;
            if (lines.stream().anyMatch(line -> line.get(column) != null)) {
                kept.add(i);
            }
        }
        List<List<@Nullable Object>> left = new ArrayList<>();
        for (List<@Nullable Object> line : lines) {
            List<@Nullable Object> cells = new ArrayList<>();
            kept.forEach(i -> cells.add(line.get(i)));
            left.add(cells);
        }
        return new Table(sheet, kept.stream().map(heads::get).toList(), left);
    }
}
