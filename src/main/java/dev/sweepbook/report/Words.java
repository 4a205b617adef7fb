package dev.sweepbook.report;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import java.math.BigDecimal;
import java.math.MathContext;
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
