package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which scenarios are cheapest, by token and by the rate of requests they must carry. */
final class CostFindings {
    private static final int RATES = 5;

    private final Ranking cheapestTokens = new Ranking(1, TokenCost::of);
    private final Map<Double, Ranking> cheapestService = new LinkedHashMap<>();
    private final Map<Double, Ranking> smallestService = new LinkedHashMap<>();

    private static ToDoubleFunction<Row> of(Figure figure) {
        return row -> row.estimate().get(figure);
    }

    void accept(Row row, List<Column> settings) {
        cheapestTokens.offer(row, settings);
        double rate = row.scenario().workload().requestRate();
        boolean known = cheapestService.containsKey(rate);
        if (!Double.isNaN(rate) && (known || cheapestService.size() < RATES)) {
            cheapestService
                    .computeIfAbsent(rate, r -> new Ranking(1, of(Figure.USD_PER_MONTH)))
                    .offer(row, settings);
            smallestService
                    .computeIfAbsent(rate, r -> new Ranking(1, of(Figure.DEVICES_NEEDED)))
                    .offer(row, settings);
        }
    }

    /** Whether any price is known. */
    boolean isKnown() {
        return cheapestTokens.first() != null;
    }

    /** The scenarios the answers name. */
    List<Winner> leaders() {
        List<Winner> leaders = new ArrayList<>();
        cheapestService.values().forEach(ranking -> leaders.addAll(ranking.winners()));
        smallestService.values().forEach(ranking -> leaders.addAll(ranking.winners()));
        return leaders;
    }

    /** What it takes to carry each rate of requests: the question and its answer. */
    List<List<@Nullable Object>> answers() {
        List<List<@Nullable Object>> answers = new ArrayList<>();
        cheapestService.forEach((rate, byCost) -> addService(answers, rate, byCost));
        return answers;
    }

    private void addService(List<List<@Nullable Object>> answers, double rate, Ranking byCost) {
        Ranking byDevices = smallestService.getOrDefault(rate, byCost);
        String toCarry = "To carry " + Words.number(rate) + " requests a second";
        Winner smallest = byDevices.first();
        Winner cheapest = byCost.first();
        if (cheapest != null) {
            answers.add(List.of(
                    toCarry,
                    Words.number(byCost.firstCost()) + " USD a month at the least, with replicas of scenario "
                            + Words.count(cheapest.scenario()) + ", " + cheapest.place() + "."));
        } else if (smallest != null) {
            answers.add(List.of(
                    toCarry,
                    Words.number(byDevices.firstCost()) + " devices at the least, with replicas of scenario "
                            + Words.count(smallest.scenario()) + ", " + smallest.place() + "."));
        }
    }
}
