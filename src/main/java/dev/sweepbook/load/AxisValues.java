package dev.sweepbook.load;

import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.HardwareFieldAxis;
import java.math.BigDecimal;

/** Reads the text of one value by what its axis takes. */
final class AxisValues {
    private final References references;

    AxisValues(References references) {
        this.references = references;
    }

    Reading<Object> read(AxisKey key, String text) {
        AxisType type = key.type();
        if (type instanceof AxisType.Choice choice) {
            return choice(choice, text);
        } else if (type instanceof AxisType.ModelReference) {
            return references.model(text).then(Reading::good);
        } else if (type instanceof AxisType.HardwareReference) {
            return references.hardware(text).then(Reading::good);
        } else if (type instanceof AxisType.CalibrationReference) {
            return references.calibration(text).then(Reading::good);
        }
        return number(key, text).then(number -> inRange(key, number, text));
    }

    /** The exact number a text is on a numeric axis, its range not yet looked at. */
    static Reading<BigDecimal> number(AxisKey key, String text) {
        Dimension dimension = key.type() instanceof AxisType.Real real ? real.dimension() : Dimension.NONE;
        if (isCount(key) && isShortened(text)) {
            return Reading.bad("must be a whole number written out, was " + Shown.quoted(text)
                    + "; a spreadsheet may have rounded it or separated its thousands");
        }
        return Quantity.read(text, dimension);
    }

    static boolean isNumeric(AxisKey key) {
        return key.type() instanceof AxisType.Count || key.type() instanceof AxisType.Real;
    }

    static boolean isReference(AxisKey key) {
        return key.type() instanceof AxisType.ModelReference || key.type() instanceof AxisType.HardwareReference;
    }

    static boolean isCount(AxisKey key) {
        return key.type() instanceof AxisType.Count
                || (key instanceof HardwareFieldAxis axis && axis.field().isCount());
    }

    /** {@code 1.31E+05} and {@code 1.000}: what spreadsheets make of 131072 and of one thousand. */
    private static boolean isShortened(String text) {
        int point = text.indexOf('.');
        int exponent = text.indexOf("E+");
        boolean thousand = point >= 1 && point <= 3 && text.length() == point + 4;
        return Numbers.end(text) == text.length()
                && point > 0
                && (exponent > point || (thousand && isDigits(text, point + 1)));
    }

    private static boolean isDigits(String text, int from) {
        return text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The value of a number on an axis, or the rule it breaks. */
    static Reading<Object> inRange(AxisKey key, BigDecimal number, String text) {
        if (isCount(key) && number.stripTrailingZeros().scale() > 0) {
            return Reading.bad("must be a whole number, was " + Shown.plain(text));
        }
        if (key.type() instanceof AxisType.Count count) {
            if (number.compareTo(BigDecimal.valueOf(count.least())) < 0) {
                return Reading.bad("must be at least " + count.least() + ", was " + Shown.plain(text));
            } else if (number.compareTo(BigDecimal.valueOf(count.most())) > 0) {
                return Reading.bad("must be at most " + Shown.count(count.most()) + ", was " + Shown.plain(text));
            }
            return Reading.good(number.longValueExact());
        }
        return real((AxisType.Real) key.type(), number, text);
    }

    static Reading<Object> real(AxisType.Real real, BigDecimal number, String text) {
        int above = number.compareTo(BigDecimal.valueOf(real.least()));
        double value = number.doubleValue();
        if (above < 0 || (above == 0 && !real.leastAllowed())) {
            return Reading.bad("must be " + (real.leastAllowed() ? "at least " : "above ") + plain(real.least())
                    + ", was " + Shown.plain(text));
        } else if (Double.isFinite(real.most()) && number.compareTo(BigDecimal.valueOf(real.most())) > 0) {
            boolean percent = real.most() == 1 && value <= 100;
            return Reading.bad("must be at most " + plain(real.most()) + ", was " + Shown.plain(text)
                    + (percent ? "; for percent write the fraction " + Numbers.fraction(number) : ""));
        }
        return Reading.good(value);
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    private static Reading<Object> choice(AxisType.Choice choice, String text) {
        if (NotYet.VALUES.contains(text) && choice.names().contains(text)) {
            return Reading.bad(Shown.quoted(text) + " is not available yet; use one of " + offered(choice));
        } else if (choice.names().contains(text)) {
            return Reading.good(choice.value().apply(text));
        }
        return Reading.bad("must be one of " + offered(choice) + ", was " + Shown.quoted(text)
                + Nearest.hint(text, choice.names()));
    }

    private static String offered(AxisType.Choice choice) {
        return String.join(
                ", ",
                choice.names().stream()
                        .filter(name -> !NotYet.VALUES.contains(name))
                        .toList());
    }
}
