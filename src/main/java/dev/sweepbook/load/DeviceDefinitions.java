package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.HardwareFieldAxis;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes devices of their definitions. */
final class DeviceDefinitions {
    private static final String PEAKS = "peak_flops";
    private static final Set<String> TEXTS = Set.of("id", "extends", "name", "memory_type", "source", "note");

    private final Problems problems;
    private final Nodes nodes;
    private final AxisValues values;

    DeviceDefinitions(Problems problems, AxisValues values) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.values = values;
    }

    static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("id", "extends", "name", PEAKS));
        for (AcceleratorField field : AcceleratorField.values()) {
            if (!field.id().startsWith(PEAKS)) {
                keys.add(field.id());
            }
        }
        keys.addAll(List.of("memory_type", "source", "note"));
        return keys;
    }

    /** The numbers a definition gives, every fault reported. */
    Map<AcceleratorField, Double> numbers(MapNode definition) {
        nodes.refuseUnknown(definition, keys(), Set.of());
        Map<AcceleratorField, Double> numbers = new EnumMap<>(AcceleratorField.class);
        for (Entry entry : definition.entries()) {
            if (entry.key().equals(PEAKS)) {
                MapNode peaks = nodes.map(entry.value(), PEAKS, "{bf16: 989 TFLOPS, fp8: 1979 TFLOPS}");
                if (peaks != null) {
                    peaks.entries().forEach(peak -> peak(peak, numbers));
                }
            } else if (!TEXTS.contains(entry.key())) {
                AcceleratorField.of(entry.key()).ifPresent(field -> number(field, entry, numbers));
            }
        }
        return numbers;
    }

    private void peak(Entry peak, Map<AcceleratorField, Double> numbers) {
        Optional<AcceleratorField> field = AcceleratorField.of(PEAKS + "." + peak.key());
        if (field.isPresent()) {
            number(field.get(), peak, numbers);
        } else {
            List<String> known = peakNames();
            problems.add(
                    peak.place(),
                    PEAKS + ": " + Shown.quoted(peak.key()) + " is no number format with a peak; they are "
                            + String.join(", ", known) + Nearest.hint(peak.key(), known));
        }
    }

    private static List<String> peakNames() {
        List<String> names = new ArrayList<>();
        for (AcceleratorField field : AcceleratorField.values()) {
            if (field.id().startsWith(PEAKS)) {
                names.add(field.id().substring(PEAKS.length() + 1));
            }
        }
        return names;
    }

    private void number(AcceleratorField field, Entry entry, Map<AcceleratorField, Double> numbers) {
        TextNode text = nodes.text(entry.value(), field.id());
        if (text != null) {
            Object value =
                    values.read(new HardwareFieldAxis(field), text.text()).orReport(problems, text.place(), field.id());
            if (value instanceof Double number) {
                numbers.put(field, number);
            }
        }
    }

    /** The device of a definition, or null with what is missing reported. */
    @Nullable
    Accelerator device(Definition definition, @Nullable Accelerator base) {
        long before = problems.count();
        Map<AcceleratorField, Double> numbers = numbers(definition.fields());
        String name = nodes.textOf(definition.fields(), "name", base == null ? definition.id() : base.name());
        String note = nodes.textOf(definition.fields(), "note", base == null ? "" : "extends " + base.id());
        String memoryType = nodes.textOf(definition.fields(), "memory_type", base == null ? "" : base.memoryType());
        if (base != null && inheritsPlaceholder(base, numbers)) {
            note += "; the price is a placeholder of " + base.id();
        }
        Provenance provenance = new Provenance(
                definition.file().input().path(), nodes.textOf(definition.fields(), "source", ""), "", note);
        if (base == null) {
            reportMissing(definition, numbers);
        }
        if (problems.count() > before) {
            return null;
        }
        Accelerator device =
                new Accelerator(definition.id(), name, base == null ? Map.of() : base.fields(), memoryType, provenance);
        Double memory = numbers.get(AcceleratorField.MEMORY);
        if (memory != null) {
            device = device.with(AcceleratorField.MEMORY, memory); // first: it drops what the base reported
        }
        for (Map.Entry<AcceleratorField, Double> number : numbers.entrySet()) {
            device = number.getKey() == AcceleratorField.MEMORY
                    ? device
                    : device.with(number.getKey(), number.getValue());
        }
        return device;
    }

    private static boolean inheritsPlaceholder(Accelerator base, Map<AcceleratorField, Double> numbers) {
        return !numbers.containsKey(AcceleratorField.PRICE_PER_HOUR)
                && base.provenance().note().contains("price is a placeholder");
    }

    private void reportMissing(Definition definition, Map<AcceleratorField, Double> numbers) {
        MapNode fields = definition.fields();
        for (String needed : List.of("memory", "memory_bandwidth", PEAKS)) {
            boolean written = fields.entry(needed) != null;
            boolean emptyPeaks = needed.equals(PEAKS)
                    && fields.get(PEAKS) instanceof MapNode peaks
                    && peaks.entries().isEmpty();
            if (!written || emptyPeaks) {
                problems.add(
                        definition.place(),
                        needed + ": is missing; a device needs memory, memory_bandwidth and at least one of peak_flops"
                                + (numbers.isEmpty() ? ", or extends" : ""));
            }
        }
    }
}
