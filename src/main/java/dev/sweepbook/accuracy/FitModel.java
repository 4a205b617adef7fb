package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * The residuals of a fit and their derivatives: the measurements first, then how far each place of the vector is from
 * its prior. Derivatives are differences; only the rows of an engine that a place moves are estimated for it.
 */
final class FitModel implements ValueAndJacobianFunction {
    private static final double STEP = 1e-5;

    private final FitRows rows;
    private final FitLayout layout;
    private double[] best;
    private double leastCost = Double.POSITIVE_INFINITY;

    FitModel(FitRows rows, FitLayout layout) {
        this.rows = rows;
        this.layout = layout;
        this.best = layout.start();
    }

    /** The vector of the least cost so far. */
    double[] best() {
        return best.clone();
    }

    int size() {
        return rows.size() + layout.slots().size();
    }

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
        double[] vector = point.toArray();
        return new Pair<>(computeValue(vector), computeJacobian(vector));
    }

    @Override
    public RealVector computeValue(double[] vector) {
        double[] residuals = residuals(vector);
        double cost = 0;
        for (double residual : residuals) {
            cost += residual * residual;
        }
        if (cost < leastCost) {
            leastCost = cost;
            best = vector.clone();
        }
        return new ArrayRealVector(residuals, false);
    }

    private double[] residuals(double[] vector) {
        double[] residuals = new double[size()];
        Calibration trial = trial(layout.values(vector));
        for (ServingEngine engine : rows.engines()) {
            rows.residuals(engine, trial, residuals);
        }
        List<FitLayout.Slot> slots = layout.slots();
        for (int i = 0; i < slots.size(); i++) {
            residuals[rows.size() + i] =
                    (vector[i] - slots.get(i).prior()) / slots.get(i).spread();
        }
        return residuals;
    }

    private static Calibration trial(CalibrationValues values) {
        return Calibrations.of(FitRows.TRIAL, "", values, ErrorBands.NONE, Provenance.NONE);
    }

    @Override
    public RealMatrix computeJacobian(double[] vector) {
        double[] at = residuals(vector);
        double[][] jacobian = new double[size()][vector.length];
        List<FitLayout.Slot> slots = layout.slots();
        int mean = -1;
        for (int i = 0; i < slots.size(); i++) {
            FitLayout.Slot slot = slots.get(i);
            jacobian[rows.size() + i][i] = 1 / slot.spread();
            if (layout.isMeanOfClasses(slot)) {
                mean = i; // the classes follow; what moves one of them by its own place moves it by the mean as well
            } else {
                column(vector, at, i, layout.followsMean(slot) ? mean : -1, jacobian);
            }
        }
        return new Array2DRowRealMatrix(jacobian, false);
    }

    private void column(double[] vector, double[] at, int place, int mean, double[][] jacobian) {
        double[] moved = vector.clone();
        moved[place] += STEP;
        Calibration trial = trial(layout.values(moved));
        double[] there = at.clone();
        FitLayout.Slot slot = layout.slots().get(place);
        for (ServingEngine engine : rows.engines()) {
            if (layout.moves(slot, engine)) {
                rows.residuals(engine, trial, there);
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            double slope = (there[row] - at[row]) / STEP;
            jacobian[row][place] = slope;
            if (mean >= 0) {
                jacobian[row][mean] += slope;
            }
        }
    }
}
