package dev.sweepbook.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists and maps among a model's fields as the text of one cell, which a person can read and edit: equal neighbours of a
 * list are counted, {@code 5 × sliding_attention, full_attention}; what is more involved is JSON.
 */
public final class FieldText {
    private static final String TIMES = " × ";
    private static final int MOST_ITEMS = 100_000;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\-/]*");
    private static final Pattern RUN = Pattern.compile("(\\d{1,6})\\s*[×x*]\\s*(\\S.*|)");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private FieldText() {}

    /**
     * The text of a list or a map.
     *
     * @param value a {@link List} or a {@link Map} of numbers, truths, texts, lists and maps
     * @return its text
     */
    public static String of(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(FieldText::isPlain) && !list.isEmpty()
                ? runs(list)
                : json(value);
    }

    private static boolean isPlain(Object item) {
        return item instanceof Number
                || item instanceof Boolean
                || (item instanceof String text
                        && PLAIN.matcher(text).matches()
                        && !text.equals("true")
                        && !text.equals("false"));
    }

    private static String runs(List<?> list) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int at = 1; at <= list.size(); at++) {
            if (at == list.size() || !list.get(at).equals(list.get(from))) {
                boolean counted = at - from > 1 || list.size() == 1; // one alone is told from a plain value
                runs.add((counted ? (at - from) + TIMES : "") + list.get(from));
                from = at;
            }
        }
        return String.join(", ", runs);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, inner) -> entries.add(quoted(String.valueOf(key)) + ": " + json(inner)));
            return "{" + String.join(", ", entries) + "}";
        } else if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(FieldText::json).toList()) + "]";
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * Whether a text is JSON rather than a counted list.
     *
     * @param text of a cell
     * @return whether it begins like an object or a list of JSON
     */
    public static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    /**
     * Whether a text is a list and no plain value.
     *
     * @param text of a cell
     * @return whether it has a comma, or a count before a cross
     */
    public static boolean isList(String text) {
        return text.indexOf(',') >= 0 || RUN.matcher(text).matches();
    }

    /**
     * Reads a counted list.
     *
     * @param text as {@link #of} writes it
     * @return its items: {@link Long}, {@link Double}, {@link Boolean} or {@link String}; nothing where an item is empty
     *     or there are too many
     */
    public static Optional<List<Object>> list(String text) {
        List<Object> items = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher run = RUN.matcher(part.strip());
            boolean counted = run.matches();
            int count = counted ? Integer.parseInt(run.group(1)) : 1;
            String item = counted ? run.group(2) : part.strip();
            if (item.isEmpty() || items.size() + count > MOST_ITEMS) {
                return Optional.empty();
            }
            for (int i = 0; i < count; i++) {
                items.add(item(item));
            }
        }
        return Optional.of(items);
    }

    private static Object item(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        } else if (NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
