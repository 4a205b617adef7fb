package dev.sweepbook.load;

import dev.sweepbook.sweep.AxisKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The values of a range on a numeric axis, in exact decimals until the last step and kept as bare numbers. */
final class RangeValues {
    private static final MathContext QUOTIENT = new MathContext(60);
    private static final MathContext LOGARITHMIC = new MathContext(15);

    private final AxisKey key;
    private final boolean whole;
    private final long limit;

    RangeValues(AxisKey key, long limit) {
        this.key = key;
        this.whole = AxisValues.isCount(key);
        this.limit = Math.min(limit, Integer.MAX_VALUE - 8);
    }

    Reading<List<Object>> byStep(BigDecimal from, BigDecimal to, BigDecimal step) {
        BigInteger count =
                to.subtract(from).divideToIntegralValue(step).toBigInteger().add(BigInteger.ONE);
        if (count.compareTo(BigInteger.valueOf(limit)) > 0) {
            return tooMany(Shown.count(count));
        }
        double[] values = new double[count.intValueExact()];
        for (int i = 0; i < values.length; i++) {
            BigDecimal value = from.add(step.multiply(BigDecimal.valueOf(i)));
            if (isBroken(value)) {
                return broken(value, i);
            }
            values[i] = value.doubleValue();
        }
        return distinct(values);
    }

    Reading<List<Object>> byTimes(BigDecimal from, BigDecimal to, BigDecimal times) {
        double estimate = Math.log1p(to.subtract(from).divide(from, QUOTIENT).doubleValue())
                / Math.log1p(times.subtract(BigDecimal.ONE).doubleValue());
        if (!(estimate + 1 <= limit)) {
            return tooMany("about " + (Double.isFinite(estimate) ? Shown.count((long) estimate) : "endlessly many"));
        }
        // Powers that end exactly on `to` never need more digits than this, so rounding moves none of them past it.
        int digits = Math.max(0, to.precision() - to.scale()) + Math.max(0, Math.max(from.scale(), to.scale()));
        MathContext enough = new MathContext(Math.max(40, digits + 10));
        double[] values = new double[Math.max(16, (int) estimate + 2)];
        int count = 0;
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.multiply(times, enough)) {
            if (isBroken(value)) {
                return broken(value, count);
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, count + 16);
            }
            values[count++] = value.doubleValue();
        }
        return distinct(Arrays.copyOf(values, count));
    }

    Reading<List<Object>> byCount(BigDecimal from, BigDecimal to, BigDecimal count, boolean logarithmic) {
        if (count.compareTo(BigDecimal.valueOf(limit)) > 0) {
            return tooMany(Shown.count(count.toBigInteger()));
        }
        int last = count.intValueExact() - 1;
        double decades = Math.log10(to.doubleValue()) - Math.log10(from.doubleValue());
        double[] values = new double[last + 1];
        int kept = 0;
        for (int i = 0; i <= last; i++) {
            BigDecimal value = from;
            if (i == last) {
                value = to;
            } else if (i > 0 && logarithmic) {
                BigDecimal factor = new BigDecimal(Math.pow(10, decades * i / last));
                value = from.multiply(factor).round(LOGARITHMIC);
            } else if (i > 0) {
                value = between(from, to, i, last);
            }
            double rounded = whole ? value.setScale(0, RoundingMode.HALF_UP).doubleValue() : value.doubleValue();
            if (!whole || kept == 0 || values[kept - 1] != rounded) {
                values[kept++] = rounded;
            }
        }
        return distinct(Arrays.copyOf(values, kept));
    }

    private static BigDecimal between(BigDecimal from, BigDecimal to, int i, int last) {
        return from.multiply(BigDecimal.valueOf(last - i))
                .add(to.multiply(BigDecimal.valueOf(i)))
                .divide(BigDecimal.valueOf(last), QUOTIENT);
    }

    private boolean isBroken(BigDecimal value) {
        return whole && value.stripTrailingZeros().scale() > 0;
    }

    private static Reading<List<Object>> broken(BigDecimal value, int index) {
        return Reading.bad("must give whole numbers, gives "
                + Shown.plain(value.stripTrailingZeros().toPlainString()) + " as value " + (index + 1));
    }

    private Reading<List<Object>> tooMany(String count) {
        return Reading.bad("would have " + count + " values, above the limit of " + Shown.count(limit)
                + "; widen the step, or raise --limit");
    }

    private Reading<List<Object>> distinct(double[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] == values[i - 1]) {
                return Reading.bad("steps are too small: values " + i + " and " + (i + 1) + " are both " + values[i]);
            }
        }
        return Reading.good(new Numeric(values, key.type() instanceof dev.sweepbook.sweep.AxisType.Count));
    }

    /** Numbers that become objects only when one is looked at. */
    private static final class Numeric extends AbstractList<Object> implements RandomAccess {
        private final double[] values;
        private final boolean counts;

        Numeric(double[] values, boolean counts) {
            this.values = values;
            this.counts = counts;
        }

        @Override
        public Object get(int index) {
            return counts ? (Object) (long) values[index] : (Object) values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
