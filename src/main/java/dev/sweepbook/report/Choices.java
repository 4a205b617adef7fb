package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best options of one formula set, by model and by what they are best by, and what comes next to each. */
final class Choices {
    private final Findings findings;
    private final Objective objective;

    /**
     * An option that leads and the next of another kind.
     *
     * @param best the leader
     * @param kind what the next one differs in, in words
     * @param next the best of the other kinds, null where there is none
     */
    record Choice(Winner best, String kind, @Nullable Winner next) {}

    Choices(Findings findings) {
        this.findings = findings;
        this.objective = findings.objective();
    }

    Objective objective() {
        return objective;
    }

    /** The models that have a winner, in the order of the file. */
    List<String> models() {
        return findings.models().stream()
                .filter(model -> best(model, Objective.LATENCY) != null)
                .toList();
    }

    /** The best option of a model, null where none fits and keeps the service level. */
    @Nullable
    Winner best(String model, Objective by) {
        return lowest(ofModel(model, by));
    }

    /** The best option of all models, null where there is none. */
    @Nullable
    Winner best() {
        List<Ranking> all = new ArrayList<>();
        findings.pairs.values().forEach(pair -> all.add(pair.best(objective)));
        return lowest(all);
    }

    /** The best option of a model by what options are held against each other by, and the next. */
    @Nullable
    Choice choice(String model) {
        Winner best = best(model, objective);
        if (best == null) {
            return null;
        }
        List<Ranking> others = new ArrayList<>();
        findings.pairs.forEach((pair, found) -> {
            if (pair.model().equals(model) && !pair.hardware().equals(best.hardware())) {
                others.add(found.best(objective));
            }
        });
        PairFindings pair = findings.pairs.get(new Findings.Pair(model, best.hardware()));
        Winner device = lowest(others);
        if (device != null || pair == null) {
            return new Choice(best, "device", device);
        }
        Winner number = lowest(pair.ofDevices(objective).stream()
                .filter(ranking -> differs(ranking, w -> w.devicesPerReplica() != best.devicesPerReplica()))
                .toList());
        if (number != null) {
            return new Choice(best, "number of devices", number);
        }
        return new Choice(
                best,
                "weight format",
                lowest(pair.ofFormats(objective).stream()
                        .filter(ranking -> differs(
                                ranking,
                                w -> w.asked().deployment().precision().weights()
                                        != best.asked().deployment().precision().weights()))
                        .toList()));
    }

    private static boolean differs(Ranking ranking, java.util.function.Predicate<Winner> how) {
        Winner first = ranking.first();
        return first != null && how.test(first);
    }

    private List<Ranking> ofModel(String model, Objective by) {
        List<Ranking> rankings = new ArrayList<>();
        findings.pairs.forEach((pair, found) -> {
            if (pair.model().equals(model)) {
                rankings.add(found.best(by));
            }
        });
        return rankings;
    }

    private static @Nullable Winner lowest(List<Ranking> rankings) {
        Winner lowest = null;
        double cost = Double.POSITIVE_INFINITY;
        for (Ranking ranking : rankings) {
            Winner first = ranking.first();
            if (first != null && ranking.firstCost() < cost) {
                lowest = first;
                cost = ranking.firstCost();
            }
        }
        return lowest;
    }

    /** Devices of winners that no price is known of, so that they cannot be the cheapest. */
    List<String> unpriced() {
        List<String> devices = new ArrayList<>();
        findings.pairs.forEach((pair, found) -> {
            boolean left = found.best(Objective.COST).first() == null
                    && found.best(Objective.LATENCY).first() != null;
            if (left && !devices.contains(pair.hardware())) {
                devices.add(pair.hardware());
            }
        });
        return devices;
    }
}
