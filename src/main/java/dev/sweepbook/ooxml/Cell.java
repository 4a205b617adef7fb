package dev.sweepbook.ooxml;

import org.jspecify.annotations.Nullable;

/**
 * A cell that holds something.
 *
 * @param place where
 * @param kind what its value is
 * @param value the value: digits, text, {@code 1} or {@code 0} of a truth, the error; of a formula the one stored last
 * @param formula without the equals sign, empty for one that is shared from another cell; null where there is none
 * @param style place of its style in the workbook
 */
public record Cell(
        CellPlace place, Kind kind, String value, @Nullable String formula, int style) {
    /** What a value is. */
    public enum Kind {
        /** Nothing, or a formula nobody has worked out. */
        EMPTY,
        /** A number; dates are numbers too. */
        NUMBER,
        /** Text. */
        TEXT,
        /** True or false. */
        TRUTH,
        /** What became of a formula that went wrong. */
        ERROR
    }
}
