package dev.sweepbook.report;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisType;
import org.jspecify.annotations.Nullable;

/** Values of axes as text: the names scenario files use, numbers with readable units. */
final class AxisText {
    private AxisText() {}

    static @Nullable String name(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ModelArchitecture model) {
            return model.id();
        }
        if (value instanceof Accelerator device) {
            return device.id();
        }
        if (value instanceof Formulas formulas) {
            return formulas.id();
        }
        if (value instanceof DataType type) {
            return type.id();
        }
        if (value instanceof ServingEngine engine) {
            return engine.id();
        }
        return value.toString();
    }

    static String switched(boolean on) {
        return on ? "on" : "off";
    }

    static String readable(AxisKey key, @Nullable Object value) {
        if (value instanceof Boolean on && key instanceof dev.sweepbook.sweep.Axis) {
            return switched(on);
        }
        if (value instanceof Number number) {
            Dimension dimension = key.type() instanceof AxisType.Real real ? real.dimension() : Dimension.NONE;
            Unit unit = Unit.of(dimension);
            String figure = Words.number(unit.shown(number.doubleValue()));
            return unit.symbol().isEmpty() ? figure : figure + " " + unit.symbol();
        }
        String name = name(value);
        return name == null ? "default" : name;
    }
}
