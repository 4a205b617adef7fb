package dev.sweepbook.diff;

import dev.sweepbook.report.Column;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Slo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which option each side recommends for each model: of those that fit and keep what the sweep promises the cheapest, the
 * one with the shortest decode step, the one with most throughput per device. Keeps winners alone.
 */
final class Recommendations {
    private static final Set<AxisKey> NAMED = Set.of(Axis.MODEL, Axis.HARDWARE, Axis.FORMULAS);

    private final List<Column> columns;
    private final int fits;
    private final int meets;
    private final List<By> by = new ArrayList<>();
    private final Map<Key, Pair[]> found = new LinkedHashMap<>();

    /** What options are ranked by: the place of a column among those compared. */
    private record By(String title, String of, int column, int otherwise, boolean moreIsBetter) {
        double figure(Values values) {
            double figure = values.number(column);
            return Double.isNaN(figure) ? values.number(otherwise) : figure;
        }
    }

    private record Key(String model, Formulas formulas) {}

    private record Best(Entry entry, double figure) {}

    /** The best of the two sides so far. */
    private static final class Pair {
        private @Nullable Best was;
        private @Nullable Best is;
    }

    Recommendations(List<Column> columns) {
        this.columns = columns;
        this.fits = place("fits");
        this.meets = place("meets_slo");
        // seed-2020 knows no requests, and older reports have no such column: there decoding alone decides
        add(
                "Cheapest",
                "per million output tokens",
                "usd_per_million_output_tokens_with_prompt",
                "usd_per_million_output_tokens",
                false);
        add("Lowest latency", "a decode step", "decode_step_seconds", "decode_step_seconds", false);
        String throughput = "output_tokens_per_second_per_device";
        add("Most tokens per device", "per device", throughput, throughput, true);
    }

    private void add(String title, String of, String id, String otherwise, boolean moreIsBetter) {
        int second = place(otherwise);
        int first = place(id) < 0 ? second : place(id);
        if (first >= 0) {
            by.add(new By(title, of, first, second < 0 ? first : second, moreIsBetter));
        }
    }

    private int place(String id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a scenario fits, which it does where a report does not say, and whether it keeps its promise. */
    ScenarioChange.Verdict verdict(Entry entry, Values values) {
        boolean fitting = fits < 0 || Objects.equals(values.text(fits), "true");
        boolean kept = entry.slo().isAsked() && meets >= 0 && Objects.equals(values.text(meets), "true");
        return new ScenarioChange.Verdict(fitting, fitting && kept, misses(entry.slo(), values, fitting));
    }

    private List<String> misses(Slo slo, Values values, boolean fitting) {
        List<String> misses = new ArrayList<>();
        if (!fitting) {
            misses.add(columns.get(fits).title());
        }
        addMissed(misses, "ttft_seconds", slo.ttftSeconds(), values);
        addMissed(misses, "tpot_seconds", slo.tpotSeconds(), values);
        return misses;
    }

    private void addMissed(List<String> misses, String id, double seconds, Values values) {
        int place = place(id);
        if (place >= 0 && values.number(place) > columns.get(place).unit().shown(seconds)) {
            misses.add(columns.get(place).title());
        }
    }

    /** Whether a scenario may lead: it fits and keeps what its sweep promises. */
    private boolean qualifies(Entry entry, Values values) {
        ScenarioChange.Verdict verdict = verdict(entry, values);
        return verdict.fits() && (!entry.slo().isAsked() || meets < 0 || verdict.meets());
    }

    void was(Entry entry, Values values) {
        accept(entry, values, false);
    }

    void is(Entry entry, Values values) {
        accept(entry, values, true);
    }

    private void accept(Entry entry, Values values, boolean isNew) {
        if (!qualifies(entry, values)) {
            return;
        }
        Key key =
                new Key(entry.scenario().model().id(), entry.scenario().method().formulas());
        Pair[] pairs = found.computeIfAbsent(key, k -> pairs());
        for (int i = 0; i < pairs.length; i++) {
            double figure = by.get(i).figure(values);
            Best known = isNew ? pairs[i].is : pairs[i].was;
            if (!Double.isNaN(figure) && (known == null || isBetter(by.get(i), figure, known.figure()))) {
                Best best = new Best(entry, figure);
                if (isNew) {
                    pairs[i].is = best;
                } else {
                    pairs[i].was = best;
                }
            }
        }
    }

    private Pair[] pairs() {
        Pair[] pairs = new Pair[by.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Pair();
        }
        return pairs;
    }

    private static boolean isBetter(By by, double figure, double than) {
        return by.moreIsBetter() ? figure > than : figure < than;
    }

    /** What is recommended now and was before, by model and what it is best by. */
    List<Recommendation> told(List<Entry> before, List<Entry> after) {
        boolean several = found.keySet().stream().map(Key::formulas).distinct().count() > 1;
        boolean asked = before.stream().anyMatch(entry -> entry.slo().isAsked())
                || after.stream().anyMatch(entry -> entry.slo().isAsked());
        List<AxisKey> varied = varied(before, after);
        List<Recommendation> told = new ArrayList<>();
        found.forEach((key, pairs) -> {
            for (int i = 0; i < pairs.length; i++) {
                Pair pair = pairs[i];
                if (pair.was != null || pair.is != null) {
                    Column column = columns.get(by.get(i).column());
                    told.add(new Recommendation(
                            key.model() + (several ? " by " + key.formulas().id() : ""),
                            by.get(i).title() + (asked ? " within the SLO" : ""),
                            by.get(i).of(),
                            side(pair.was, varied, column),
                            side(pair.is, varied, column)));
                }
            }
        });
        return told;
    }

    private static Recommendation.@Nullable Option side(@Nullable Best best, List<AxisKey> varied, Column column) {
        return best == null
                ? null
                : new Recommendation.Option(
                        option(best.entry(), varied), best.entry().number(), Told.value(best.figure(), column.unit()));
    }

    /** The devices and what tells the scenario from others, such as {@code 2 × h100, tensor parallel 2}. */
    private static String option(Entry entry, List<AxisKey> varied) {
        StringBuilder words = new StringBuilder();
        words.append(Told.input((Object)
                        Math.round(entry.scenario().deployment().parallelism().devices())))
                .append(" × ")
                .append(entry.scenario().hardware().id());
        for (AxisKey key : varied) {
            Object value = entry.value(key);
            if (value != null) {
                String name = key instanceof Axis ? key.id().replace('_', ' ') : key.id();
                words.append(", ").append(name).append(' ').append(Told.input(value));
            }
        }
        return words.toString();
    }

    /** Axes on which scenarios of either side differ. */
    private static List<AxisKey> varied(List<Entry> before, List<Entry> after) {
        List<Entry> all = new ArrayList<>(before);
        all.addAll(after);
        List<AxisKey> varied = new ArrayList<>();
        for (AxisKey key : Told.keys(all)) {
            Set<@Nullable Object> seen = new LinkedHashSet<>();
            for (Entry entry : all) {
                seen.add(entry.value(key));
                if (seen.size() > 1) {
                    break;
                }
            }
            if (seen.size() > 1 && !NAMED.contains(key)) {
                varied.add(key);
            }
        }
        return varied;
    }
}
