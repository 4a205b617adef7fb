package dev.sweepbook.sweep;

/** Something a sweep can vary: a named axis, or one field of the model or the device. */
public sealed interface AxisKey permits Axis, HardwareFieldAxis, ModelFieldAxis {
    /**
     * The name in scenario files.
     *
     * @return the name, dotted for a field
     */
    String id();

    /**
     * What values it takes.
     *
     * @return the type
     */
    AxisType type();
}
