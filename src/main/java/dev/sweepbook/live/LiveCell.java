package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/**
 * A cell of a hidden sheet.
 *
 * @param formula without the equals sign, or null where the cell holds a value
 * @param value a {@link Double}, NaN where undefined, or a {@link String}, empty where blank; on the sheet of steps,
 *     whose formulas are worked out when the workbook is opened, not written
 * @param shape the formula with its own row left out, the same in every row that works the same out; empty where the
 *     formula is written whole
 * @param shared whether all rows can share the formula: it reads its own row and names alone
 */
public record LiveCell(@Nullable String formula, Object value, String shape, boolean shared) {
    LiveCell(@Nullable String formula, Object value) {
        this(formula, value, "", false);
    }

    static LiveCell of(double value) {
        return new LiveCell(null, value);
    }

    static LiveCell of(String value) {
        return new LiveCell(null, value);
    }

    /**
     * The cell of a step.
     *
     * @param text its formula with {@link RowText#ROW} in place of the number of its own row
     * @param row that number
     */
    static LiveCell of(String text, int row) {
        RowText alike = RowText.of(text);
        return new LiveCell(RowText.in(text, row), "", text, alike != null && alike.isShared());
    }

    /** Whether every row that works the same out can have this very cell. */
    boolean isAlike() {
        return shared || (formula != null && formula.equals(shape) && !RowText.readsAnotherRow(shape));
    }
}
