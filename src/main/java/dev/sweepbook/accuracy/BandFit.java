package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.load.Measurement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Error bands of a calibration, made of measurements left out in every way there is: some rows, a model, a device, an
 * engine class.
 *
 * @param bands the table and the ranges that were measured
 * @param byModel predictions without the model
 * @param byHardware predictions without the device
 * @param coverage how many left-out measurements lie in bands that were made without their group
 */
public record BandFit(
        ErrorBands bands, List<LeaveOut.Group> byModel, List<LeaveOut.Group> byHardware, List<Covered> coverage) {
    /** Copies the lists. */
    public BandFit {
        byModel = List.copyOf(byModel);
        byHardware = List.copyOf(byHardware);
        coverage = List.copyOf(coverage);
    }

    /**
     * How many left-out measurements lie in their bands.
     *
     * @param evidence how near the rest was
     * @param rows measurements left out
     * @param inside those of them in their band
     */
    public record Covered(Evidence evidence, long rows, long inside) {}

    /**
     * Leaves out and predicts.
     *
     * @param rows the measurements the calibration was fitted to
     * @param leaveOut how to fit the rest
     * @return the bands; none where the rows are too few or too much alike to leave some out
     * @throws InterruptedException where the thread was told to stop
     */
    public static BandFit of(List<Measurement> rows, LeaveOut leaveOut) throws InterruptedException {
        List<LeaveOut.Group> byModel = leaveOut.by(rows, Grouping.MODEL);
        List<LeaveOut.Group> byHardware = leaveOut.by(rows, Grouping.HARDWARE);
        List<Residual> residuals = new ArrayList<>(Residual.of("fold", leaveOut.folds(rows)));
        residuals.addAll(Residual.of("model", byModel));
        residuals.addAll(Residual.of("hardware", byHardware));
        if (leaveOut.pooling() == CalibrationFit.Pooling.POOLED) {
            residuals.addAll(Residual.of("engine", leaveOut.engines(rows)));
        }
        if (residuals.size() < BandTable.FEWEST) {
            return new BandFit(new ErrorBands(List.of(), MeasuredRanges.of(rows)), byModel, byHardware, List.of());
        }
        List<Covered> coverage = new ArrayList<>();
        for (Map.Entry<Evidence, double[]> entry : Widening.coverage(residuals).entrySet()) {
            coverage.add(new Covered(entry.getKey(), (long) entry.getValue()[0], (long) entry.getValue()[1]));
        }
        List<ErrorBands.Line> lines = new ArrayList<>(new BandTable(residuals).lines(Widening.of(residuals)));
        if (leaveOut.pooling() == CalibrationFit.Pooling.SEPARATE) {
            Set<String> engines = new HashSet<>();
            rows.forEach(row -> engines.add(Grouping.ENGINE.of(row)));
            lines.removeIf(line -> !engines.contains(line.engine().id())); // the others stay as their base says
        }
        ErrorBands bands = new ErrorBands(lines, MeasuredRanges.of(rows));
        return new BandFit(bands, byModel, byHardware, coverage);
    }

    /**
     * All predictions of some groups.
     *
     * @param groups the groups
     * @return their predictions, group after group
     */
    public static List<Prediction> predictions(List<LeaveOut.Group> groups) {
        return groups.stream().flatMap(group -> group.predictions().stream()).toList();
    }
}
