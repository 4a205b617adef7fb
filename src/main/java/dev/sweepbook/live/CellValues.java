package dev.sweepbook.live;

/** Values of cells: a {@link Double}, NaN where undefined, a {@link String}, empty where blank, or arrays of them. */
final class CellValues {
    private CellValues() {}

    static boolean isUndefined(Object value) {
        return value instanceof Double number && Double.isNaN(number);
    }

    static double number(Object value) {
        if (value instanceof Double number) {
            return number;
        } else if (value instanceof double[] array && array.length == 1) {
            return array[0];
        }
        return Double.NaN;
    }

    static String text(Object value) {
        if (value instanceof Double number) {
            double whole = Math.rint(number);
            return whole == number && Math.abs(whole) < 1e15 ? Long.toString((long) whole) : number.toString();
        }
        return value.toString();
    }
}
