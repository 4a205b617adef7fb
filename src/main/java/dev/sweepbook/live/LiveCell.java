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
    LiveCell(String formula, Object value, String shape) {
        this(
                formula,
                value,
                shape,
                !shape.isEmpty()
                        && shape.indexOf('!') < 0
                        && !shape.equals(formula)
                        && !OTHER_ROW.matcher(shape).find());
    }

    LiveCell(@Nullable String formula, Object value) {
        this(formula, value, "", false);
    }

    static LiveCell of(double value) {
        return new LiveCell(null, value);
    }

    static LiveCell of(String value) {
        return new LiveCell(null, value);
    }

    private static final java.util.regex.Pattern OTHER_ROW =
            java.util.regex.Pattern.compile("(?<![A-Za-z_.0-9])[A-Z]{1,3}\\$?[0-9]");
}
