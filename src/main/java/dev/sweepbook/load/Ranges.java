package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.sweep.AxisKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code {from, to, times|step|count, scale}}. */
final class Ranges {
    private static final List<String> KEYS = List.of("from", "to", "times", "step", "count", "scale");
    private static final List<String> PACES = List.of("times", "step", "count");

    private final Problems problems;
    private final Nodes nodes;
    private final long limit;

    Ranges(Problems problems, long limit) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.limit = limit;
    }

    /** The values of a range, or null with what is wrong reported. */
    @Nullable
    List<Object> read(AxisKey key, MapNode range) {
        if (!AxisValues.isNumeric(key)) {
            problems.add(range.place(), key.id() + ": takes names, not a range; write a list");
            return null;
        }
        long before = problems.count();
        refuseUnknown(key, range);
        BigDecimal from = bound(key, range, "from");
        BigDecimal to = bound(key, range, "to");
        Entry pace = pace(key, range);
        boolean logarithmic = scale(key, range, pace);
        if (pace == null || from == null || to == null || problems.count() > before) {
            return null;
        }
        String field = key.id() + ": " + pace.key();
        BigDecimal by = paceNumber(key, pace, field);
        if (by == null || !boundsAgree(key, range, pace, from, to, logarithmic)) {
            return null;
        }
        RangeValues values = new RangeValues(key, limit);
        Reading<List<Object>> reading = switch (pace.key()) {
            case "times" -> values.byTimes(from, to, by);
            case "step" -> values.byStep(from, to, by);
            default -> values.byCount(from, to, by, logarithmic);
        };
        return reading.orReport(problems, pace.place(), field);
    }

    private void refuseUnknown(AxisKey key, MapNode range) {
        for (Entry entry : range.entries()) {
            if (!KEYS.contains(entry.key())) {
                problems.add(
                        entry.place(),
                        key.id() + ": " + Shown.quoted(entry.key()) + " is no key of a range; they are "
                                + String.join(", ", KEYS) + Nearest.hint(entry.key(), KEYS));
            }
        }
    }

    private @Nullable BigDecimal bound(AxisKey key, MapNode range, String name) {
        String field = key.id() + ": " + name;
        YamlNode node = range.get(name);
        if (node == null) {
            problems.add(range.place(), field + ": is missing; a range has from, to and one of times, step, count");
            return null;
        }
        TextNode text = nodes.text(node, field);
        if (text == null) {
            return null;
        }
        Reading<BigDecimal> number = AxisValues.number(key, text.text())
                .then(value -> AxisValues.inRange(key, value, text.text()).then(ok -> Reading.good(value)));
        return number.orReport(problems, text.place(), field);
    }

    private @Nullable Entry pace(AxisKey key, MapNode range) {
        List<Entry> paces = range.entries().stream()
                .filter(entry -> PACES.contains(entry.key()))
                .toList();
        if (paces.size() == 1) {
            return paces.get(0);
        }
        problems.add(
                range.place(),
                key.id() + ": a range has exactly one of times, step and count, has "
                        + (paces.isEmpty()
                                ? "none"
                                : String.join(
                                        " and ", paces.stream().map(Entry::key).toList())));
        return null;
    }

    private boolean scale(AxisKey key, MapNode range, @Nullable Entry pace) {
        Entry scale = range.entry("scale");
        if (scale == null) {
            return false;
        }
        TextNode text = nodes.text(scale.value(), key.id() + ": scale");
        if (text != null && !Set.of("linear", "log").contains(text.text())) {
            problems.add(text.place(), key.id() + ": scale: must be linear or log, was " + text.found());
        } else if (pace != null && !pace.key().equals("count")) {
            problems.add(scale.place(), key.id() + ": scale: goes with count only, not with " + pace.key());
        }
        return text != null && text.text().equals("log");
    }

    private @Nullable BigDecimal paceNumber(AxisKey key, Entry pace, String field) {
        TextNode text = nodes.text(pace.value(), field);
        if (text == null) {
            return null;
        }
        Reading<BigDecimal> number =
                pace.key().equals("step") ? AxisValues.number(key, text.text()) : Numbers.read(text.text());
        return number.then(value -> paceInRange(pace.key(), value, text.text()))
                .orReport(problems, text.place(), field);
    }

    private static Reading<BigDecimal> paceInRange(String pace, BigDecimal value, String text) {
        if (pace.equals("step") && value.signum() <= 0) {
            return Reading.bad("must be above 0, was " + Shown.plain(text));
        } else if (pace.equals("times") && value.compareTo(BigDecimal.ONE) <= 0) {
            return Reading.bad("must be above 1, was " + Shown.plain(text));
        } else if (pace.equals("count") && value.stripTrailingZeros().scale() > 0) {
            return Reading.bad("must be a whole number, was " + Shown.plain(text));
        } else if (pace.equals("count") && value.compareTo(BigDecimal.valueOf(2)) < 0) {
            return Reading.bad("must be at least 2, was " + Shown.plain(text));
        }
        return Reading.good(value);
    }

    private boolean boundsAgree(
            AxisKey key, MapNode range, Entry pace, BigDecimal from, BigDecimal to, boolean logarithmic) {
        boolean needsPositive = pace.key().equals("times") || logarithmic;
        if (needsPositive && from.signum() <= 0) {
            problems.add(
                    range.place(),
                    key.id() + ": from: must be above 0 for " + (logarithmic ? "scale log" : "times") + ", was "
                            + from.toPlainString());
            return false;
        }
        boolean flat = pace.key().equals("count") && from.compareTo(to) == 0;
        if (from.compareTo(to) > 0 || flat) {
            problems.add(
                    range.place(),
                    key.id() + ": to: must be " + (flat ? "above" : "at least") + " from, was "
                            + Shown.plain(to.toPlainString()) + " with from " + Shown.plain(from.toPlainString()));
            return false;
        }
        return true;
    }
}
