package dev.sweepbook.catalog;

import dev.sweepbook.catalog.ArchitectureReader.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Fields as an architecture needs them: found under any spelling, checked, every fault kept. */
final class Fields {
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0; // 2^53

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Fields(Map<String, Object> fields) {
        for (ModelFields.Written field : ModelFields.flat(fields, "")) {
            add(field.name(), field.place(), field.value());
        }
    }

    private void add(String name, String place, Object value) {
        values.put(name, value);
        places.put(name, place);
        if (value instanceof Map<?, ?> inner) {
            ModelFields.strings(inner).forEach((key, deep) -> {
                values.put(name + "." + key, deep);
                places.put(name + "." + key, place + "." + key);
            });
        }
    }

    List<Fault> faults() {
        return faults;
    }

    void fault(String field, String reason) {
        faults.add(new Fault(field, reason));
    }

    /** The name under which a field was written, its canonical name where it was not. */
    String written(String name) {
        String spelling = spelling(name);
        return spelling == null ? name : places.getOrDefault(spelling, spelling);
    }

    @Nullable
    Object get(String name) {
        String spelling = spelling(name);
        return spelling == null ? null : values.get(spelling);
    }

    long required(String name) {
        if (get(name) == null) {
            fault(name, "is missing");
            return 0;
        }
        return count(name, 1).orElse(0);
    }

    OptionalLong count(String name, long least) {
        Object value = get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        boolean whole = value instanceof Long
                || (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT);
        if (!whole) {
            fault(written(name), "must be a whole number, was " + shown(value));
            return OptionalLong.empty();
        }
        long number = ((Number) value).longValue();
        if (number < least) {
            fault(written(name), "must be at least " + least + ", was " + number);
            return OptionalLong.empty();
        }
        return OptionalLong.of(number);
    }

    private @Nullable String spelling(String name) {
        List<String> spellings = FieldNames.of(name).map(FieldNames.Field::spellings).orElse(List.of(name)).stream()
                .filter(values::containsKey)
                .toList();
        for (int i = 1; i < spellings.size(); i++) {
            if (!java.util.Objects.equals(values.get(spellings.get(0)), values.get(spellings.get(i)))) {
                Fault twice = new Fault(
                        places.getOrDefault(spellings.get(i), spellings.get(i)),
                        "must equal " + places.get(spellings.get(0)) + ", which means the same, was "
                                + shown(values.get(spellings.get(i))) + " and "
                                + shown(values.get(spellings.get(0))));
                if (!faults.contains(twice)) {
                    faults.add(twice);
                }
            }
        }
        return spellings.isEmpty() ? null : spellings.get(0);
    }

    static String shown(@Nullable Object value) {
        String text = value instanceof String name ? "\"" + name + "\"" : String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
