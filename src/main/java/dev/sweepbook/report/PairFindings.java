package dev.sweepbook.report;

import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one formula set found for one model on one device. */
final class PairFindings implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KINDS = 16;
    private static final int MOST_KINDS = 1000;
    private static final Objective[] OBJECTIVES = Objective.values();

    private final transient Recall recall;
    private final Ranking cheapestDecoding;
    private final Ranking[] best = new Ranking[OBJECTIVES.length];
    private final Ranking[] sure = new Ranking[OBJECTIVES.length];
    private final LinkedHashMap<Double, Ranking[]> byDevices = new LinkedHashMap<>();
    private final EnumMap<DataType, Ranking[]> byFormat = new EnumMap<>(DataType.class);
    final long[] bound = new long[Term.values().length];
    long fit;
    long doNotFit;

    private boolean cut;

    PairFindings(Recall recall) {
        this.recall = recall;
        this.cheapestDecoding = new Ranking(1, row -> TokenCost.decoding(row.estimate()), recall);
        fill(best);
        fill(sure);
    }

    private Ranking[] fill(Ranking[] rankings) {
        for (Objective objective : OBJECTIVES) {
            rankings[objective.ordinal()] = new Ranking(1, objective.lowest(), recall);
        }
        return rankings;
    }

    private Ranking[] fresh() {
        return fill(new Ranking[OBJECTIVES.length]);
    }

    /** Takes a row that fits and may lead. */
    void accept(Row row) {
        offer(best, row);
        cheapestDecoding.offer(row);
        if (Promise.isSure(row)) {
            offer(sure, row);
        }
        offer(ofDevices(row.scenario().deployment().parallelism().devicesPerReplica()), row);
        offer(ofFormat(row.scenario().deployment().precision().weights()), row);
    }

    private Ranking @Nullable [] ofDevices(double devices) {
        Ranking[] known = byDevices.get(devices);
        if (known == null && byDevices.size() < MOST_KINDS) {
            known = fresh();
            byDevices.put(devices, known);
        }
        cut |= known == null;
        return known;
    }

    private Ranking[] ofFormat(DataType type) {
        return byFormat.computeIfAbsent(type, any -> fresh());
    }

    private static void offer(Ranking @Nullable [] rankings, Row row) {
        if (rankings != null) {
            for (Ranking ranking : rankings) {
                ranking.offer(row);
            }
        }
    }

    /** Adds what rows that follow came to. */
    void add(PairFindings later) {
        cheapestDecoding.add(later.cheapestDecoding);
        add(best, later.best);
        add(sure, later.sure);
        later.byDevices.forEach((devices, theirs) -> add(ofDevices(devices), theirs));
        later.byFormat.forEach((type, theirs) -> add(ofFormat(type), theirs));
        for (int term = 0; term < bound.length; term++) {
            bound[term] += later.bound[term];
        }
        fit += later.fit;
        doNotFit += later.doNotFit;
        cut |= later.cut;
    }

    private static void add(Ranking @Nullable [] mine, Ranking[] later) {
        if (mine != null) {
            for (int i = 0; i < mine.length; i++) {
                mine[i].add(later[i]);
            }
        }
    }

    /** Whether rows were left out for which there was no room. */
    boolean isCut() {
        return cut;
    }

    Ranking best(Objective objective) {
        return best[objective.ordinal()];
    }

    /** The best of those that keep the service level at the upper end of their error band too. */
    Ranking bestSure(Objective objective) {
        return sure[objective.ordinal()];
    }

    /** The cheapest by what decoding costs, without the prompts. */
    Ranking cheapestDecoding() {
        return cheapestDecoding;
    }

    /** The best of each number of devices a replica, of the first few numbers. */
    List<Ranking> ofDevices(Objective objective) {
        return of(byDevices, objective);
    }

    /** The best of each format of the weights. */
    List<Ranking> ofFormats(Objective objective) {
        return of(byFormat, objective);
    }

    private static List<Ranking> of(Map<?, Ranking[]> kinds, Objective objective) {
        List<Ranking> rankings = new ArrayList<>();
        kinds.values().stream().limit(KINDS).forEach(each -> rankings.add(each[objective.ordinal()]));
        return rankings;
    }

    /** The term that binds most of the scenarios that fit, or null where none does. */
    @Nullable
    Term most() {
        Term most = null;
        for (Term term : Term.values()) {
            if (bound[term.ordinal()] > 0 && (most == null || bound[term.ordinal()] > bound[most.ordinal()])) {
                most = term;
            }
        }
        return most;
    }
}
