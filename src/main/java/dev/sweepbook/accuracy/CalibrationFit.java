package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;

/**
 * Fits a calibration to measurements: bounded, regularised, robust least squares of the logarithms of predicted over
 * measured time. The same measurements give the same numbers.
 *
 * @param values the fitted numbers, rounded to what they are written with
 * @param moved what became of each number that a fit may move
 */
public record CalibrationFit(CalibrationValues values, List<Moved> moved) {
    private static final MathContext WRITTEN = new MathContext(4);
    private static final int MOST_STEPS = 60;
    private static final double STILL = 1e-12;
    private static final double HELD = 0.9;

    /** How the engine classes hang together. */
    public enum Pooling {
        /** A class is drawn to the mean of the classes, and a class without measurements gets the mean. */
        POOLED,
        /** A class with measurements goes its own way; the others stay as they are. */
        SEPARATE
    }

    /** What a fit could do with a number. */
    public enum State {
        /** The measurements moved it. */
        MOVED,
        /** It went to the end of its range. */
        AT_BOUND,
        /** The measurements are too few to tell; it stays near where it began. */
        HELD,
        /** No measurement depends on it; it stays where it began. */
        UNTOUCHED
    }

    /**
     * What became of a number.
     *
     * @param engine engine class, or {@code *}
     * @param parameter its name
     * @param before where it began, in base units
     * @param after where it ended, in base units
     * @param state what the measurements could do with it
     */
    public record Moved(String engine, String parameter, double before, double after, State state) {}

    /**
     * Fits.
     *
     * @param measurements at least one
     * @param base where the numbers begin, and stay where nothing moves them
     * @param pooling how the engine classes hang together
     * @return the fitted numbers
     */
    public static CalibrationFit of(List<Measurement> measurements, CalibrationValues base, Pooling pooling) {
        FitRows rows = new FitRows(measurements);
        Map<ServingEngine, Set<MemoryClass>> engines = rows.memories();
        FitLayout layout =
                pooling == Pooling.POOLED ? FitLayout.pooled(base, engines) : FitLayout.separate(base, engines);
        return of(rows, layout, base, pooling);
    }

    /**
     * Fits some numbers of one engine class to its measurements; all else stays as it is.
     *
     * @param measurements at least one, all of one engine class
     * @param base where the numbers begin
     * @param parameters the numbers to fit
     * @return the fitted numbers
     */
    public static CalibrationFit of(List<Measurement> measurements, CalibrationValues base, Set<String> parameters) {
        FitRows rows = new FitRows(measurements);
        FitLayout layout = FitLayout.only(base, rows.engines().get(0), parameters);
        return of(rows, layout, base, Pooling.SEPARATE);
    }

    private static CalibrationFit of(FitRows rows, FitLayout layout, CalibrationValues base, Pooling pooling) {
        FitModel model = new FitModel(rows, layout);
        double[] best = minimum(model, layout.start());
        RealMatrix jacobian = model.computeJacobian(best);
        List<State> states = states(layout, best, jacobian, rows.size());
        CalibrationValues free = layout.values(best);
        Map<String, Map<String, Double>> written = new LinkedHashMap<>();
        List<Moved> moved = new ArrayList<>();
        for (int i = 0; i < layout.slots().size(); i++) {
            FitLayout.Slot slot = layout.slots().get(i);
            String name = slot.parameter().name();
            double before = FitLayout.at(slot, base);
            double found = FitLayout.at(slot, free);
            boolean follows = pooling == Pooling.POOLED && slot.engine() != null; // the mean of the classes
            double after = states.get(i) == State.UNTOUCHED && !follows ? before : rounded(found);
            written.computeIfAbsent(slot.engineName(), key -> new LinkedHashMap<>())
                    .put(name, after);
            moved.add(new Moved(slot.engineName(), name, before, after, states.get(i)));
        }
        return new CalibrationFit(base.with(written), List.copyOf(moved));
    }

    private static double[] minimum(FitModel model, double[] start) {
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(start)
                .target(new double[model.size()])
                .model(model)
                .lazyEvaluation(true)
                .maxEvaluations(10 * MOST_STEPS)
                .maxIterations(MOST_STEPS)
                .build();
        LevenbergMarquardtOptimizer optimizer = new LevenbergMarquardtOptimizer()
                .withCostRelativeTolerance(1e-7)
                .withParameterRelativeTolerance(1e-6);
        try {
            optimizer.optimize(problem);
        } catch (MathIllegalStateException e) {
            return model.best(); // no further step can be told from rounding, or enough were made: the best one stands
        }
        return model.best();
    }

    /** What the measurements could do: how much narrower they make each number than its prior alone. */
    private static List<State> states(FitLayout layout, double[] at, RealMatrix jacobian, int rows) {
        DecompositionSolver solver = new QRDecomposition(jacobian.transposeMultiply(jacobian)).getSolver();
        CalibrationValues values = layout.values(at);
        List<State> states = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            FitLayout.Slot slot = layout.slots().get(i);
            double influence = 0;
            for (int row = 0; row < rows; row++) {
                influence += jacobian.getEntry(row, i) * jacobian.getEntry(row, i);
            }
            ArrayRealVector unit = new ArrayRealVector(at.length);
            unit.setEntry(i, 1);
            double left = solver.solve(unit).getEntry(i) / (slot.spread() * slot.spread());
            double value = FitLayout.at(slot, values);
            boolean pushed = Math.abs(at[i] - slot.prior()) > slot.spread();
            if (influence < STILL) {
                states.add(State.UNTOUCHED);
            } else if (pushed && Bounded.of(slot.parameter()).isAtBound(value)) {
                states.add(State.AT_BOUND); // asked first: the curve is flat here, as if the rows said nothing
            } else {
                states.add(left > HELD ? State.HELD : State.MOVED);
            }
        }
        return states;
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(WRITTEN).doubleValue();
    }
}
