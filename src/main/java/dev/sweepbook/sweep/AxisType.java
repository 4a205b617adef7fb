package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Dimension;
import java.util.List;
import java.util.function.Function;

/** What values an axis takes, and how the text of one becomes the value a scenario holds. */
public sealed interface AxisType {
    /**
     * Whole numbers; a value is a {@link Long}.
     *
     * @param least the smallest allowed
     * @param most the largest allowed
     */
    record Count(long least, long most) implements AxisType {}

    /**
     * Real numbers in the base unit of a dimension; a value is a {@link Double}.
     *
     * @param dimension what is measured
     * @param least the lower bound
     * @param leastAllowed whether the lower bound itself is a value
     * @param most the largest allowed, infinite where there is none
     */
    record Real(Dimension dimension, double least, boolean leastAllowed, double most) implements AxisType {}

    /**
     * One of a closed list of names; a value is what {@code value} makes of the name.
     *
     * @param names the names, in the order they are shown
     * @param value name to value
     */
    record Choice(List<String> names, Function<String, Object> value) implements AxisType {}

    /** The id of a model; a value is a {@link dev.sweepbook.scenario.ModelArchitecture}. */
    record ModelReference() implements AxisType {}

    /** The id of a device; a value is an {@link dev.sweepbook.scenario.Accelerator}. */
    record HardwareReference() implements AxisType {}

    /** The name of a calibration; a value is a {@link String}. */
    record CalibrationReference() implements AxisType {}
}
