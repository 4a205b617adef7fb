package dev.sweepbook.report;

import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one formula set found for one model on one device. */
final class PairFindings {
    private static final int KINDS = 16;
    private static final Objective[] OBJECTIVES = Objective.values();

    private final Ranking cheapestDecoding = new Ranking(1, row -> TokenCost.decoding(row.estimate()));
    private final Ranking[] best = new Ranking[OBJECTIVES.length];
    private final Ranking[] sure = new Ranking[OBJECTIVES.length];
    private final Map<Double, Ranking[]> byDevices = new LinkedHashMap<>();
    private final Map<DataType, Ranking[]> byFormat = new EnumMap<>(DataType.class);
    final long[] bound = new long[Term.values().length];
    long fit;
    long doNotFit;

    PairFindings() {
        fill(best);
        fill(sure);
    }

    private static Ranking[] fill(Ranking[] rankings) {
        for (Objective objective : OBJECTIVES) {
            rankings[objective.ordinal()] = new Ranking(1, objective.lowest());
        }
        return rankings;
    }

    /** Takes a row that fits and may lead. */
    void accept(Row row, List<Column> settings) {
        offer(best, row, settings);
        cheapestDecoding.offer(row, settings);
        if (Promise.isSure(row)) {
            offer(sure, row, settings);
        }
        double devices = row.scenario().deployment().parallelism().devicesPerReplica();
        Ranking[] ofDevices = byDevices.get(devices);
        if (ofDevices == null && byDevices.size() < KINDS) {
            ofDevices = fill(new Ranking[OBJECTIVES.length]);
            byDevices.put(devices, ofDevices);
        }
        offer(ofDevices, row, settings);
        offer(
                byFormat.computeIfAbsent(
                        row.scenario().deployment().precision().weights(), type -> fill(new Ranking[3])),
                row,
                settings);
    }

    private static void offer(Ranking @Nullable [] rankings, Row row, List<Column> settings) {
        if (rankings != null) {
            for (Ranking ranking : rankings) {
                ranking.offer(row, settings);
            }
        }
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

    /** The best of each number of devices a replica. */
    List<Ranking> ofDevices(Objective objective) {
        return of(byDevices, objective);
    }

    /** The best of each format of the weights. */
    List<Ranking> ofFormats(Objective objective) {
        return of(byFormat, objective);
    }

    private static List<Ranking> of(Map<?, Ranking[]> kinds, Objective objective) {
        List<Ranking> rankings = new ArrayList<>();
        kinds.values().forEach(each -> rankings.add(each[objective.ordinal()]));
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
