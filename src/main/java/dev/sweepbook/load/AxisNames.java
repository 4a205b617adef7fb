package dev.sweepbook.load;

import dev.sweepbook.catalog.FieldNames;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.ModelFieldAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the axis a name means: one of the catalogue of axes, or a field of the device or the model. */
final class AxisNames {
    private static final String HARDWARE = "hardware.";
    private static final String MODEL = "model.";
    private static final long MOST = 1_000_000_000L;

    private AxisNames() {}

    static Reading<AxisKey> read(String name) {
        Optional<? extends AxisKey> key = find(name);
        if (key.isPresent()) {
            return Reading.good(key.get());
        } else if (NotYet.AXES.contains(name)) {
            return Reading.bad("is not available yet");
        }
        return Reading.bad("is no axis" + Nearest.hint(name, all()));
    }

    static Optional<? extends AxisKey> find(String name) {
        if (name.startsWith(HARDWARE)) {
            return AcceleratorField.of(name.substring(HARDWARE.length())).map(HardwareFieldAxis::new);
        } else if (name.startsWith(MODEL)) {
            return FieldNames.of(name.substring(MODEL.length())).map(AxisNames::fieldAxis);
        }
        return Axis.of(name);
    }

    private static @Nullable AxisKey fieldAxis(FieldNames.Field field) {
        AxisType type = fieldType(field.kind());
        return type == null ? null : new ModelFieldAxis(field.name(), type);
    }

    /** What values a field of a model takes, or null where they are neither numbers nor flags. */
    static @Nullable AxisType fieldType(FieldNames.Kind kind) {
        return switch (kind) {
            case COUNT -> new AxisType.Count(1, MOST);
            case AMOUNT -> new AxisType.Count(0, MOST);
            case NUMBER, NUMBER_OR_MAP -> new AxisType.Real(Dimension.NONE, 0, false, Double.POSITIVE_INFINITY);
            case FLAG -> new AxisType.Choice(List.of("false", "true"), "true"::equals);
            case TEXT, LIST -> null;
        };
    }

    /** Every name, for telling the nearest to a misspelt one. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            names.add(axis.id());
        }
        for (AcceleratorField field : AcceleratorField.values()) {
            names.add(HARDWARE + field.id());
        }
        for (FieldNames.Field field : FieldNames.all()) {
            if (fieldType(field.kind()) != null) {
                names.add(MODEL + field.name());
            }
        }
        return names;
    }
}
