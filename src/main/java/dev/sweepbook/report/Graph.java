package dev.sweepbook.report;

import java.util.List;

/**
 * A chart of a few dozen points: what it shows, not how it is drawn.
 *
 * @param title what it shows
 * @param says what it says, in a sentence or two
 * @param shape how points become marks
 * @param across the axis to the right; the axis of the categories where there are some
 * @param up the axis upwards; that of the lengths where there are bars
 * @param series from the bottom of a stack, or the first drawn
 */
public record Graph(String title, String says, Shape shape, Scale across, Scale up, List<Series> series) {
    /** Copies the list. */
    public Graph {
        series = List.copyOf(series);
    }

    /** How points become marks. */
    public enum Shape {
        /** Lines and points over numbers. */
        NUMBERS,
        /** Stacked columns over categories; a dashed series is a line over them. */
        COLUMNS,
        /** Stacked bars beside categories, the first on top. */
        BARS
    }

    /**
     * An axis.
     *
     * @param title with its unit
     * @param base of its logarithm, 0 where it is linear
     * @param least where a logarithmic axis begins, NaN where the reader chooses
     */
    public record Scale(String title, int base, double least) {
        /** A linear axis. */
        static Scale linear(String title) {
            return new Scale(title, 0, Double.NaN);
        }

        /** A logarithmic axis that begins at the power below a value. */
        static Scale logarithmic(String title, int base, double lowest) {
            double least = Math.pow(base, Math.floor(Math.log(lowest) / Math.log(base) + 1e-9));
            return new Scale(title, base, least);
        }

        /** Logarithmic where the values span more than a factor of thirty. */
        static Scale of(String title, double lowest, double highest) {
            return lowest > 0 && highest > 30 * lowest ? logarithmic(title, 10, lowest) : linear(title);
        }
    }

    /** What a series stands for; the four bounds have the colours they have in cells. */
    public enum Ink {
        /** Memory. */
        MEMORY,
        /** Compute. */
        COMPUTE,
        /** Communication. */
        COMMS,
        /** Overhead. */
        OVERHEAD,
        /** The whole. */
        WHOLE,
        /** A limit. */
        LIMIT,
        /** Weights held. */
        WEIGHTS,
        /** Cache held. */
        CACHE,
        /** What is left. */
        FREE,
        /** One of several things without a colour of their own. */
        OTHER
    }

    /** How the points of a series are drawn where they are no bars. */
    public enum Mark {
        /** A line. */
        LINE,
        /** A dashed line. */
        DASHES,
        /** Points. */
        DOTS,
        /** Points with a line through them. */
        DOTTED_LINE
    }

    /**
     * Points of one colour.
     *
     * @param name in the legend
     * @param ink what it stands for
     * @param mark how it is drawn
     * @param points in order
     */
    public record Series(String name, Ink ink, Mark mark, List<Point> points) {
        /** Copies the list. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param category its name where the axis has categories, else empty
     * @param across its place to the right, NaN where it has a category
     * @param up its height in the unit of the axis
     */
    public record Point(String category, double across, double up) {
        /** A point of two numbers. */
        static Point at(double across, double up) {
            return new Point("", across, up);
        }

        /** A point of a category. */
        static Point of(String category, double up) {
            return new Point(category, Double.NaN, up);
        }
    }
}
