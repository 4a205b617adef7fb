package dev.sweepbook.diff;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Unit;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.ShortestDecimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words for what a comparison finds. */
public final class Told {
    private static final Map<String, Column> COLUMNS =
            Columns.results().stream().collect(Collectors.toMap(Column::id, Function.identity()));

    private Told() {}

    /**
     * How many of something.
     *
     * @param count how many
     * @param one the word for one
     * @return the number with thousands separators and the word, in the plural where due
     */
    public static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    /**
     * A share with its sign.
     *
     * @param share the share, 0.1 for 10 %
     * @return the percentage, a factor where it is ten or more
     */
    public static String share(double share) {
        if (share >= 10) {
            return String.format(Locale.ROOT, "×%,.1f", 1 + share);
        }
        double percent = 100 * share;
        boolean tiny = percent != 0 && Math.abs(percent) < 0.05;
        return String.format(Locale.ROOT, tiny ? "%+.2g %%" : "%+.1f %%", percent);
    }

    /**
     * What a cause did to a figure.
     *
     * @param effect the range
     * @return one share, or from the least to the most
     */
    public static String range(Totals.Effect effect) {
        String least = share(effect.least());
        String most = share(effect.most());
        return least.equals(most) ? least : least + " to " + most;
    }

    /**
     * The title of a result.
     *
     * @param id of its column
     * @return the title
     */
    public static String title(String id) {
        Column column = COLUMNS.get(id);
        return column == null ? id : column.title();
    }

    /**
     * A value as it is read in a line of text.
     *
     * @param value a {@link Double}, a {@link String}, or null
     * @param unit what it is shown in
     * @return four digits and the unit, the text, or {@code empty}
     */
    public static String value(@Nullable Object value, Unit unit) {
        if (!(value instanceof Double number)) {
            return value == null ? "empty" : value.toString();
        }
        int decimals = number == 0 ? 0 : (int) Math.max(0, 3 - Math.floor(Math.log10(Math.abs(number))));
        String digits = number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%,." + Math.min(decimals, 12) + "f", number);
        return unit.symbol().isEmpty() ? digits : digits + " " + unit.symbol();
    }

    /**
     * The inputs on which a scenario differs from what it was.
     *
     * @param before as it was asked
     * @param after as it is asked now
     * @return {@code batch_size 8 → 16}, several parted by commas; empty where they are the same
     */
    public static String inputs(Entry before, Entry after) {
        List<String> differences = new ArrayList<>();
        for (AxisKey key : keys(List.of(before, after))) {
            Object a = before.value(key);
            Object b = after.value(key);
            if (!Objects.equals(a, b)) {
                differences.add(key.id() + " " + input(a) + " → " + input(b));
            }
        }
        return String.join(", ", differences);
    }

    /** Every axis, and the dotted ones of some scenarios. */
    static Set<AxisKey> keys(Iterable<Entry> entries) {
        Set<AxisKey> keys = new LinkedHashSet<>(List.of(Axis.values()));
        Set<AxisKey> fields = new TreeSet<>(Comparator.comparing(AxisKey::id));
        entries.forEach(entry -> fields.addAll(entry.asked().fields().keySet()));
        keys.addAll(fields);
        return keys;
    }

    /** A value of an axis in base units. */
    static String input(@Nullable Object value) {
        if (value == null) {
            return "none";
        } else if (value instanceof Double number) {
            BigDecimal digits = ShortestDecimal.of(number);
            return String.format(Locale.ROOT, "%,." + Math.max(0, digits.scale()) + "f", digits);
        }
        return value instanceof Long count ? String.format(Locale.ROOT, "%,d", count) : AxisText.name(value);
    }

    /**
     * Causes in words.
     *
     * @param change what changed
     * @return their names with what each added over the old value, and which could not be told apart
     */
    public static String why(Change change) {
        List<String> words = new ArrayList<>();
        for (Cause cause : change.causes()) {
            Double part = change.parts().get(cause);
            String added = part != null && change.before() instanceof Double before && before != 0
                    ? " " + share(part / Math.abs(before))
                    : "";
            words.add(cause.id() + added);
        }
        String joined = change.joined().stream().map(Cause::id).collect(Collectors.joining(", "));
        return String.join(", ", words)
                + (joined.isEmpty() ? "" : " (together with " + joined + ": no result in between)");
    }
}
