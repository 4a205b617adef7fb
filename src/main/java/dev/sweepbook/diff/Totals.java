package dev.sweepbook.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a comparison found, counted as it goes: memory does not grow with the scenarios. */
public final class Totals {
    private static final int LARGEST = 12;
    private static final double UNDEFINED = Double.POSITIVE_INFINITY;

    private final int compared;
    private final long paired;
    private long unchanged;
    private long changed;
    private long added;
    private long removed;
    private final Map<Cause, Long> scenarios = new TreeMap<>();
    private final Map<Cause, Map<String, Effect>> effects = new TreeMap<>();
    private final Map<String, Turn> turns = new TreeMap<>();
    private final List<Large> largest = new ArrayList<>();
    private final List<Large> largestMisfits = new ArrayList<>();
    private final Verdicts verdicts = new Verdicts();
    private List<Recommendation> recommendations = List.of();

    Totals(int compared, long paired) {
        this.compared = compared;
        this.paired = paired;
    }

    /** What a cause did to a headline figure over all scenarios. */
    public static final class Effect {
        private long count;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        private Effect() {}

        private void accept(double share) {
            count++;
            least = Math.min(least, share);
            most = Math.max(most, share);
        }

        /**
         * Scenarios whose figure it changed.
         *
         * @return how many
         */
        public long count() {
            return count;
        }

        /**
         * The largest fall, or the smallest rise.
         *
         * @return what it added over the old value
         */
        public double least() {
            return least;
        }

        /**
         * The largest rise, or the smallest fall.
         *
         * @return what it added over the old value
         */
        public double most() {
            return most;
        }
    }

    /**
     * A verdict that turned.
     *
     * @param column which verdict
     * @param before as it was
     * @param after as it is
     * @param causes what turned it
     * @param count scenarios
     */
    public record Turn(String column, String before, String after, String causes, long count) {}

    /**
     * One of the largest changes.
     *
     * @param change the scenario
     * @param figure its figure
     */
    public record Large(ScenarioChange change, Change figure) {
        double size() {
            double ratio = figure.ratio();
            return ratio > 0 ? Math.abs(Math.log(ratio)) : UNDEFINED;
        }
    }

    void countUnchanged() {
        unchanged++;
    }

    void countAdded() {
        added++;
    }

    void countRemoved() {
        removed++;
    }

    void countChanged(ScenarioChange change) {
        changed++;
        verdicts.count(change);
        Set<Cause> all = new HashSet<>();
        for (Change figure : change.changes()) {
            all.addAll(figure.causes());
            if (Diff.HEADLINES.contains(figure.column().id())) {
                headline(change, figure);
            }
        }
        all.forEach(cause -> scenarios.merge(cause, 1L, Long::sum));
    }

    private void headline(ScenarioChange change, Change figure) {
        if (figure.before() instanceof Double before && figure.after() instanceof Double) {
            figure.parts().forEach((cause, part) -> {
                if (before != 0) {
                    effects.computeIfAbsent(cause, c -> new TreeMap<>(Comparator.comparingInt(Diff.HEADLINES::indexOf)))
                            .computeIfAbsent(figure.column().id(), id -> new Effect())
                            .accept(part / Math.abs(before));
                }
            });
            keep(change.fitsEither() ? largest : largestMisfits, new Large(change, figure));
        } else {
            Turn turn = turn(figure);
            if (turn.before().equals(turn.after())) {
                return; // another number in the same verdict
            }
            String key = String.join("\n", turn.column(), turn.before(), turn.after(), turn.causes());
            turns.merge(key, turn, (a, b) -> new Turn(a.column, a.before, a.after, a.causes, a.count + 1));
        }
    }

    private static Turn turn(Change figure) {
        String causes =
                String.join(", ", figure.causes().stream().map(Cause::id).toList());
        return new Turn(figure.column().id(), word(figure.before()), word(figure.after()), causes, 1);
    }

    /** A verdict without its particulars. */
    private static String word(@Nullable Object value) {
        if (value == null) {
            return "empty";
        } else if (value instanceof Double) {
            return "a number";
        }
        String text = value.toString();
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private static void keep(List<Large> kept, Large large) {
        kept.add(large);
        if (kept.size() > 2 * LARGEST) {
            trim(kept);
        }
    }

    private static void trim(List<Large> kept) {
        Comparator<Large> bySize = Comparator.comparingDouble(Large::size);
        kept.sort(bySize.reversed()); // stable: of equal ones the lower numbers stay
        if (kept.size() > LARGEST) {
            kept.subList(LARGEST, kept.size()).clear();
        }
    }

    void recommend(List<Recommendation> told) {
        recommendations = List.copyOf(told);
    }

    /**
     * What the reports recommend.
     *
     * @return by model and what an option is best by
     */
    public List<Recommendation> recommendations() {
        return recommendations;
    }

    /**
     * Which scenarios can be planned with now, and which no longer.
     *
     * @return by verdict
     */
    public Verdicts verdicts() {
        return verdicts;
    }

    /**
     * Results of a scenario that were compared.
     *
     * @return columns
     */
    public int compared() {
        return compared;
    }

    /**
     * Scenarios that were put together although their inputs differ.
     *
     * @return how many
     */
    public long paired() {
        return paired;
    }

    /**
     * Scenarios with the same results.
     *
     * @return how many
     */
    public long unchanged() {
        return unchanged;
    }

    /**
     * Scenarios with results that changed.
     *
     * @return how many
     */
    public long changed() {
        return changed;
    }

    /**
     * Scenarios that only the new side has.
     *
     * @return how many
     */
    public long added() {
        return added;
    }

    /**
     * Scenarios that only the old side has.
     *
     * @return how many
     */
    public long removed() {
        return removed;
    }

    /**
     * Whether there is nothing to tell.
     *
     * @return whether all scenarios are there with the same results
     */
    public boolean isNothing() {
        return changed == 0 && added == 0 && removed == 0;
    }

    /**
     * How many scenarios each cause changed.
     *
     * @return in the order of the causes
     */
    public Map<Cause, Long> scenarios() {
        return Collections.unmodifiableMap(scenarios);
    }

    /**
     * What each cause did to the headline figures.
     *
     * @return by cause and id of the column
     */
    public Map<Cause, Map<String, Effect>> effects() {
        return Collections.unmodifiableMap(effects);
    }

    /**
     * The verdicts that turned.
     *
     * @return by column
     */
    public List<Turn> turns() {
        return List.copyOf(turns.values());
    }

    /**
     * The largest changes of headline figures by their ratio, of scenarios that fit in either report.
     *
     * @return the largest first
     */
    public List<Large> largest() {
        trim(largest);
        return List.copyOf(largest);
    }

    /**
     * The same of scenarios that fit in neither.
     *
     * @return the largest first
     */
    public List<Large> largestMisfits() {
        trim(largestMisfits);
        return List.copyOf(largestMisfits);
    }
}
