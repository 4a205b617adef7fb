package dev.sweepbook.catalog;

import dev.sweepbook.catalog.ArchitectureReader.Fault;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fields as an architecture needs them: under any spelling, or implied by the model type; every fault is kept. */
final class Fields {
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0; // 2^53

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, ModelTypes.Implied> implied = new LinkedHashMap<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<Fault> missing = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> read = new TreeSet<>();

    Fields(Map<String, Object> fields) {
        for (ModelFields.Written field : ModelFields.flat(fields, "")) {
            add(field.name(), field.place(), field.value());
        }
    }

    private void add(String name, String place, Object value) {
        values.put(name, value);
        places.put(name, place);
        if (value instanceof Map<?, ?> inner) {
            ModelFields.strings(inner).forEach((key, deep) -> add(name + "." + key, place + "." + key, deep));
        }
    }

    /** Lets rules hold; one that refuses a model is a fault of the given field, or of the one it looks at. */
    void apply(List<ModelTypes.Rule> rules, String field) {
        for (ModelTypes.Rule rule : rules) {
            if (rule.holds(this::isMet)) {
                rule.implied().forEach(value -> implied.put(value.field(), value));
                if (!rule.refused().isEmpty()) {
                    String blamed = field.isEmpty() ? rule.conditions().get(0).field() : field;
                    fault(blamed, rule.refused() + ", was " + shown(get(blamed)));
                }
            }
        }
    }

    private boolean isMet(ModelTypes.Condition condition) {
        Object value = get(condition.field());
        boolean met = condition.value().isEmpty()
                ? value != null
                        && !Boolean.FALSE.equals(value)
                        && !Long.valueOf(0).equals(value)
                : condition.value().equals(String.valueOf(value));
        return met != condition.negated();
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Fault> missing() {
        return List.copyOf(missing);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    void fault(String field, String reason) {
        faults.add(new Fault(written(field), reason));
    }

    void missing(String field, String reason) {
        missing.add(new Fault(field, reason));
    }

    void note(String text) {
        notes.add(text);
    }

    /** The place a field was written at, its canonical name where it was not. */
    String written(String name) {
        String spelling = spelling(name);
        return spelling == null ? name : places.getOrDefault(spelling, spelling);
    }

    boolean has(String name) {
        return get(name) != null;
    }

    boolean isWritten(String name) {
        return spelling(name) != null;
    }

    @Nullable
    Object get(String name) {
        ModelTypes.Implied rule = implied.get(name);
        String spelling = spelling(name);
        Object value = spelling == null ? null : values.get(spelling);
        if (rule == null || (value != null && !rule.always())) {
            return value;
        }
        Object ruled = new ImpliedValue(this, name, value).of(rule.formula());
        if (value != null && !rule.formula().contains("$" + name) && !value.equals(ruled)) {
            note(written(name) + " " + shown(value) + " is not what the model uses, which is " + ruled);
        }
        return ruled;
    }

    /** A value written once for all layers, also where it was repeated for each. */
    private @Nullable Object single(String name) {
        Object value = get(name);
        if (value instanceof List<?> perLayer
                && !perLayer.isEmpty()
                && perLayer.stream().allMatch(entry -> entry.equals(perLayer.get(0)))) {
            return perLayer.get(0);
        }
        return value;
    }

    String text(String name, String otherwise) {
        Object value = get(name);
        return value == null ? otherwise : String.valueOf(value);
    }

    String oneOf(String name, String otherwise, List<String> allowed) {
        String value = text(name, otherwise);
        if (!allowed.contains(value)) {
            fault(name, "must be " + String.join(", ", allowed) + ", was " + shown(get(name)));
        }
        return value;
    }

    boolean flag(String name) {
        Object value = get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        fault(name, "must be true or false, was " + shown(value));
        return false;
    }

    List<?> list(String name) {
        return get(name) instanceof List<?> values ? values : List.of();
    }

    /** A size the structure needs; 1 in place of one that is missing or wrong, so that reading goes on. */
    long needed(String name) {
        if (!has(name)) {
            missing(name, "is missing");
            return 1;
        }
        return count(name, 1).orElse(1);
    }

    long needed(String name, int layer) {
        if (get(name) instanceof List<?> perLayer) {
            if (layer >= perLayer.size()) {
                if (perLayer.isEmpty()) {
                    fault(name, "must have an entry for every layer, has none");
                }
                return 1; // of a list that is too short the plan of the layers tells
            }
            return whole(name, perLayer.get(layer), 1).orElse(1);
        }
        return needed(name);
    }

    long amount(String name, long otherwise) {
        return count(name, 0).orElse(otherwise);
    }

    OptionalLong count(String name, long least) {
        Object value = single(name);
        return value == null ? OptionalLong.empty() : whole(name, value, least);
    }

    private OptionalLong whole(String name, @Nullable Object value, long least) {
        boolean whole = value instanceof Long
                || (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT);
        if (!whole || !(value instanceof Number number)) {
            fault(name, "must be a whole number, was " + shown(value));
            return OptionalLong.empty();
        }
        if (number.longValue() < least) {
            fault(name, "must be at least " + least + ", was " + number.longValue());
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValue());
    }

    /** Fields that nothing asked for and that may change what the tensors are. */
    List<String> unread() {
        return values.keySet().stream()
                .filter(name -> !name.contains(".") && !IgnoredFields.has(name))
                .filter(name -> read.stream().noneMatch(known -> known.equals(name) || known.startsWith(name + ".")))
                .filter(name -> IgnoredFields.mayShape(values.get(name)))
                .map(name -> places.getOrDefault(name, name))
                .toList();
    }

    /**
     * What was written of the fields that are known or were asked for, under their canonical names: enough to make the
     * model again.
     */
    Map<String, Object> definition() {
        Map<String, Object> definition = new LinkedHashMap<>();
        for (FieldNames.Field field : FieldNames.all()) {
            String spelling = spelling(field.name());
            if (spelling != null) {
                definition.put(field.name(), values.get(spelling));
            }
        }
        for (String name : read) {
            boolean inside = name.indexOf('.') > 0 && definition.containsKey(name.substring(0, name.indexOf('.')));
            Object value = FieldNames.of(name).isPresent() || inside ? null : values.get(name);
            if (value != null) {
                definition.put(name, value);
            }
        }
        return definition;
    }

    private @Nullable String spelling(String name) {
        FieldNames.Field field = FieldNames.of(name).orElse(null);
        if (field == null) {
            read.add(name);
            return values.containsKey(name) ? name : null;
        }
        String first = null;
        for (String spelling : field.spellings()) {
            if (!values.containsKey(spelling)) {
                continue;
            }
            read.add(spelling);
            if (first == null) {
                first = spelling;
            } else if (!Objects.equals(values.get(first), values.get(spelling))) {
                faults.add(disagreement(first, spelling));
            }
        }
        return first;
    }

    private Fault disagreement(String first, String other) {
        return new Fault(
                places.getOrDefault(other, other),
                "must equal " + places.get(first) + ", which means the same, was " + shown(values.get(other)) + " and "
                        + shown(values.get(first)));
    }

    static String shown(@Nullable Object value) {
        String text = value instanceof String name ? "\"" + name + "\"" : String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
