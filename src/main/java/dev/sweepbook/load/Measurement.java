package dev.sweepbook.load;

import dev.sweepbook.scenario.Scenario;

/**
 * One thing somebody measured.
 *
 * @param place where it stands
 * @param scenario what was run
 * @param metric what was measured
 * @param value in seconds, or tokens a second
 * @param label how it is told from others
 */
public record Measurement(Place place, Scenario scenario, Metric metric, double value, Label label) {
    /**
     * Where a measurement stands.
     *
     * @param file the file as the user named it
     * @param line physical line, from 1
     */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * How a measurement is told from others.
     *
     * @param id name of the row, empty where it has none
     * @param tier how clean it is, empty where nobody says
     * @param family rows of one engine and origin
     * @param source where it comes from
     */
    public record Label(String id, String tier, String family, String source) {}

    /** Checks the value. */
    public Measurement {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a measured value must be above 0, was " + value);
        }
    }
}
