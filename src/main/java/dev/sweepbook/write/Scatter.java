package dev.sweepbook.write;

import java.util.List;

/**
 * A chart of points on two logarithmic axes, with the diagonal that both axes agree on.
 *
 * @param title of the chart
 * @param horizontal title of the axis to the right
 * @param vertical title of the axis upwards
 * @param series points of one colour each
 */
public record Scatter(String title, String horizontal, String vertical, List<Series> series) {
    /** Copies the list. */
    public Scatter {
        series = List.copyOf(series);
    }

    /** The lowest value on either axis. */
    double lowest() {
        return series.stream()
                .mapToDouble(each -> Math.min(least(each.horizontal()), least(each.vertical())))
                .min()
                .orElse(1);
    }

    /** The highest value on either axis. */
    double highest() {
        return series.stream()
                .mapToDouble(each -> Math.max(most(each.horizontal()), most(each.vertical())))
                .max()
                .orElse(1);
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /**
     * Points of one colour.
     *
     * @param name in the legend
     * @param firstRow first row of its cells in the sheet of data, from 1, the header being 1
     * @param horizontal values to the right
     * @param vertical values upwards, one for each
     */
    public record Series(String name, int firstRow, List<Double> horizontal, List<Double> vertical) {
        /** Copies the lists. */
        public Series {
            horizontal = List.copyOf(horizontal);
            vertical = List.copyOf(vertical);
        }

        int lastRow() {
            return firstRow + horizontal.size() - 1;
        }
    }
}
