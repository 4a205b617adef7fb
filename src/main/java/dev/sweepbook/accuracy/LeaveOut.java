package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.Method;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Predicts measurements with calibrations that have not seen them: each group is left out in turn, the rest is fitted
 * from the same beginning, and the group is predicted.
 *
 * @param base where every fit begins
 * @param pooling how the engine classes hang together
 * @param threads fits at once
 */
public record LeaveOut(CalibrationValues base, CalibrationFit.Pooling pooling, int threads) {
    private static final int FOLDS = 5;

    /**
     * The predictions of a group.
     *
     * @param group its name
     * @param predictions made without it; {@code evidence} is how near the rest is
     */
    public record Group(String group, List<Prediction> predictions) {}

    /**
     * Leaves out what a grouping tells apart.
     *
     * @param rows the measurements
     * @param by model, hardware or another grouping that needs no prediction
     * @return the groups, in the order of their names
     * @throws InterruptedException where the thread was told to stop
     */
    public List<Group> by(List<Measurement> rows, Grouping by) throws InterruptedException {
        return leaveOut(rows, by::of, Function.identity());
    }

    /** Leaves out every fifth row in turn, so that what is left was measured all around. */
    List<Group> folds(List<Measurement> rows) throws InterruptedException {
        IdentityHashMap<Measurement, String> folds = new IdentityHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            folds.put(rows.get(i), "fold " + i % FOLDS);
        }
        return leaveOut(rows, row -> folds.getOrDefault(row, ""), Function.identity());
    }

    /** Leaves out a whole engine class, and predicts it as the generic one. */
    List<Group> engines(List<Measurement> rows) throws InterruptedException {
        return leaveOut(rows, Grouping.ENGINE::of, LeaveOut::asGeneric);
    }

    /** The same measurement, taken as one of an engine nobody measured. */
    static Measurement asGeneric(Measurement row) {
        Scenario scenario = row.scenario();
        Method method = scenario.method();
        Scenario generic = new Scenario(
                scenario.model(),
                scenario.hardware(),
                new Method(method.formulas(), method.calibration(), ServingEngine.GENERIC),
                scenario.deployment(),
                scenario.workload(),
                scenario.economics());
        return new Measurement(row.place(), generic, row.metric(), row.value(), row.label());
    }

    private List<Group> leaveOut(
            List<Measurement> rows, Function<Measurement, String> groupOf, Function<Measurement, Measurement> asked)
            throws InterruptedException {
        Map<String, List<Measurement>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(groupOf.apply(row), key -> new ArrayList<>())
                .add(row));
        if (groups.size() < 2) {
            return List.of();
        }
        Map<String, Callable<Group>> work = new LinkedHashMap<>();
        groups.forEach((group, members) -> work.put(group, () -> {
            List<Measurement> rest = rows.stream()
                    .filter(row -> !groupOf.apply(row).equals(group))
                    .toList();
            CalibrationFit fit = CalibrationFit.of(rest, base, pooling);
            ErrorBands near = new ErrorBands(List.of(), MeasuredRanges.of(rest));
            Calibration calibration = Calibrations.of("left-out", "", fit.values(), near, Provenance.NONE);
            return new Group(
                    group,
                    new Predictor(calibration)
                            .predict(members.stream().map(asked).toList()));
        }));
        return together(List.copyOf(work.values()));
    }

    private List<Group> together(List<Callable<Group>> work) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Group> groups = new ArrayList<>();
            for (Future<Group> future : pool.invokeAll(work)) {
                groups.add(future.get());
            }
            return groups;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fit failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
