package dev.sweepbook.job.page;

import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.job.ledger.Trend;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Headline figures as a person reads them. */
final class FigureText {
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double WHOLE_FROM = 1000;
    private static final double SAME = 5e-4;

    private FigureText() {}

    static String of(Measure measure, double value) {
        return switch (measure) {
            case DECODE_STEP -> number(value * 1e3) + " ms";
            case THROUGHPUT -> number(value) + " tokens/s";
            case COST -> number(value) + " USD";
        };
    }

    private static String number(double value) {
        if (Math.abs(value) >= WHOLE_FROM) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The change against the version before, or empty where there is none worth telling. */
    static String change(Trend trend) {
        List<Double> values = trend.values();
        if (values.size() < 2) {
            return "";
        }
        double before = values.get(values.size() - 2);
        double change = values.get(values.size() - 1) / before - 1;
        if (!Double.isFinite(change) || Math.abs(change) < SAME) {
            return "";
        }
        boolean better = change > 0 == trend.measure().moreIsBetter();
        return String.format(Locale.ROOT, "%+.1f %% (%s)", change * 100, better ? "better" : "worse")
                .replace('-', '\u2212');
    }
}
