package dev.sweepbook.diff;

import dev.sweepbook.report.Unit;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fields of models and devices that both sides use under the same name and that are not the same. */
final class DefinitionChanges {
    private DefinitionChanges() {}

    /** A field that changed, in words. */
    record Field(String id, String field, String before, String after) {}

    static List<Field> of(Side old, Side now) {
        List<Field> fields = new ArrayList<>();
        Map<String, ModelArchitecture> models = new HashMap<>();
        old.file().models().forEach(model -> models.put(model.id(), model));
        for (ModelArchitecture model : now.file().models()) {
            ModelArchitecture before = models.get(model.id());
            if (before != null) {
                Map<String, Object> a = new TreeMap<>(old.file().variants().fields(before));
                Map<String, Object> b = new TreeMap<>(now.file().variants().fields(model));
                differences(model.id(), a, b, fields);
            }
        }
        Map<String, Accelerator> devices = new HashMap<>();
        old.file().hardware().forEach(device -> devices.put(device.id(), device));
        for (Accelerator device : now.file().hardware()) {
            Accelerator before = devices.get(device.id());
            if (before != null) {
                differences(before, device, fields);
            }
        }
        return fields;
    }

    private static void differences(String id, Map<String, Object> a, Map<String, Object> b, List<Field> fields) {
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        for (String name : names) {
            if (!a.isEmpty() && !b.isEmpty() && !text(a.get(name)).equals(text(b.get(name)))) {
                fields.add(new Field(id, name, text(a.get(name)), text(b.get(name))));
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof Number || value == null ? Told.input(number(value)) : value.toString();
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Integer whole ? Long.valueOf(whole) : value;
    }

    private static void differences(Accelerator a, Accelerator b, List<Field> fields) {
        for (AcceleratorField field : AcceleratorField.values()) {
            if (Double.compare(a.get(field), b.get(field)) != 0) {
                Unit unit = field.isCount() ? Unit.COUNT : Unit.of(field.dimension());
                fields.add(new Field(b.id(), field.id(), text(a, field, unit), text(b, field, unit)));
            }
        }
        if (!Objects.equals(a.memoryType(), b.memoryType())) {
            fields.add(new Field(b.id(), "memory_type", a.memoryType(), b.memoryType()));
        }
    }

    private static String text(Accelerator device, AcceleratorField field, Unit unit) {
        if (!device.has(field)) {
            return "none";
        }
        String digits = Told.input(unit.given(device.get(field)));
        return unit.symbol().isEmpty() ? digits : digits + " " + unit.symbol();
    }
}
