package dev.sweepbook.sweep;

import dev.sweepbook.scenario.AcceleratorField;

/**
 * One number of the device as an axis, {@code hardware.<field>}; a value is a {@link Double} in its base unit.
 *
 * @param field which number
 */
public record HardwareFieldAxis(AcceleratorField field) implements AxisKey {
    @Override
    public String id() {
        return "hardware." + field.id();
    }

    @Override
    public AxisType type() {
        return new AxisType.Real(field.dimension(), 0, field.mayBeZero(), Double.POSITIVE_INFINITY);
    }
}
