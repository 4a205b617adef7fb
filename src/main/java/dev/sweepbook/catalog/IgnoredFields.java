package dev.sweepbook.catalog;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fields of a configuration that say nothing of the tensors, from {@code ignored-fields.csv}. */
final class IgnoredFields {
    private static final List<Pattern> NAMES = Table.read("ignored-fields.csv").stream()
            .map(row -> Pattern.compile(row.cell("name").replace("*", ".*")))
            .toList();

    private IgnoredFields() {}

    static boolean has(String name) {
        return NAMES.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** Whether a value can be a size, a switch that is on, or hold some. */
    static boolean mayShape(@Nullable Object value) {
        return value instanceof Long number
                ? number > 0
                : Boolean.TRUE.equals(value) || value instanceof List<?> || value instanceof Map<?, ?>;
    }
}
