package dev.sweepbook.cli;

import dev.sweepbook.job.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries as a table for people, as CSV, or as JSON. */
final class Listing {
    private Listing() {}

    static String of(List<Map<String, Object>> entries, String format) {
        if (format.equals("json")) {
            return JsonText.of(entries);
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.copyOf(entries.get(0).keySet()));
        for (Map<String, Object> entry : entries) {
            lines.add(entry.values().stream()
                    .map(value -> cell(value, format.equals("csv")))
                    .toList());
        }
        return format.equals("csv") ? csv(lines) : table(lines);
    }

    static String ofOne(Map<String, Object> entry, String format) {
        if (format.equals("json")) {
            return JsonText.of(entry);
        }
        boolean csv = format.equals("csv");
        List<List<String>> lines = new ArrayList<>();
        if (csv) {
            lines.add(List.of("field", "value"));
        }
        entry.forEach((name, value) -> lines.add(List.of(name, cell(value, csv))));
        return csv ? csv(lines) : table(lines);
    }

    /** In base units: with separators between thousands for people, without for programs. */
    private static String cell(Object value, boolean plain) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        String digits = Figures.digits(number.doubleValue());
        return plain ? digits.replace(",", "") : digits;
    }

    private static String table(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder shown = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                shown.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            text.append(shown.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String csv(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                text.append(i == 0 ? "" : ",").append(quoted(line.get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
