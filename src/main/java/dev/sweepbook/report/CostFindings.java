package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which scenarios are cheapest, by token and by the rate of requests they must carry. */
final class CostFindings implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int RATES = 5;
    private static final int MOST_RATES = 1000;

    private final transient Recall recall;
    private final Ranking cheapestTokens;
    private final LinkedHashMap<Double, Service> services = new LinkedHashMap<>();
    private boolean cut;

    CostFindings(Recall recall) {
        this.recall = recall;
        this.cheapestTokens = new Ranking(1, TokenCost::of, recall);
    }

    /** What carries a rate of requests at the least cost, and with the fewest devices. */
    private record Service(Ranking cheapest, Ranking smallest) implements Serializable {
        void add(Service later) {
            cheapest.add(later.cheapest);
            smallest.add(later.smallest);
        }
    }

    private static ToDoubleFunction<Row> of(Figure figure) {
        return row -> row.estimate().get(figure);
    }

    void accept(Row row) {
        cheapestTokens.offer(row);
        double rate = row.scenario().workload().requestRate();
        Service service = Double.isNaN(rate) ? null : service(rate);
        if (service != null) {
            service.cheapest.offer(row);
            service.smallest.offer(row);
        }
    }

    private @Nullable Service service(double rate) {
        Service service = services.get(rate);
        if (service == null && services.size() < MOST_RATES) {
            service = new Service(
                    new Ranking(1, of(Figure.USD_PER_MONTH), recall),
                    new Ranking(1, of(Figure.DEVICES_NEEDED), recall));
            services.put(rate, service);
        }
        cut |= service == null;
        return service;
    }

    /** Adds what rows that follow came to. */
    void add(CostFindings later) {
        cheapestTokens.add(later.cheapestTokens);
        later.services.forEach((rate, theirs) -> {
            Service service = service(rate);
            if (service != null) {
                service.add(theirs);
            }
        });
        cut |= later.cut;
    }

    /** Whether rows were left out for which there was no room. */
    boolean isCut() {
        return cut;
    }

    /** Whether any price is known. */
    boolean isKnown() {
        return !cheapestTokens.isEmpty();
    }

    /** The scenarios the answers name. */
    List<Winner> leaders() {
        List<Winner> leaders = new ArrayList<>();
        told().forEach((rate, service) -> leaders.addAll(service.cheapest.winners()));
        told().forEach((rate, service) -> leaders.addAll(service.smallest.winners()));
        return leaders;
    }

    /** What it takes to carry each rate of requests: the question and its answer. */
    List<List<@Nullable Object>> answers() {
        List<List<@Nullable Object>> answers = new ArrayList<>();
        told().forEach((rate, service) -> addService(answers, rate, service));
        return answers;
    }

    /** The first few rates. */
    private Map<Double, Service> told() {
        Map<Double, Service> told = new LinkedHashMap<>();
        services.entrySet().stream().limit(RATES).forEach(each -> told.put(each.getKey(), each.getValue()));
        return told;
    }

    private static void addService(List<List<@Nullable Object>> answers, double rate, Service service) {
        Ranking byCost = service.cheapest;
        Ranking byDevices = service.smallest;
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
