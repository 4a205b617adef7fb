package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The best options of one formula set, by model and by what they are best by, and what comes next to each. */
final class Choices {
    private static final String NEXT = "device or number of devices";

    private final Findings findings;
    private final Objective objective;

    /**
     * An option that leads and the next of another kind.
     *
     * @param best the leader
     * @param kind what the next one differs in, in words
     * @param next the best of the other kinds, null where there is none
     * @param nextDevice the best on another device where the next is on the same one, else null
     * @param nextFormat the best with weights in another format on the same device, where the next is none of them
     */
    record Choice(
            Winner best,
            String kind,
            @Nullable Winner next,
            @Nullable Winner nextDevice,
            @Nullable Winner nextFormat) {}

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
        return lowest(ofModel(model, pair -> pair.best(by)));
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
        Winner device = lowest(onOtherDevices(best));
        Winner number = lowest(ofOtherNumbers(best));
        Winner format = lowest(ofOtherFormats(best));
        boolean sameDevice = number != null && (device == null || by(number) < by(device));
        if (sameDevice || device != null) {
            return new Choice(best, NEXT, sameDevice ? number : device, sameDevice ? device : null, format);
        }
        return new Choice(best, "weight format", format, null, null);
    }

    /** The best of all models and the next of another model, device or number of devices. */
    @Nullable
    Choice ofAll() {
        Winner best = best();
        if (best == null) {
            return null;
        }
        List<Ranking> others = new ArrayList<>(ofOtherNumbers(best));
        findings.pairs.forEach((pair, found) -> {
            if (!pair.model().equals(best.model()) || !pair.hardware().equals(best.hardware())) {
                others.add(found.best(objective));
            }
        });
        return new Choice(best, NEXT, lowest(others), null, null);
    }

    private List<Ranking> onOtherDevices(Winner best) {
        List<Ranking> others = new ArrayList<>();
        findings.pairs.forEach((pair, found) -> {
            if (pair.model().equals(best.model()) && !pair.hardware().equals(best.hardware())) {
                others.add(found.best(objective));
            }
        });
        return others;
    }

    private List<Ranking> ofOtherNumbers(Winner best) {
        return pair(best).ofDevices(objective).stream()
                .filter(ranking -> differs(ranking, w -> w.devicesPerReplica() != best.devicesPerReplica()))
                .toList();
    }

    private List<Ranking> ofOtherFormats(Winner best) {
        return pair(best).ofFormats(objective).stream()
                .filter(ranking -> differs(
                        ranking,
                        w -> w.asked().deployment().precision().weights()
                                != best.asked().deployment().precision().weights()))
                .toList();
    }

    private PairFindings pair(Winner of) {
        return findings.pair(of);
    }

    private double by(Winner winner) {
        return objective == Objective.COST ? winner.figures().usd() : -winner.tokensPerSecondPerDevice();
    }

    /** The cheapest option of a model by what decoding costs, null where it is the cheapest anyway. */
    @Nullable
    Winner otherwiseCheapest(Winner best) {
        Winner decoding = lowest(ofModel(best.model(), PairFindings::cheapestDecoding));
        return decoding == null
                        || !TokenCost.hasPrompt(findings.formulas)
                        || !(decoding.figures().decodingUsd() < best.figures().decodingUsd())
                ? null
                : decoding;
    }

    /** The best option of a model that keeps the service level at the upper end of its error band too. */
    @Nullable
    Winner sure(String model) {
        return lowest(ofModel(model, pair -> pair.bestSure(objective)));
    }

    private static boolean differs(Ranking ranking, java.util.function.Predicate<Winner> how) {
        Winner first = ranking.first();
        return first != null && how.test(first);
    }

    private List<Ranking> ofModel(String model, Function<PairFindings, Ranking> of) {
        List<Ranking> rankings = new ArrayList<>();
        findings.pairs.forEach((pair, found) -> {
            if (pair.model().equals(model)) {
                rankings.add(of.apply(found));
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

    /** The options that are named beside the best ones. */
    List<Winner> named() {
        List<Winner> named = new ArrayList<>();
        for (String model : models()) {
            Choice choice = choice(model);
            if (choice != null) {
                for (Winner winner : Arrays.asList(
                        choice.next(), choice.nextDevice(), otherwiseCheapest(choice.best()), sure(model))) {
                    if (winner != null) {
                        named.add(winner);
                    }
                }
            }
        }
        return named;
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
