package dev.sweepbook.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a person reads them, with a prefix where the unit takes one. */
final class Figures {
    private static final MathContext SIX = new MathContext(6);
    private static final double LARGEST_WHOLE = 1e15;
    private static final String[] LARGE = {"", "k", "M", "G", "T", "P", "E"};
    private static final String[] SMALL = {"", "m", "µ", "n"};

    private Figures() {}

    static String shown(double value, String unit) {
        return switch (unit) {
            case "s" -> Math.abs(value) >= 1 ? digits(value) + " s" : prefixed(value, unit, SMALL, 1e-3);
            case "B", "B/s", "FLOP/s", "FLOP", "FLOPs", "W" -> prefixed(value, unit, LARGE, 1e3);
            default -> unit.isEmpty() ? digits(value) : digits(value) + " " + unit;
        };
    }

    private static String prefixed(double value, String unit, String[] prefixes, double step) {
        double scaled = value;
        int i = 0;
        while (i < prefixes.length - 1
                && scaled != 0
                && Double.isFinite(scaled)
                && (step > 1 ? Math.abs(scaled) >= step : Math.abs(scaled) < 1)) {
            scaled /= step;
            i++;
        }
        return digits(scaled) + " " + prefixes[i] + unit;
    }

    /** Whole numbers in full, others to six digits. */
    static String digits(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "none" : value > 0 ? "unlimited" : "−unlimited";
        } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(SIX).stripTrailingZeros();
        return Math.abs(value) >= LARGEST_WHOLE || Math.abs(value) < 1e-6
                ? rounded.toString()
                : rounded.toPlainString();
    }

    /** The words of a name written together. */
    static String words(String camelCase) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                words.append(' ').append(Character.toLowerCase(c));
            } else {
                words.append(c);
            }
        }
        return words.toString();
    }
}
