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
