package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one formula set found. Grows with the pairs of model and device up to a limit, not with the rows. */
final class Findings implements Serializable {
    private static final long serialVersionUID = 1L;
    static final int PAIRS = 1000;

    final Formulas formulas;
    private final transient Recall recall;
    final Ranking lowestStep;
    final Ranking mostPerDevice;
    final Ranking mostTotal;
    final LinkedHashMap<String, Ranking> fewestDevices = new LinkedHashMap<>();
    final LinkedHashMap<Pair, PairFindings> pairs = new LinkedHashMap<>();
    final long[] bound = new long[Term.values().length];
    final Frontier frontier;
    final CostFindings cost;
    private boolean cut;
    long rows;
    long fit;
    long asked;
    long meet;
    long doNotFit;
    long notSupported;

    /** A model on a device. */
    record Pair(String model, String hardware) implements Serializable {
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

    Findings(Formulas formulas, Recall recall) {
        this.formulas = formulas;
        this.recall = recall;
        this.lowestStep = new Ranking(1, Findings::step, recall);
        this.mostPerDevice = new Ranking(1, Findings::perDevice, recall);
        this.mostTotal = new Ranking(1, Findings::total, recall);
        this.frontier = new Frontier(recall);
        this.cost = new CostFindings(recall);
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

    void accept(Row row) {
        rows++;
        if (!row.estimate().isSupported()) {
            notSupported++;
            return;
        }
        PairFindings pair = pair(
                new Pair(row.scenario().model().id(), row.scenario().hardware().id()));
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
        cost.accept(row);
        frontier.accept(row);
        lowestStep.offer(row);
        mostPerDevice.offer(row);
        mostTotal.offer(row);
        Ranking fewest = fewestDevices(row.scenario().model().id());
        if (fewest != null) {
            fewest.offer(row);
        }
        pair.accept(row);
    }

    /** What a pair found; beyond so many pairs, one nobody looks at. */
    private PairFindings pair(Pair key) {
        PairFindings pair = pairs.get(key);
        if (pair == null) {
            pair = new PairFindings(recall);
            if (pairs.size() < PAIRS) {
                pairs.put(key, pair);
            } else {
                cut = true;
            }
        }
        return pair;
    }

    /** What was found for the model and the device of a winner. */
    PairFindings pair(Winner winner) {
        return pairs.getOrDefault(new Pair(winner.model(), winner.hardware()), new PairFindings(recall));
    }

    private @Nullable Ranking fewestDevices(String model) {
        Ranking ranking = fewestDevices.get(model);
        if (ranking == null && fewestDevices.size() < PAIRS) {
            ranking = new Ranking(1, Findings::devices, recall);
            fewestDevices.put(model, ranking);
        }
        cut |= ranking == null;
        return ranking;
    }

    /** Adds what rows that follow came to. */
    void add(Findings later) {
        lowestStep.add(later.lowestStep);
        mostPerDevice.add(later.mostPerDevice);
        mostTotal.add(later.mostTotal);
        later.fewestDevices.forEach((model, theirs) -> {
            Ranking fewest = fewestDevices(model);
            if (fewest != null) {
                fewest.add(theirs);
            }
        });
        later.pairs.forEach((key, theirs) -> pair(key).add(theirs));
        for (int term = 0; term < bound.length; term++) {
            bound[term] += later.bound[term];
        }
        frontier.add(later.frontier);
        cost.add(later.cost);
        rows += later.rows;
        fit += later.fit;
        asked += later.asked;
        meet += later.meet;
        doNotFit += later.doNotFit;
        notSupported += later.notSupported;
        cut |= later.cut;
    }

    /** Whether rows were left out of something for which there was no room. */
    boolean isCut() {
        return cut
                || frontier.isCut()
                || cost.isCut()
                || pairs.values().stream().anyMatch(PairFindings::isCut);
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
            leaders.addAll(frontier.winners(model));
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
