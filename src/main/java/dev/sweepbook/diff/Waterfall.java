package dev.sweepbook.diff;

import dev.sweepbook.report.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The levels a result passes on its way from old to new: as recorded, then after each cause. What a cause adds is the
 * difference of two levels, so that all of them together are the whole change.
 */
final class Waterfall {
    private final List<Cause> causes = new ArrayList<>();
    private final List<Values> levels = new ArrayList<>();
    private final Values first;

    /** Begins at the old result. */
    Waterfall(Values first) {
        this.first = first;
    }

    /** The results once a cause has changed too. */
    void then(Cause cause, Values level) {
        causes.add(cause);
        levels.add(level);
    }

    private double number(int level, int column) {
        int last = levels.size() - 1;
        double end = levels.get(last).number(column);
        if (level < 0 || (level == 0 && last > 0 && near(0, first, column))) {
            return first.number(column);
        }
        return level == last || near(level, levels.get(last), column)
                ? end
                : levels.get(level).number(column);
    }

    /** A level that differs from an end by no more than noise is the end, so that noise is nobody's doing. */
    private boolean near(int level, Values end, int column) {
        return Values.isSame(levels.get(level).number(column), end.number(column));
    }

    Change change(Column column, int place) {
        Values last = levels.get(levels.size() - 1);
        Object before = first.shown(place);
        Object after = last.shown(place);
        return before instanceof Double && after instanceof Double
                ? added(column, place)
                : new Change(column, before, after, Map.of(), turns(place), List.of());
    }

    private Change added(Column column, int place) {
        TreeMap<Cause, Double> parts = new TreeMap<>();
        Set<Cause> joined = new TreeSet<>();
        List<Cause> waiting = new ArrayList<>();
        double level = number(-1, place);
        for (int i = 0; i < levels.size(); i++) {
            double next = number(i, place);
            if (Double.isNaN(next)) {
                waiting.add(causes.get(i));
            } else {
                if (next != level) {
                    parts.merge(causes.get(i), next - level, Double::sum);
                    joined.addAll(waiting);
                }
                waiting.clear();
                level = next;
            }
        }
        parts.values().removeIf(part -> part == 0);
        return new Change(
                column,
                first.shown(place),
                levels.get(levels.size() - 1).shown(place),
                parts,
                List.copyOf(parts.keySet()),
                List.copyOf(joined));
    }

    /** Of a verdict, or a result that came or went: the causes that turned it. */
    private List<Cause> turns(int place) {
        Set<Cause> turning = new TreeSet<>();
        @Nullable Object level = kind(first, place);
        for (int i = 0; i < levels.size(); i++) {
            Object next = kind(levels.get(i), place);
            if (!Objects.equals(level, next)) {
                turning.add(causes.get(i));
            }
            level = next;
        }
        return List.copyOf(turning);
    }

    private static @Nullable Object kind(Values values, int place) {
        return Double.isNaN(values.number(place)) ? values.text(place) : "a number";
    }
}
