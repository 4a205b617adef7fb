package dev.sweepbook.report;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Figures inside sentences. */
final class Words {
    private static final double LARGEST_EXACT = 1e15;

    private Words() {}

    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < LARGEST_EXACT) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        int decimals = size >= 1000 ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%,." + Math.min(decimals, 12) + "f", value);
    }

    /** All digits that mean something: a value as it was given, not as it was estimated. */
    static String exact(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, digits.scale()) + "f", digits);
    }

    /** The first of some names, and how many more there are. */
    static String listed(List<String> names, int most) {
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + count(names.size() - most) + " more";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(long value, String one) {
        return count(value) + " " + (value == 1 ? one : one + "s");
    }

    static String duration(double seconds) {
        if (seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " µs";
    }

    static String share(long part, long whole) {
        double percent = 100.0 * part / whole;
        return percent > 0 && percent < 1 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** By how much one figure is above another: {@code 12 %}, or {@code 2.4 times} where that reads better. */
    static String more(double figure, double than) {
        double ratio = figure / than;
        if (ratio >= 2) {
            return number(ratio) + " times as much";
        }
        double percent = 100 * (ratio - 1);
        return percent < 0.05
                ? "as much"
                : String.format(Locale.ROOT, percent < 10 ? "%.1f %% more" : "%.0f %% more", percent);
    }

    /** A value of an axis with the unit people read it in. */
    static String value(AxisKey key, Object value) {
        if (!(value instanceof Number number)) {
            return AxisText.name(value);
        }
        Unit unit = key.type() instanceof AxisType.Real real ? Unit.of(real.dimension()) : Unit.COUNT;
        String figure = exact(unit.shown(number.doubleValue()));
        return unit.symbol().isEmpty() ? figure : figure + " " + unit.symbol();
    }
}
