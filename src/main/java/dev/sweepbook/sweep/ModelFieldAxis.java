package dev.sweepbook.sweep;

/**
 * One field of the model as an axis, {@code model.<field>}.
 *
 * @param field the canonical name of the field
 * @param type what values the field takes
 */
public record ModelFieldAxis(String field, AxisType type) implements AxisKey {
    @Override
    public String id() {
        return "model." + field;
    }
}
