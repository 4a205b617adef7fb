package dev.sweepbook.live;

import dev.sweepbook.report.Column;

/** How what a formula gives stands to what was estimated. */
final class Agreement {
    private static final double TOLERANCE = 1e-11;

    private Agreement() {}

    /** Whether a value in base units is what the column shows. */
    static boolean of(Object value, Column shown, int column, ShownCells cells) {
        if (shown.value() instanceof Column.Measure) {
            double base = CellValues.number(value) / shown.unit().perShown();
            double expected = cells.number(column);
            return isNear(base, Double.isInfinite(expected) ? Double.NaN : expected);
        } else if (shown.value() instanceof Column.Flag) {
            Boolean flag = cells.flag(column);
            double truth = CellValues.number(value);
            return flag == null ? Double.isNaN(truth) : truth == (flag ? 1 : 0);
        }
        String text = cells.text(column);
        String worded = value instanceof String word ? word : "";
        return worded.equals(text == null ? "" : text);
    }

    private static boolean isNear(double a, double b) {
        return (Double.isNaN(a) && Double.isNaN(b))
                || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
