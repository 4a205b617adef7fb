package dev.sweepbook.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sweepbook.catalog.FieldNames;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.ReportOptions;
import java.util.List;

/** The JSON Schema of a YAML scenario file, for editors; made from the axes and fields the reader knows. */
public final class JsonSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NUMBER = "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?";

    private JsonSchema() {}

    /**
     * The schema, draft 2020-12.
     *
     * @return indented JSON, ending in a line break
     */
    public static String text() {
        return document().toPrettyString() + "\n";
    }

    static ObjectNode document() {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Sweepbook scenario file");
        schema.setAll(block(YamlBlocks.topKeys()));
        ObjectNode sweeps = (ObjectNode) schema.at("/properties/sweeps");
        sweeps.put("description", "Several sweeps in one file, instead of sweep, zip and include beside it");
        sweeps.put("type", "array").put("minItems", 1).set("items", block(YamlBlocks.BLOCK_KEYS));
        schema.set("$defs", definitions());
        return schema;
    }

    private static ObjectNode block(List<String> keys) {
        ObjectNode block = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = block.putObject("properties");
        for (String key : keys) {
            properties.set(key, property(key));
        }
        return block;
    }

    private static ObjectNode property(String key) {
        return switch (key) {
            case "name" ->
                described("Name of the run or the sweep; the default is the file's stem")
                        .put("type", "string")
                        .put("minLength", 1)
                        .put("maxLength", 100);
            case "description" -> described("Free text").put("type", "string");
            case "models" -> listOf(reference("model"), "Models: catalogue ids, or definitions; they vary slowest");
            case "hardware" -> listOf(reference("device"), "Devices: catalogue ids, or definitions");
            case "fixed" -> axes(false, "One value for every scenario, over the defaults");
            case "sweep" -> axes(true, "Axes: every combination, in the order written; the last varies fastest");
            case "zip" -> listOf(axes(false, "One step"), "Axes that advance together, varying fastest of all");
            case "exclude" -> listOf(exclusion(), "Points left out: maps that match, or expressions over axis names");
            case "include" -> listOf(axes(false, "One scenario"), "Whole scenarios added after the grid");
            case "slo" -> slo();
            case "report" -> report();
            default -> JSON.objectNode();
        };
    }

    private static ObjectNode slo() {
        ObjectNode slo = described("What a service must keep to; rankings and the frontier respect it")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = slo.putObject("properties");
        for (String key : SloReader.KEYS) {
            ObjectNode seconds = described(
                    key.equals("ttft")
                            ? "Longest time to first token, unqueued (s, or with its unit)"
                            : "Longest time per output token (s, or with its unit)");
            real(SloReader.SECONDS, seconds);
            properties.set(key, seconds);
        }
        return slo;
    }

    private static ObjectNode report() {
        ObjectNode report = described("How the workbook looks; one for all sweeps of a file")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = report.putObject("properties");
        properties.set(
                "template",
                described("The workbook the report is made from, a name in the folder of templates")
                        .put("type", "string")
                        .put("minLength", 1)
                        .put("default", TemplateFolder.USUAL));
        properties.set(
                "top",
                described("Most scenarios a ranking shows")
                        .put("type", "integer")
                        .put("minimum", 1)
                        .put("maximum", ReportReader.MOST_TOP)
                        .put("default", ReportOptions.DEFAULT.top()));
        ObjectNode rows = described("Which scenarios the sheets of scenarios hold");
        ReportReader.rows().forEach(rows.putArray("enum")::add);
        properties.set("rows", rows.put("default", ReportOptions.DEFAULT.rows().id()));
        return report;
    }

    private static ObjectNode described(String description) {
        return JSON.objectNode().put("description", description);
    }

    private static ObjectNode reference(String definition) {
        return JSON.objectNode().put("$ref", "#/$defs/" + definition);
    }

    private static ObjectNode listOf(ObjectNode items, String description) {
        ObjectNode list = described(description).put("type", "array").put("minItems", 1);
        list.set("items", items);
        return list;
    }

    private static ObjectNode exclusion() {
        ObjectNode exclusion = JSON.objectNode();
        ObjectNode match = JSON.objectNode().put("type", "object").put("minProperties", 1);
        match.set("propertyNames", axisNames());
        exclusion.putArray("anyOf").add(match).add(JSON.objectNode().put("type", "string"));
        return exclusion;
    }

    private static ObjectNode axisNames() {
        ObjectNode names = JSON.objectNode();
        AxisNames.all().forEach(names.putArray("enum")::add);
        return names;
    }

    private static ObjectNode axes(boolean several, String description) {
        ObjectNode axes = described(description).put("type", "object").put("additionalProperties", false);
        ObjectNode properties = axes.putObject("properties");
        for (String name : AxisNames.all()) {
            AxisNames.find(name).ifPresent(key -> properties.set(name, several ? values(key) : value(key)));
        }
        return axes;
    }

    private static ObjectNode values(AxisKey key) {
        ObjectNode values = described(says(key));
        ArrayNode forms = values.putArray("anyOf");
        ObjectNode one = value(key);
        one.remove(List.of("description", "default"));
        forms.add(one);
        ObjectNode list =
                JSON.objectNode().put("type", "array").put("minItems", 1).put("uniqueItems", true);
        list.set("items", one.deepCopy());
        forms.add(list);
        if (AxisValues.isNumeric(key)) {
            forms.add(reference("range"));
        }
        return values;
    }

    private static String says(AxisKey key) {
        if (key instanceof Axis axis) {
            return axis.description();
        }
        String field = key.id().substring(key.id().indexOf('.') + 1);
        return key.id().startsWith("hardware.")
                ? AcceleratorField.of(field).map(AcceleratorField::title).orElse(field)
                : FieldNames.of(field).map(FieldNames.Field::says).orElse(field);
    }

    private static ObjectNode value(AxisKey key) {
        ObjectNode value = described(says(key));
        AxisType type = key.type();
        if (type instanceof AxisType.Count count) {
            value.put("type", "integer").put("minimum", count.least()).put("maximum", count.most());
        } else if (type instanceof AxisType.Real real) {
            real(real, value);
        } else if (type instanceof AxisType.Choice choice) {
            ArrayNode names = value.putArray("enum");
            for (String name : choice.names()) {
                if (!NotYet.VALUES.contains(name)) {
                    names.add(name);
                }
            }
            // YAML 1.1 editors read the bare words on, off, true and false as booleans.
            if (choice.value().apply(choice.names().get(0)) instanceof Boolean) {
                names.add(false).add(true);
            }
        } else {
            value.put("type", "string");
        }
        if (key instanceof Axis axis && axis.defaultValue() != null) {
            value.set("default", plain(axis.defaultValue()));
        }
        return value;
    }

    private static JsonNode plain(Object value) {
        if (value instanceof Long count) {
            return JSON.numberNode(count);
        }
        return value instanceof Number number
                ? JSON.numberNode(number.doubleValue())
                : JSON.textNode(AxisText.name(value));
    }

    private static void real(AxisType.Real real, ObjectNode value) {
        List<String> units = Quantity.units(real.dimension());
        ObjectNode number = units.isEmpty() ? value : JSON.objectNode();
        number.put("type", "number").put(real.leastAllowed() ? "minimum" : "exclusiveMinimum", real.least());
        if (Double.isFinite(real.most())) {
            number.put("maximum", real.most());
        }
        if (!units.isEmpty()) {
            value.putArray("anyOf").add(number).add(quantity(real.dimension()));
        }
    }

    private static ObjectNode quantity(Dimension dimension) {
        String units = String.join("|", Quantity.units(dimension));
        return JSON.objectNode().put("type", "string").put("pattern", "^" + NUMBER + " *(" + units + ")$");
    }

    private static ObjectNode definitions() {
        ObjectNode definitions = JSON.objectNode();
        definitions.set("range", range());
        definitions.set("model", idOr(model()));
        definitions.set("device", idOr(device()));
        return definitions;
    }

    private static ObjectNode idOr(ObjectNode definition) {
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(JSON.objectNode().put("type", "string")).add(definition);
        return either;
    }

    private static ObjectNode range() {
        ObjectNode range = described("From a number to another by a factor, a step or a count")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = range.putObject("properties");
        for (String key : List.of("from", "to", "times", "step")) {
            properties.putObject(key).putArray("type").add("number").add("string");
        }
        properties.putObject("count").put("type", "integer").put("minimum", 2);
        properties.putObject("scale").putArray("enum").add("linear").add("log");
        range.putArray("required").add("from").add("to");
        ArrayNode paces = range.putArray("oneOf");
        for (String pace : List.of("times", "step", "count")) {
            paces.addObject().putArray("required").add(pace);
        }
        return range;
    }

    private static ObjectNode device() {
        ObjectNode device = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = device.putObject("properties");
        DeviceDefinitions.keys().forEach(key -> properties.putObject(key).put("type", "string"));
        ObjectNode peaks = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        peaks.put("description", "Dense peaks by number format");
        ObjectNode formats = peaks.putObject("properties");
        for (AcceleratorField field : AcceleratorField.values()) {
            AxisNames.find("hardware." + field.id()).ifPresent(key -> {
                int dot = field.id().indexOf('.');
                (dot < 0 ? properties : formats).set(field.id().substring(dot + 1), value(key));
            });
        }
        properties.set("peak_flops", peaks);
        device.putArray("required").add("id");
        return device;
    }

    private static ObjectNode model() {
        ObjectNode model = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = model.putObject("properties");
        ModelDefinitions.keys().forEach(key -> properties.putObject(key));
        List.of("id", "extends", "config", "source", "note")
                .forEach(key -> properties.putObject(key).put("type", "string"));
        for (FieldNames.Field field : FieldNames.all()) {
            properties.set(field.name(), described(field.says()));
        }
        model.putArray("required").add("id");
        ((ObjectNode) properties.get("config"))
                .put("description", "A Hugging Face config.json, relative to this file; fields beside it override its");
        model.putObject("not").putArray("required").add("config").add("extends");
        return model;
    }
}
