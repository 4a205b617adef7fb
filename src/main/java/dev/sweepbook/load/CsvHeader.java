package dev.sweepbook.load;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a CSV file.
 *
 * @param keys what each column sets; null for one that was refused, or has no name
 * @param named how many columns there are before those at the end without a name, whose cells must be empty
 */
record CsvHeader(List<@Nullable AxisKey> keys, int named) {
    /** The header of a record, its faults reported; null where the record is no header at all. */
    static @Nullable CsvHeader read(CsvRecords record, char separator, Problems problems) {
        return read(record, separator, List.of(), problems);
    }

    /** A header that may also have columns which are no axes; their keys are null. */
    static @Nullable CsvHeader read(CsvRecords record, char separator, List<String> others, Problems problems) {
        List<String> names = List.copyOf(record.fields());
        if (names.stream().noneMatch(name -> AxisNames.find(name).isPresent())
                && names.stream().noneMatch(name -> NotYet.AXES.contains(name))) {
            problems.add(record.place(0), noHeader(names, separator));
            return null;
        }
        int named = names.size();
        while (named > 0 && names.get(named - 1).isEmpty()) {
            named--;
        }
        List<@Nullable AxisKey> keys = new ArrayList<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            keys.add(i < named ? key(record, names, i, seen, others, problems) : null);
        }
        for (Axis needed : List.of(Axis.MODEL, Axis.HARDWARE)) {
            if (!keys.contains(needed) && !seen.containsKey(needed.id())) {
                problems.add(new Place(record.line(), 0), needed.id() + ": the column is missing from the header");
            }
        }
        return new CsvHeader(keys, named);
    }

    private static String noHeader(List<String> names, char separator) {
        String first = String.join(Character.toString(separator), names);
        String hint = first.indexOf('|') >= 0
                ? "; fields are separated by commas, semicolons or tabs, not by |"
                : Nearest.hint(names.get(0), List.of("model", "hardware"));
        return "the first line must be the header, axis names such as model,hardware,batch_size; was "
                + Shown.quoted(first) + hint;
    }

    private static @Nullable AxisKey key(
            CsvRecords record,
            List<String> names,
            int column,
            Map<Object, Integer> seen,
            List<String> others,
            Problems problems) {
        String name = names.get(column);
        Place place = record.place(column);
        if (name.isEmpty()) {
            problems.add(place, "column " + (column + 1) + " has no name in the header");
            return null;
        }
        int hidden =
                name.codePoints().filter(Characters::mustBeEscaped).findFirst().orElse(-1);
        if (hidden >= 0) {
            String meant = name.codePoints()
                    .filter(c -> !Characters.mustBeEscaped(c) || Characters.isOddBlank(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            problems.add(
                    place,
                    "header " + Shown.quoted(name) + " holds " + Characters.named(hidden)
                            + Nearest.hint(meant, AxisNames.all()));
            return null;
        }
        AxisKey key = AxisNames.find(name).orElse(null);
        Integer first = seen.putIfAbsent(key == null ? name.toLowerCase(Locale.ROOT) : key.id(), column);
        if (first != null) {
            problems.add(
                    place,
                    Shown.plain(name) + ": duplicate column, the header has it as column " + (first + 1) + " already"
                            + (names.get(first).equals(name) ? "" : " as " + Shown.plain(names.get(first))));
            return null;
        }
        if (others.contains(name)) {
            return null;
        }
        String hint = others.isEmpty() ? null : Nearest.of(name, others);
        if (key == null && hint != null) {
            problems.add(place, "header " + Shown.quoted(name) + ": is no axis; did you mean " + hint + "?");
            return null;
        }
        return AxisNames.read(name).orReport(problems, place, "header " + Shown.quoted(name));
    }
}
