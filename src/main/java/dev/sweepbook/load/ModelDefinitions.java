package dev.sweepbook.load;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.FieldNames;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.ModelFieldAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes models of their definitions. */
final class ModelDefinitions {
    private static final List<String> OWN_KEYS = List.of("id", "extends", "config", "source", "note");

    private final Problems problems;
    private final Nodes nodes;
    private final AxisValues values;

    ModelDefinitions(Problems problems, AxisValues values) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.values = values;
    }

    static List<String> keys() {
        List<String> keys = new ArrayList<>(OWN_KEYS);
        for (String spelling : FieldNames.spellings()) {
            int dot = spelling.indexOf('.');
            keys.add(dot < 0 ? spelling : spelling.substring(0, dot));
        }
        return keys.stream().distinct().toList();
    }

    /** The fields a definition gives, every fault reported. */
    Map<String, Object> fields(MapNode definition) {
        nodes.refuseUnknown(definition, keys(), Set.of());
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Entry entry : definition.entries()) {
            if (!OWN_KEYS.contains(entry.key())) {
                refuseSecondSpelling(definition, fields, entry);
                Object value = value(entry.key(), entry.value());
                if (value != null) {
                    fields.put(entry.key(), value);
                }
            }
        }
        return fields;
    }

    private void refuseSecondSpelling(MapNode definition, Map<String, Object> earlier, Entry entry) {
        Optional<String> first = FieldNames.sameField(earlier.keySet(), entry.key());
        first.map(definition::entry)
                .ifPresent(other -> problems.add(
                        entry.place(),
                        entry.key() + ": is the same field as " + other.key() + ", written at " + other.place()));
    }

    private @Nullable Object value(String name, YamlNode node) {
        FieldNames.Field field = FieldNames.of(name).orElse(null);
        AxisType type = field == null ? null : AxisNames.fieldType(field.kind());
        if (field == null || field.kind() == FieldNames.Kind.LIST) {
            return plain(node);
        } else if (field.kind() == FieldNames.Kind.NUMBER_OR_MAP && node instanceof MapNode map) {
            return numbers(name, map);
        }
        TextNode text = nodes.text(node, name);
        if (text == null) {
            return null;
        }
        return type == null
                ? text.text()
                : values.read(new ModelFieldAxis(name, type), text.text()).orReport(problems, text.place(), name);
    }

    private Map<String, Object> numbers(String name, MapNode map) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            Object value = value(name, entry.value());
            if (value != null) {
                numbers.put(entry.key(), value);
            }
        }
        return numbers;
    }

    /** Values of fields that are lists or maps, typed as JSON would be. */
    private static @Nullable Object plain(YamlNode node) {
        if (node instanceof MapNode map) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (Entry entry : map.entries()) {
                Object value = plain(entry.value());
                if (value != null) {
                    all.put(entry.key(), value);
                }
            }
            return all;
        } else if (node instanceof ListNode list) {
            List<Object> all = new ArrayList<>();
            for (YamlNode item : list.items()) {
                Object value = plain(item);
                if (value != null) {
                    all.add(value);
                }
            }
            return all;
        }
        return node instanceof TextNode text && !text.isNull() ? scalar(text) : null;
    }

    private static Object scalar(TextNode text) {
        if (text.quoted()) {
            return text.text();
        } else if (Set.of("true", "false").contains(text.text())) {
            return text.text().equals("true");
        }
        if (Numbers.read(text.text()) instanceof Reading.Good<java.math.BigDecimal> number) {
            boolean whole = number.value().stripTrailingZeros().scale() <= 0
                    && Math.abs(number.value().doubleValue()) < 1e18;
            return whole
                    ? (Object) number.value().longValueExact()
                    : (Object) number.value().doubleValue();
        }
        return text.text();
    }

    /** The fields of a definition over those of the model it extends or is read from, or null, every fault reported. */
    @Nullable
    ModelFields merged(Definition definition, @Nullable ModelFields base, @Nullable ConfigFile config) {
        long before = problems.count();
        Map<String, Object> own = fields(definition.fields());
        boolean beside = definition.config() == null;
        String source = config != null && beside ? config.source().input().path() : "";
        String note = base == null || config != null ? "" : "extends " + base.id();
        Provenance provenance = new Provenance(
                definition.file().input().path(),
                nodes.textOf(definition.fields(), "source", source),
                "",
                nodes.textOf(definition.fields(), "note", note));
        if (problems.count() > before) {
            return null;
        }
        return base == null
                ? new ModelFields(definition.id(), own, provenance)
                : own.isEmpty()
                        ? new ModelFields(definition.id(), base.fields(), provenance)
                        : base.extendedBy(definition.id(), own, provenance);
    }

    /** The model its fields make, or null with every fault reported where the field was written. */
    ArchitectureReader.@Nullable Made architecture(
            Definition definition, ModelFields fields, @Nullable ConfigFile config) {
        ArchitectureReader.Result result = ArchitectureReader.read(fields);
        if (result instanceof ArchitectureReader.Made made) {
            return made;
        }
        Problems ofConfig =
                config == null ? problems : new Problems(config.source().shown());
        for (ArchitectureReader.Fault fault : ((ArchitectureReader.Refused) result).faults()) {
            Entry entry = definition.fields().entry(first(fault.field()));
            String message = Shown.escaped(fault.field() + ": " + fault.reason());
            if (entry != null || config == null) {
                problems.add(entry == null ? definition.place() : entry.place(), message);
            } else {
                Place place = config.place(fault.field());
                ofConfig.add(place == null ? Place.FILE : place, message);
            }
        }
        if (config != null) {
            problems.addAll(ofConfig);
        }
        return null;
    }

    private static String first(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
