package dev.sweepbook.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Named facts as a table, a list, or CSV. */
final class TextTable {
    private static final int WIDEST = 60;
    private static final double EXACT_LONG = 1L << 53;

    private TextTable() {}

    static String table(List<Map<String, Object>> rows) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            row.forEach((name, value) -> widths.merge(
                    name, Math.max(name.length(), Math.min(WIDEST, text(value).length())), Math::max));
        }
        StringBuilder out = new StringBuilder();
        widths.forEach((name, width) -> out.append(padded(name, width)));
        out.append('\n');
        for (Map<String, Object> row : rows) {
            StringBuilder line = new StringBuilder();
            widths.forEach((name, width) -> line.append(padded(cut(text(row.getOrDefault(name, ""))), width)));
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    static String list(Map<String, Object> facts) {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder();
        facts.forEach((name, value) ->
                out.append(padded(name, width)).append(text(value)).append('\n'));
        return out.toString();
    }

    static String csv(List<Map<String, Object>> rows) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        rows.forEach(row -> row.keySet().forEach(name -> names.put(name, true)));
        StringBuilder out = new StringBuilder(String.join(",", names.keySet())).append('\n');
        for (Map<String, Object> row : rows) {
            List<String> cells = names.keySet().stream()
                    .map(name -> quoted(text(row.getOrDefault(name, ""))))
                    .toList();
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") || text.contains("\n")
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) <= EXACT_LONG;
            return whole ? Long.toString(number.longValue()) : String.format(Locale.ROOT, "%s", number);
        }
        return value.toString();
    }

    private static String cut(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()) + 2);
    }
}
