package dev.sweepbook.load;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.ConfigJson;
import dev.sweepbook.catalog.FieldNames;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.FieldText;
import dev.sweepbook.sweep.ModelFieldTitles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a workbook's sheet of models. A row nobody edited is the model it was. */
final class WorkbookModels implements WorkbookDefinitions.Maker {
    private static final List<String> TEXTS = List.of("source", "note");
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0; // 2^53

    private final Definitions definitions;
    private final CellText text;
    private final Loaded.Input input;
    private final Map<Integer, String> keys = new TreeMap<>();

    WorkbookModels(
            Definitions definitions,
            CellText text,
            Loaded.Input input,
            Map<Integer, HeaderCell> heads,
            String sheet,
            List<String> remarks,
            Problems found) {
        this.definitions = definitions;
        this.text = text;
        this.input = input;
        new TreeMap<>(heads).forEach((column, head) -> head(column, head, sheet, remarks, found));
    }

    private void head(int column, HeaderCell head, String sheet, List<String> remarks, Problems found) {
        String key = key(head);
        if (key != null && keys.containsValue(key)) {
            WorkbookDefinitions.report(found, head.place(), key + ": duplicate column, the header has it already");
        } else if (key != null) {
            keys.put(column, key);
        } else if (head.text().indexOf('_') > 0) {
            String hint = Nearest.hint(head.text(), FieldNames.spellings());
            if (hint.isEmpty()) {
                remarks.add(sheet + "!" + head.place() + ": column " + Shown.quoted(head.text())
                        + " is no field of a model and is not read");
            } else {
                WorkbookDefinitions.report(
                        found, head.place(), "header " + Shown.quoted(head.text()) + " is no field of a model" + hint);
            }
        }
    }

    private static @Nullable String key(HeaderCell head) {
        Optional<FieldNames.Field> written = FieldNames.of(head.text());
        if (written.isPresent()) {
            return written.get().name();
        } else if (!head.id().isEmpty()) {
            return head.id();
        } else if (TEXTS.contains(head.titleAsId())) {
            return head.titleAsId();
        }
        String field = ModelFieldTitles.field(head.title());
        boolean counted = head.isNoted() || head.title().equalsIgnoreCase("parameters"); // what is worked out
        boolean plain = !counted
                && head.unit().isEmpty()
                && (FieldNames.of(field).isPresent() || field.equals("architectures"));
        return plain ? FieldNames.of(field).map(FieldNames.Field::name).orElse(field) : null;
    }

    @Override
    public void make(String id, CellPlace place, Map<Integer, Cell> cells, Problems found) {
        long before = found.count();
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, CellPlace> places = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<Integer, String> column : keys.entrySet()) {
            Cell cell = cells.get(column.getKey());
            String key = column.getValue();
            if (cell != null && TEXTS.contains(key)) {
                text.of(cell)
                        .then(WorkbookModels::freeText)
                        .then(said -> Reading.good(texts.put(key, said)))
                        .or(reason -> WorkbookDefinitions.report(found, cell.place(), key + ": " + reason));
            } else if (cell != null) {
                Object value = value(key, cell)
                        .or(reason -> WorkbookDefinitions.report(found, cell.place(), key + ": " + reason));
                if (value != null) {
                    fields.put(key, value);
                    places.put(key, cell.place());
                }
            }
        }
        if (found.count() == before) {
            define(id, place, fields, places, texts, found);
        }
        if (found.count() > before) {
            definitions.ownIsFaulty(Definition.Kind.MODEL, id);
        }
    }

    private static Reading<String> freeText(String said) {
        String fault = Names.textFault(said);
        return fault == null ? Reading.good(said) : Reading.bad(fault);
    }

    private void define(
            String id,
            CellPlace place,
            Map<String, Object> fields,
            Map<String, CellPlace> places,
            Map<String, String> texts,
            Problems found) {
        if (fields.equals(alike(definitions.knownFields(id)))) {
            return;
        }
        Provenance from =
                new Provenance(input.path(), texts.getOrDefault("source", ""), "", texts.getOrDefault("note", ""));
        ModelFields model = new ModelFields(id, fields, from);
        ArchitectureReader.Result result = ArchitectureReader.read(model);
        if (result instanceof ArchitectureReader.Made made) {
            definitions.own(model, made);
            return;
        }
        for (ArchitectureReader.Fault fault : ((ArchitectureReader.Refused) result).faults()) {
            String field = fault.field();
            int dot = field.indexOf('.');
            CellPlace at =
                    places.getOrDefault(field, places.getOrDefault(dot < 0 ? field : field.substring(0, dot), place));
            WorkbookDefinitions.report(found, at, Shown.escaped(field + ": " + fault.reason()));
        }
    }

    /** The same fields with numbers as cells give them. */
    private static Object alike(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((key, inner) -> all.put(key, alike(inner)));
            return all;
        } else if (value instanceof List<?> list) {
            return list.stream().map(WorkbookModels::alike).toList();
        }
        return value instanceof Number number ? number(new BigDecimal(number.toString())) : value;
    }

    private Reading<Object> value(String key, Cell cell) {
        FieldNames.Kind kind = FieldNames.of(key).map(FieldNames.Field::kind).orElse(null);
        if (kind == FieldNames.Kind.TEXT) {
            return text.of(cell).then(Reading::good);
        }
        boolean switched = kind == FieldNames.Kind.FLAG && cell.kind() == Cell.Kind.NUMBER;
        if (switched && List.of("0", "1").contains(cell.value())) {
            return Reading.good(cell.value().equals("1"));
        }
        return switch (cell.kind()) {
            case TRUTH -> Reading.good(cell.value().equals("1"));
            case NUMBER -> text.of(cell).then(said -> Reading.good(number(new BigDecimal(said))));
            default -> text.of(cell).then(said -> worded(kind, said));
        };
    }

    private static Object number(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0 && Math.abs(number.doubleValue()) <= LARGEST_EXACT;
        return whole ? (Object) number.longValueExact() : (Object) number.doubleValue();
    }

    private static Reading<Object> worded(FieldNames.@Nullable Kind kind, String said) {
        if (FieldText.isJson(said)) {
            return json(said);
        } else if (kind == FieldNames.Kind.LIST || FieldText.isList(said)) {
            return FieldText.list(said)
                    .<Reading<Object>>map(Reading::good)
                    .orElseGet(() -> Reading.bad("must be a list such as 2 × 8, 4, was " + Shown.quoted(said)));
        } else if (said.equalsIgnoreCase("true") || said.equalsIgnoreCase("false")) {
            return Reading.good(said.equalsIgnoreCase("true"));
        }
        return kind == null || kind == FieldNames.Kind.FLAG
                ? Reading.good(said)
                : Numbers.read(said).then(number -> Reading.good(number(number)));
    }

    /** A value that is too involved for a list; the reader of configurations takes whole objects. */
    private static Reading<Object> json(String said) {
        ConfigJson.Result result = ConfigJson.parse(("{\"value\": " + said + "}").getBytes(StandardCharsets.UTF_8));
        Object value =
                result instanceof ConfigJson.Parsed parsed && parsed.fields().size() == 1
                        ? parsed.fields().get("value")
                        : null;
        return value == null
                ? Reading.bad("must be JSON where it begins with a brace or a bracket, was " + Shown.quoted(said))
                : Reading.good(value);
    }
}
