package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What one formula set found. Grows with the pairs of model and device up to a limit, not with the rows. */
final class Findings {
    static final int PAIRS = 1000;

    final Formulas formulas;
    final Ranking lowestStep = new Ranking(1, Findings::step);
    final Ranking mostPerDevice = new Ranking(1, Findings::perDevice);
    final Ranking mostTotal = new Ranking(1, Findings::total);
    final Map<String, Ranking> fewestDevices = new LinkedHashMap<>();
    final Map<Pair, PairFindings> pairs = new LinkedHashMap<>();
    final long[] bound = new long[Term.values().length];
    final Frontier frontier = new Frontier();
    final CostFindings cost = new CostFindings();
    long rows;
    long fit;
    long asked;
    long meet;
    long doNotFit;
    long notSupported;

    /** A model on a device. */
    record Pair(String model, String hardware) {
        // Written out: the generated ones are put together at run time, at every start.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && model.equals(pair.model) && hardware.equals(pair.hardware);
        }

        @Override
        public int hashCode() {
            return 31 * model.hashCode() + hardware.hashCode();
        }
    }

    Findings(Formulas formulas) {
        this.formulas = formulas;
    }

    static double step(Row row) {
        return row.estimate().get(Figure.DECODE_STEP_SECONDS);
    }

    static double perDevice(Row row) {
        return -row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
    }

    private static double total(Row row) {
        return -row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND);
    }

    private static double devices(Row row) {
        return row.scenario().deployment().parallelism().devicesPerReplica();
    }

    void accept(Row row, List<Column> settings) {
        rows++;
        if (!row.estimate().isSupported()) {
            notSupported++;
            return;
        }
        PairFindings pair = pair(row);
        if (!Boolean.TRUE.equals(row.estimate().fits())) {
            doNotFit++;
            pair.doNotFit++;
            return;
        }
        fit++;
        pair.fit++;
        Term term = row.estimate().bound();
        if (term != null) {
            bound[term.ordinal()]++;
            pair.bound[term.ordinal()]++;
        }
        asked += row.serviceLevel().isAsked() ? 1 : 0;
        if (!row.serviceLevel().isKept()) {
            return;
        }
        meet += row.serviceLevel().isAsked() ? 1 : 0;
        cost.accept(row, settings);
        frontier.accept(row, settings);
        lowestStep.offer(row, settings);
        mostPerDevice.offer(row, settings);
        mostTotal.offer(row, settings);
        offer(fewestDevices, row.scenario().model().id(), Findings::devices, row, settings);
        pair.accept(row, settings);
    }

    /** The pair of a row; beyond so many pairs, one nobody looks at. */
    private PairFindings pair(Row row) {
        Pair key =
                new Pair(row.scenario().model().id(), row.scenario().hardware().id());
        PairFindings pair = pairs.get(key);
        if (pair == null) {
            pair = new PairFindings();
            if (pairs.size() < PAIRS) {
                pairs.put(key, pair);
            }
        }
        return pair;
    }

    /** The best of each model on each device, in the order of the pairs; pairs without a winner are left out. */
    List<Winner> ofPairs(Objective objective) {
        List<Winner> winners = new ArrayList<>();
        for (PairFindings pair : pairs.values()) {
            Winner winner = pair.best(objective).first();
            if (winner != null) {
                winners.add(winner);
            }
        }
        return winners;
    }

    /** Everything a reader of the best scenarios wants a row of: the frontier, and the best of each pair. */
    List<Winner> leaders() {
        List<Winner> leaders = new ArrayList<>();
        for (String model : models()) {
            frontier.of(model).forEach(point -> leaders.add(point.place()));
        }
        for (Objective by : Objective.values()) {
            leaders.addAll(ofPairs(by));
        }
        leaders.addAll(cost.leaders());
        leaders.addAll(new Choices(this).named());
        leaders.addAll(lowestStep.winners());
        leaders.addAll(mostPerDevice.winners());
        leaders.addAll(mostTotal.winners());
        fewestDevices.values().forEach(ranking -> leaders.addAll(ranking.winners()));
        return leaders;
    }

    /** What options are held against each other by: cost where it is known, else throughput of a device. */
    Objective objective() {
        return cost.isKnown() ? Objective.COST : Objective.THROUGHPUT;
    }

    /** The models of the winners, in the order of the pairs. */
    List<String> models() {
        return pairs.keySet().stream().map(Pair::model).distinct().toList();
    }

    /** The devices of the pairs, in their order. */
    List<String> devices() {
        return pairs.keySet().stream().map(Pair::hardware).distinct().toList();
    }

    private static <K> void offer(
            Map<K, Ranking> rankings, K key, ToDoubleFunction<Row> cost, Row row, List<Column> settings) {
        Ranking ranking = rankings.get(key);
        if (ranking == null) {
            if (rankings.size() == PAIRS) {
                return;
            }
            ranking = new Ranking(1, cost);
            rankings.put(key, ranking);
        }
        ranking.offer(row, settings);
    }

    String bindsMost() {
        Term most = most();
        List<String> others = new ArrayList<>();
        for (Term term : Term.values()) {
            if (term != most && bound[term.ordinal()] > 0) {
                others.add(term.id() + " " + Words.share(bound[term.ordinal()], fit));
            }
        }
        String rest = others.isEmpty() ? "" : "; " + String.join(", ", others);
        return Words.capital(most.id()) + " binds most often, in " + Words.share(bound[most.ordinal()], fit)
                + " of the scenarios that fit" + rest + ".";
    }

    private Term most() {
        Term most = Term.MEMORY;
        for (Term term : Term.values()) {
            if (bound[term.ordinal()] > bound[most.ordinal()]) {
                most = term;
            }
        }
        return most;
    }

    /** What formula sets are compared by. */
    enum Headline {
        FIT("Scenarios that fit"),
        STEP("Lowest decode step"),
        PER_DEVICE("Most output tokens per second per device"),
        TOTAL("Most output tokens per second"),
        BOUND("What binds most often");

        private final String title;

        Headline(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    String text(Headline headline) {
        Winner fastest = lowestStep.first();
        Winner perDevice = mostPerDevice.first();
        Winner total = mostTotal.first();
        if (headline == Headline.FIT) {
            return Words.count(fit) + " of " + Words.count(rows);
        }
        if (headline == Headline.BOUND && fit > 0) {
            return most().id() + " (" + Words.share(bound[most().ordinal()], fit) + ")";
        }
        if (fastest == null || perDevice == null || total == null) {
            return "–";
        }
        return switch (headline) {
            case STEP ->
                Words.duration(fastest.decodeStepSeconds()) + " (scenario " + Words.count(fastest.scenario()) + ")";
            case PER_DEVICE ->
                Words.number(perDevice.tokensPerSecondPerDevice()) + " (scenario " + Words.count(perDevice.scenario())
                        + ")";
            case TOTAL -> Words.number(total.tokensPerSecond()) + " (scenario " + Words.count(total.scenario()) + ")";
            default -> "–";
        };
    }
}
