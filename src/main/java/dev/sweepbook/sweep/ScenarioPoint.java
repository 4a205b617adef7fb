package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scenario at a place of a sweep: values are put on it axis by axis, swept fields change its model and device. */
final class ScenarioPoint {
    private final ModelVariants variants;
    private final ScenarioDraft draft = new ScenarioDraft();
    private final Map<AxisKey, Object> fields = new LinkedHashMap<>();
    private final Map<Changed<ModelArchitecture>, ModelVariants.Variant> models = new HashMap<>();
    private final Map<Changed<Accelerator>, Accelerator> devices = new HashMap<>();
    private @Nullable ModelArchitecture model;
    private @Nullable Accelerator hardware;
    private ModelVariants.@Nullable Refused refused;

    ScenarioPoint(Sweep sweep, ModelVariants variants) {
        this.variants = variants;
        sweep.fixed().forEach(this::put);
    }

    /** Puts a value on an axis. */
    void put(AxisKey key, Object value) {
        if (key == Axis.MODEL) {
            model = (ModelArchitecture) value;
        } else if (key == Axis.HARDWARE) {
            hardware = (Accelerator) value;
        } else if (key instanceof Axis axis) {
            axis.putInto(draft, value);
        } else {
            fields.put(key, value);
        }
    }

    /** Puts an axis back to what the sweep says of it, or to its default. */
    void reset(Sweep sweep, AxisKey key) {
        Object value = SweepDefaults.value(sweep, key);
        if (value != null) {
            put(key, value);
        } else if (key instanceof Axis axis) {
            axis.putInto(draft, Double.NaN); // the axes without a default are real numbers left to device or engine
        } else {
            fields.remove(key);
        }
    }

    Map<AxisKey, Object> fields() {
        return fields;
    }

    /** Why the swept fields of the model do not make one, or null. */
    ModelVariants.@Nullable Refused refused() {
        return refused;
    }

    Scenario scenario() {
        refused = null;
        ModelArchitecture baseModel = Objects.requireNonNull(model, "no model was put in");
        Accelerator baseHardware = Objects.requireNonNull(hardware, "no hardware was put in");
        draft.model(fields.isEmpty() ? baseModel : changedModel(baseModel));
        draft.hardware(fields.isEmpty() ? baseHardware : changedHardware(baseHardware));
        return draft.toScenario();
    }

    private ModelArchitecture changedModel(ModelArchitecture base) {
        Map<String, Object> changes = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (key instanceof ModelFieldAxis axis) {
                changes.put(axis.field(), value);
            }
        });
        if (changes.isEmpty()) {
            return base;
        }
        ModelVariants.Variant variant = models.computeIfAbsent(
                new Changed<>(base, Map.copyOf(changes)), changed -> variants.variant(base, changes));
        if (variant instanceof ModelVariants.Refused no) {
            refused = no;
            return base;
        }
        return ((ModelVariants.Made) variant).model();
    }

    private Accelerator changedHardware(Accelerator base) {
        Map<String, Object> changes = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (key instanceof HardwareFieldAxis axis) {
                changes.put(axis.field().id(), value);
            }
        });
        return changes.isEmpty()
                ? base
                : devices.computeIfAbsent(new Changed<>(base, Map.copyOf(changes)), changed -> change(base));
    }

    private Accelerator change(Accelerator base) {
        Accelerator device = base;
        if (fields.get(new HardwareFieldAxis(AcceleratorField.MEMORY)) instanceof Double memory) {
            device = device.with(AcceleratorField.MEMORY, memory); // first: it drops the reported memory
        }
        for (Map.Entry<AxisKey, Object> entry : fields.entrySet()) {
            if (entry.getKey() instanceof HardwareFieldAxis axis && axis.field() != AcceleratorField.MEMORY) {
                device = device.with(axis.field(), ((Number) entry.getValue()).doubleValue());
            }
        }
        return device;
    }

    private record Changed<T>(T base, Map<String, Object> changes) {}
}
