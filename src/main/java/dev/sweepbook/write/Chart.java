package dev.sweepbook.write;

import dev.sweepbook.report.Graph;
import java.util.List;

/**
 * A chart as a sheet holds it: every series refers to the cells of its values and carries them besides, for readers that
 * do not look the cells up.
 *
 * @param title above it
 * @param says what a reader hears who cannot see it
 * @param shape how points become marks
 * @param across the axis to the right
 * @param up the axis upwards
 * @param series in drawing order
 */
record Chart(String title, String says, Graph.Shape shape, Graph.Scale across, Graph.Scale up, List<Series> series) {
    Chart {
        series = List.copyOf(series);
    }

    /** Cells with what they hold, {@link String} or {@link Double}. */
    record Cells(String range, List<Object> values) {
        Cells {
            values = List.copyOf(values);
        }
    }

    /**
     * Points of one colour.
     *
     * @param name in the legend
     * @param nameCell where the name stands, empty where it stands nowhere
     * @param colour hexadecimal
     * @param mark how it is drawn
     * @param across categories, or places to the right
     * @param up heights
     */
    record Series(String name, String nameCell, String colour, Graph.Mark mark, Cells across, Cells up) {}
}
