package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Dimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number of a calibration: what it means, what it can be, and how a fit may move it. The entries are a data file;
 * everything that reads, checks, fits or shows calibrations follows it.
 *
 * @param name in data files
 * @param unit symbol of the base unit, empty for a share
 * @param scope whose it is in a fit
 * @param range what is physically possible
 * @param fit where a fit looks for it, and what it holds without data
 * @param meaning what it is, in words
 */
public record CalibrationParameter(String name, String unit, Scope scope, Range range, Fit fit, String meaning) {
    /** Whose a parameter is in a fit. */
    public enum Scope {
        /** Each engine class has its own. */
        ENGINE,
        /** Each engine class has its own, and another on each kind of memory where it was measured on several. */
        MEMORY,
        /** Each engine class that was measured has its own, whatever the others have. */
        OWN,
        /** One for all engine classes. */
        SHARED,
        /** No measurement of a request moves it. */
        FIXED
    }

    /**
     * What is physically possible.
     *
     * @param least the lower bound
     * @param leastAllowed whether the lower bound itself is possible
     * @param most the largest possible, infinite where there is none
     */
    public record Range(double least, boolean leastAllowed, double most) {
        boolean holds(double value) {
            return (leastAllowed ? value >= least : value > least) && value <= most;
        }
    }

    /**
     * Where a fit looks for a parameter.
     *
     * @param least lower bound, NaN where the parameter is fixed
     * @param most upper bound, NaN where the parameter is fixed
     * @param prior the value without data
     * @param spread how far from its prior the value is expected, as a share of the prior; NaN where fixed
     */
    public record Fit(double least, double most, double prior, double spread) {}

    /** Checks that the prior is possible and inside the bounds of the fit. */
    public CalibrationParameter {
        boolean fixed = scope == Scope.FIXED;
        if (!range.holds(fit.prior()) || !(fixed || (fit.least() < fit.prior() && fit.prior() < fit.most()))) {
            throw new IllegalArgumentException(name + " has a prior outside its bounds: " + fit.prior());
        }
    }

    /**
     * What it measures.
     *
     * @return the dimension its values are written in
     */
    public Dimension dimension() {
        return switch (unit) {
            case "s" -> Dimension.SECONDS;
            case "B" -> Dimension.BYTES;
            default -> Dimension.NONE;
        };
    }

    /**
     * Every parameter, in the order of the data file.
     *
     * @return the parameters by name
     */
    public static Map<String, CalibrationParameter> all() {
        return Shipped.BY_NAME;
    }

    /**
     * The names, in the order of the data file.
     *
     * @return the names
     */
    public static List<String> names() {
        return List.copyOf(Shipped.BY_NAME.keySet());
    }

    private static final class Shipped {
        static final Map<String, CalibrationParameter> BY_NAME = new LinkedHashMap<>();

        static {
            for (Table.Row row : Table.read("calibration-parameters.csv")) {
                BY_NAME.put(row.cell("parameter"), parameter(row));
            }
        }

        private static CalibrationParameter parameter(Table.Row row) {
            boolean open = !row.cell("above").isEmpty();
            Range range = new Range(
                    number(row, open ? "above" : "least", 0), !open, number(row, "most", Double.POSITIVE_INFINITY));
            Fit fit = new Fit(
                    number(row, "fit_least", Double.NaN),
                    number(row, "fit_most", Double.NaN),
                    number(row, "prior", Double.NaN),
                    number(row, "spread", Double.NaN));
            return new CalibrationParameter(
                    row.cell("parameter"),
                    row.cell("unit"),
                    Scope.valueOf(row.cell("scope").toUpperCase(java.util.Locale.ROOT)),
                    range,
                    fit,
                    row.cell("meaning"));
        }

        private static double number(Table.Row row, String column, double otherwise) {
            return row.cell(column).isEmpty() ? otherwise : Double.parseDouble(row.cell(column));
        }
    }
}
