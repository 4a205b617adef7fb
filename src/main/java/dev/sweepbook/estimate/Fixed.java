package dev.sweepbook.estimate;

import java.util.Locale;

/**
 * Numbers with a fixed count of decimals and thousands separators, as {@link String#format} writes them in the root
 * locale; words of a row are made for every scenario that does not fit, so that its cost counts.
 */
final class Fixed {
    private static final double EXACT = 1L << 52;
    /** So near the middle between two last digits, the digits of the number decide and not its product. */
    private static final double NEAR_MIDDLE = 1e-3;

    private Fixed() {}

    /** A whole number with thousands separators. */
    static String whole(double value) {
        return of(value, 1, "%,.0f");
    }

    /** Two decimals, with thousands separators. */
    static String twoDecimals(double value) {
        return of(value, 100, "%,.2f");
    }

    private static String of(double value, int scale, String format) {
        double scaled = Math.abs(value) * scale;
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        if (!(scaled < EXACT) || Math.abs(rest - 0.5) < NEAR_MIDDLE) {
            return String.format(Locale.ROOT, format, value);
        }
        long digits = (long) whole + (rest > 0.5 ? 1 : 0);
        StringBuilder text = new StringBuilder(24);
        if (scale > 1) {
            text.append((char) ('0' + digits % 10)).append((char) ('0' + digits / 10 % 10));
            text.append('.');
        }
        long left = digits / scale;
        int group = 0;
        do {
            if (group == 3) {
                text.append(',');
                group = 0;
            }
            text.append((char) ('0' + left % 10));
            left /= 10;
            group++;
        } while (left > 0);
        if (value < 0 || 1 / value < 0) {
            text.append('-');
        }
        return text.reverse().toString();
    }
}
