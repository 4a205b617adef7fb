package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Metric;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The measurements of a fit, laid out so that estimating all of them again and again costs little. */
final class FitRows {
    static final String TRIAL = "trial";

    private final Map<ServingEngine, List<Row>> byEngine = new EnumMap<>(ServingEngine.class);
    private final int size;

    /** A measurement: its place among the residuals, what to estimate, and what came out. */
    private record Row(int place, Scenario scenario, Metric metric, double logTime, double rootWeight) {}

    FitRows(List<Measurement> measurements) {
        Map<String, Long> cells = new HashMap<>();
        measurements.forEach(m -> cells.merge(cell(m), 1L, Long::sum));
        Map<Deployment, Deployment> deployments = new HashMap<>();
        List<Measurement> sorted = new ArrayList<>(measurements);
        sorted.sort(
                Comparator.comparing((Measurement m) -> m.scenario().method().engine())
                        .thenComparing(m -> m.scenario().model().id())
                        .thenComparing(m -> m.scenario().hardware().id())
                        .thenComparing(m -> m.scenario().deployment().toString()));
        int place = 0;
        for (Measurement m : sorted) {
            Scenario given = Predictor.with(m.scenario(), TRIAL);
            Scenario scenario = new Scenario(
                    given.model(),
                    given.hardware(),
                    given.method(),
                    deployments.computeIfAbsent(given.deployment(), d -> d),
                    given.workload(),
                    given.economics());
            double time = m.metric().isRate() ? 1 / m.value() : m.value();
            double rootWeight = 1 / Math.sqrt(Math.sqrt(cells.getOrDefault(cell(m), 1L)));
            byEngine.computeIfAbsent(given.method().engine(), e -> new ArrayList<>())
                    .add(new Row(place++, scenario, m.metric(), StrictMath.log(time), rootWeight));
        }
        this.size = place;
    }

    /** Rows of one origin, model and device repeat each other: n of them weigh as √n. */
    private static String cell(Measurement m) {
        return m.label().family()
                + '\n'
                + m.scenario().model().id()
                + '\n'
                + m.scenario().hardware().id();
    }

    int size() {
        return size;
    }

    /** The kinds of memory each engine class was measured on. */
    Map<ServingEngine, Set<MemoryClass>> memories() {
        Map<ServingEngine, Set<MemoryClass>> memories = new EnumMap<>(ServingEngine.class);
        byEngine.forEach((engine, rows) -> memories.put(
                engine,
                EnumSet.copyOf(rows.stream()
                        .map(row -> MemoryClass.of(row.scenario().hardware()))
                        .toList())));
        return memories;
    }

    List<ServingEngine> engines() {
        return List.copyOf(byEngine.keySet());
    }

    /** Puts the weighted robust residuals of one engine's rows in their places. */
    void residuals(ServingEngine engine, Calibration trial, double[] out) {
        Estimator estimator = new Estimator(Map.of(TRIAL, trial));
        Estimate estimate = new Estimate();
        for (Row row : byEngine.getOrDefault(engine, List.of())) {
            estimator.estimate(row.scenario(), estimate);
            double value = Prediction.value(row.metric(), row.scenario(), estimate);
            double logTime = row.metric().isRate() ? -StrictMath.log(value) : StrictMath.log(value);
            out[row.place()] = row.rootWeight() * Robust.root(logTime - row.logTime());
        }
    }
}
