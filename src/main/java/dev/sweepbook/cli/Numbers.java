package dev.sweepbook.cli;

import java.util.Locale;

/** Numbers with units as a person reads them. */
final class Numbers {
    private Numbers() {}

    static String readable(double value, String unit) {
        if (Double.isNaN(value)) {
            return "none";
        }
        if (unit.equals("s")) {
            return seconds(value);
        }
        if (unit.startsWith("B") || unit.startsWith("FLOP")) {
            return scaled(value, unit);
        }
        return plain(value) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String seconds(double value) {
        if (value == 0) {
            return "0 s";
        }
        if (value < 1e-3) {
            return significant(value * 1e6) + " µs";
        }
        return value < 1 ? significant(value * 1e3) + " ms" : significant(value) + " s";
    }

    private static String scaled(double value, String unit) {
        String[] prefixes = {"", "k", "M", "G", "T", "P", "E"};
        double rest = value;
        int power = 0;
        while (Math.abs(rest) >= 1000 && power < prefixes.length - 1) {
            rest /= 1000;
            power++;
        }
        String exact = power > 0 && unit.equals("B") && value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, " (%,.0f B)", value)
                : "";
        return significant(rest) + " " + (power == 1 && unit.startsWith("FLOP") ? "k" : prefixes[power]) + unit + exact;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", value)
                : significant(value);
    }

    private static String significant(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.1f", value);
        }
        int decimals = size >= 100 ? 2 : size >= 10 ? 3 : size >= 1 ? 4 : 6;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
