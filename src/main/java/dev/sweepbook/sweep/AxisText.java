package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ServingEngine;

/** The plain form of axis values: what expressions compare and outputs show. */
public final class AxisText {
    private AxisText() {}

    /**
     * A number for counts and measures, the name in scenario files for everything else.
     *
     * @param value a value of an axis
     * @return a {@link Double} or a {@link String}
     */
    public static Object plain(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return name(value);
    }

    /**
     * The name of a value in scenario files.
     *
     * @param value a value of an axis
     * @return its name; a number's digits
     */
    public static String name(Object value) {
        if (value instanceof ModelArchitecture model) {
            return model.id();
        } else if (value instanceof Accelerator device) {
            return device.id();
        } else if (value instanceof DataType type) {
            return type.id();
        } else if (value instanceof Formulas formulas) {
            return formulas.id();
        } else if (value instanceof ServingEngine engine) {
            return engine.id();
        } else if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return value.toString();
    }
}
