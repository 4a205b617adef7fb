package dev.sweepbook.write;

/** What the numbers of a column look like: enough to choose one format and a width for all of them. */
final class NumberShape {
    private static final int SIGNIFICANT = 3;
    private static final int MOST_DECIMALS = 4;
    private static final int MOST_GIVEN = 3;
    private static final double FINE = 0.01;
    private static final int MOST_FINE = 12;

    private double smallest = Double.POSITIVE_INFINITY;
    private double largest;
    private boolean negative;
    private boolean whole = true;
    private boolean any;
    private boolean zero;
    private int given;

    void accept(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return;
        }
        any = true;
        double size = Math.abs(value);
        zero |= size == 0;
        if (size > 0) {
            smallest = Math.min(smallest, size);
        }
        largest = Math.max(largest, size);
        negative |= value < 0;
        whole &= value == Math.rint(value);
        if (given < (size < FINE ? MOST_FINE : MOST_GIVEN)) {
            given = Math.max(given, decimalsGiven(size));
        }
    }

    /** Takes what another saw. */
    void add(NumberShape other) {
        smallest = Math.min(smallest, other.smallest);
        largest = Math.max(largest, other.largest);
        negative |= other.negative;
        whole &= other.whole;
        any |= other.any;
        zero |= other.zero;
        given = Math.max(given, other.given);
    }

    private static int decimalsGiven(double size) {
        int decimals = 0;
        double scale = 1;
        int most = size < FINE ? MOST_FINE : MOST_GIVEN;
        while (decimals < most && Math.abs(size * scale - Math.rint(size * scale)) > 1e-9 * size * scale) {
            decimals++;
            scale *= 10;
        }
        return decimals;
    }

    /** The format of values as they were given, not as they were worked out: all decimals up to the third. */
    String givenFormat() {
        return fixed(given);
    }

    /** Whether the numbers are of sizes that no single format suits: each then has its own. */
    boolean isMixed() {
        return !whole && (given > MOST_GIVEN || largest / smallest > 1e5);
    }

    /** The shape of a number that stands alone. */
    static NumberShape of(double value) {
        NumberShape shape = new NumberShape();
        shape.accept(value);
        return shape;
    }

    boolean isEmpty() {
        return !any;
    }

    private int decimals(double size) {
        int significant = largest / smallest > 1000 ? SIGNIFICANT - 1 : SIGNIFICANT;
        return (int) Math.max(0, significant - 1 - Math.floor(Math.log10(size)));
    }

    /** An Excel number format with thousands separators, never an exponent, the same decimals down the column. */
    String format() {
        if (!any || whole || largest == 0) {
            return "#,##0";
        }
        int decimals = decimals(smallest);
        if (decimals <= MOST_DECIMALS || negative) {
            return fixed(Math.min(decimals, MOST_DECIMALS));
        }
        int fine = Math.min(decimals, 12);
        if (largest < 1) {
            return fixed(fine);
        }
        return zero
                ? "[=0]0;[<0.01]" + fixed(fine) + ";" + fixed(3)
                : "[<0.01]" + fixed(fine) + ";[<10]" + fixed(3) + ";" + fixed(1);
    }

    private static String fixed(int decimals) {
        return decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    }

    /** Characters of the widest number as shown. */
    int width() {
        int digits = largest < 1 ? 1 : (int) Math.floor(Math.log10(largest) + 1e-9) + 1;
        int separators = (digits - 1) / 3;
        int decimals = 0;
        if (!whole && largest > 0) {
            int needed = decimals(smallest);
            boolean mixed = needed > MOST_DECIMALS && !negative;
            int fine = Math.min(needed, mixed ? 12 : MOST_DECIMALS);
            if (mixed && largest >= 1) {
                return Math.max(digits + separators + (zero ? 4 : 2), fine + 2) + 1;
            }
            decimals = fine;
        }
        return digits + separators + (decimals == 0 ? 0 : decimals + 1) + (negative ? 1 : 0);
    }
}
