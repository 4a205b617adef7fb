package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much wider than the spread of the known a band must be to hold what is not known. Rows of one model or device are
 * off together: a table made of the others is too narrow for them. So each group is held against a table of all other
 * groups, and the bands are made as much wider as lets 80 % in.
 */
final class Widening {
    /** The share of measurements that a band holds. */
    static final double NOMINAL = 0.8;

    private final Map<Key, Double> factors = new HashMap<>();

    /** The generic class, which stands for an engine nobody measured, is off by more than the others. */
    private record Key(boolean generic, Evidence evidence) {}

    /** How much wider its band would have to be for a left-out row to lie in it. */
    private record Need(Residual residual, double factor) {}

    private Widening(List<Need> needs) {
        for (boolean generic : new boolean[] {false, true}) {
            double nearer = 0;
            for (Evidence evidence : Evidence.values()) {
                Key key = new Key(generic, evidence);
                double[] factorsNeeded = needs.stream()
                        .filter(need -> key(need.residual()).equals(key))
                        .mapToDouble(Need::factor)
                        .sorted()
                        .toArray();
                double own = factorsNeeded.length < BandTable.FEWEST ? 1 : Quantiles.of(factorsNeeded, NOMINAL);
                nearer = Math.max(nearer, own);
                factors.put(key, nearer);
            }
        }
    }

    private static Key key(Residual residual) {
        return new Key(residual.engine() == ServingEngine.GENERIC, residual.evidence());
    }

    double of(ServingEngine engine, Evidence evidence) {
        return factors.getOrDefault(new Key(engine == ServingEngine.GENERIC, evidence), 1.0);
    }

    private static Map<String, List<Need>> needs(List<Residual> residuals) {
        Map<String, List<Residual>> groups = new LinkedHashMap<>();
        residuals.forEach(residual -> groups.computeIfAbsent(residual.group(), key -> new ArrayList<>())
                .add(residual));
        Map<String, List<Need>> needs = new LinkedHashMap<>();
        groups.forEach((group, members) -> {
            List<Residual> others = residuals.stream()
                    .filter(residual -> !residual.group().equals(group))
                    .toList();
            if (!others.isEmpty()) {
                BandTable table = new BandTable(others);
                needs.put(
                        group,
                        members.stream()
                                .map(r -> new Need(
                                        r, table.spread(BandTable.Place.of(r)).needed(r.ratio())))
                                .toList());
            }
        });
        return needs;
    }

    static Widening of(List<Residual> residuals) {
        return new Widening(
                needs(residuals).values().stream().flatMap(List::stream).toList());
    }

    /**
     * The share of left-out rows inside bands that were made, spread and width, without their group; by evidence, and of
     * all under null.
     */
    static Map<Evidence, double[]> coverage(List<Residual> residuals) {
        Map<String, List<Need>> needs = needs(residuals);
        Map<Evidence, double[]> counts = new LinkedHashMap<>();
        Arrays.stream(Evidence.values()).forEach(evidence -> counts.put(evidence, new double[2]));
        needs.forEach((group, members) -> {
            Widening others = new Widening(needs.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(group))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList());
            for (Need need : members) {
                Residual residual = need.residual();
                double[] count = counts.getOrDefault(residual.evidence(), new double[2]);
                count[0]++;
                count[1] += need.factor() <= others.of(residual.engine(), residual.evidence()) ? 1 : 0;
            }
        });
        return counts;
    }
}
