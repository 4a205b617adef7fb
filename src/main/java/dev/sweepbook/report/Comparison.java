package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.scenario.Workload;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far formula sets differ over the scenarios they share. Holds a limited number of scenarios that wait for a partner. */
final class Comparison {
    private static final int WAITING = 50_000;
    private static final List<String> FIGURES = List.of("Decode step", "Prefill", "Request");

    private final Map<Key, Map<Formulas, Times>> waiting = new LinkedHashMap<>();
    private final Map<Pair, List<Ratios>> pairs = new LinkedHashMap<>();
    private final int sets;
    private boolean full;

    /** Compares a known number of formula sets. */
    Comparison(int sets) {
        this.sets = sets;
    }

    /** A scenario apart from its formula set. */
    private record Key(
            String model,
            String hardware,
            String calibration,
            ServingEngine engine,
            Deployment deployment,
            Workload workload,
            Economics economics,
            Map<AxisKey, Object> fields) {
        static Key of(Row row) {
            return new Key(
                    row.scenario().model().id(),
                    row.scenario().hardware().id(),
                    row.scenario().method().calibration(),
                    row.scenario().method().engine(),
                    row.scenario().deployment(),
                    row.scenario().workload(),
                    row.scenario().economics(),
                    row.fields());
        }
    }

    private record Times(
            double step,
            double prefill,
            double request,
            Exposed terms,
            @Nullable Term prefillBound) {
        static Times of(Row row) {
            Estimate estimate = row.estimate();
            return new Times(
                    estimate.get(Figure.DECODE_STEP_SECONDS),
                    estimate.get(Figure.PREFILL_SECONDS),
                    estimate.get(Figure.REQUEST_SECONDS),
                    Exposed.of(estimate, row.scenario().method().formulas()),
                    estimate.prefillBound());
        }
    }

    private record Pair(Formulas from, Formulas to) {}

    void accept(Row row) {
        if (sets < 2 || !row.estimate().isSupported()) {
            return;
        }
        Key key = Key.of(row);
        Map<Formulas, Times> known = waiting.get(key);
        if (known == null) {
            if (waiting.size() == WAITING) {
                full = true;
                return;
            }
            known = new EnumMap<>(Formulas.class);
            waiting.put(key, known);
        }
        Formulas formulas = row.scenario().method().formulas();
        Times times = Times.of(row);
        known.forEach((other, theirs) -> {
            boolean older = other.compareTo(formulas) < 0;
            compare(
                    older ? new Pair(other, formulas) : new Pair(formulas, other),
                    older ? theirs : times,
                    older ? times : theirs);
        });
        known.put(formulas, times);
        if (known.size() == sets) {
            waiting.remove(key);
        }
    }

    private void compare(Pair pair, Times from, Times to) {
        List<Ratios> ratios = pairs.computeIfAbsent(pair, p -> List.of(new Ratios(), new Ratios(), new Ratios()));
        Term term = from.terms().mostChangedTo(to.terms());
        ratios.get(0).add(from.step(), to.step(), term == null ? "" : term.id());
        Term limit = to.prefill() > from.prefill() ? to.prefillBound() : from.prefillBound();
        boolean samePrefill = isSame(from.prefill(), to.prefill());
        ratios.get(1).add(from.prefill(), to.prefill(), limit == null || samePrefill ? "" : limit.id());
        double ofPrefill = Math.abs(to.prefill() - from.prefill());
        double ofSteps = Math.abs((to.request() - to.prefill()) - (from.request() - from.prefill()));
        String part = ofPrefill > ofSteps ? "prefill" : "decode steps";
        ratios.get(2).add(from.request(), to.request(), isSame(from.request(), to.request()) ? "" : part);
    }

    private static boolean isSame(double a, double b) {
        return Math.abs(a - b) <= 1e-9 * Math.abs(a);
    }

    /** The block, or none where no two sets share a scenario. */
    List<Summary.Block> blocks() {
        if (pairs.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        List<List<@Nullable Object>> lines = new ArrayList<>();
        pairs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        java.util.Comparator.comparing(Pair::from).thenComparing(Pair::to)))
                .forEach(pair -> {
                    sentences.add(sentence(pair.getKey(), pair.getValue()));
                    for (int i = 0; i < FIGURES.size(); i++) {
                        addLine(
                                lines,
                                pair.getKey(),
                                FIGURES.get(i),
                                pair.getValue().get(i));
                    }
                });
        if (full) {
            sentences.add("Over the first " + Words.count(WAITING) + " scenarios.");
        }
        List<Summary.Heading> headings = List.of(
                new Summary.Heading("Compared", Unit.TEXT),
                new Summary.Heading("Time", Unit.TEXT),
                new Summary.Heading("Scenarios both have", Unit.COUNT),
                new Summary.Heading("Median ratio", Unit.NONE),
                new Summary.Heading("Lowest ratio", Unit.NONE),
                new Summary.Heading("Highest ratio", Unit.NONE),
                new Summary.Heading("Share of those that differ", Unit.SHARE),
                new Summary.Heading("… where most of the difference comes from", Unit.TEXT));
        return List.of(new Summary.Block("How far the formula sets differ", sentences, headings, lines));
    }

    private static void addLine(List<List<@Nullable Object>> lines, Pair pair, String figure, Ratios ratios) {
        if (ratios.count() > 0) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(pair.to().id() + " / " + pair.from().id());
            line.add(figure);
            line.add((double) ratios.count());
            line.add(ratios.median());
            line.add(ratios.lowest());
            line.add(ratios.highest());
            line.add(ratios.cause().isEmpty() ? null : (Object) Unit.SHARE.shown(ratios.causeShare()));
            line.add(ratios.cause().isEmpty() ? "they do not differ" : ratios.cause());
            lines.add(line);
        }
    }

    private static String sentence(Pair pair, List<Ratios> ratios) {
        return pair.to().id() + " against " + pair.from().id() + ", over "
                + Words.count(ratios.get(0).count(), "scenario") + " both have: a decode step takes "
                + step(ratios.get(0)) + rest(ratios) + ". " + FormulaWords.difference(pair.from(), pair.to());
    }

    private static String step(Ratios step) {
        if (step.cause().isEmpty()) {
            return "the same time";
        }
        String range = step.lowest() == step.highest()
                ? ""
                : " (" + Words.number(step.lowest()) + " to " + Words.number(step.highest()) + ")";
        return times(step) + " as long in the median" + range + ", mostly because of " + step.cause() + " in "
                + Words.percent(step.causeShare()) + " of those that differ";
    }

    private static String rest(List<Ratios> ratios) {
        return ratios.get(2).count() == 0
                ? ""
                : "; a prefill takes " + times(ratios.get(1)) + ", a request " + times(ratios.get(2));
    }

    private static String times(Ratios ratios) {
        return ratios.count() == 0 ? "none" : Words.number(ratios.median()) + " times";
    }
}
