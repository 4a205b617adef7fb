package dev.sweepbook.write;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The formulas that the cells below them share, on one sheet: each is written once. */
final class SharedFormulas {
    private final Map<Key, Integer> known = new HashMap<>();
    private final int lastRow;

    /** Formulas that cells down to a row may share. */
    SharedFormulas(int lastRow) {
        this.lastRow = lastRow;
    }

    private record Key(int column, String pattern) {}

    /**
     * The formula of the next cell of a column.
     *
     * @param pattern what all that share it have in common
     * @param text its text in this cell
     */
    SheetFormula of(int column, String pattern, Supplier<String> text) {
        int next = known.size();
        Integer number = known.putIfAbsent(new Key(column, pattern), next);
        return number == null ? new SheetFormula(text.get(), next, lastRow) : new SheetFormula("", number, lastRow);
    }
}
