package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Scenario;
import java.util.Map;

/** Estimates scenarios by the formula set each asks for. Not safe for several threads at once; make one a thread. */
public final class Estimator {
    private final RooflineEstimator roofline;

    /**
     * An estimator.
     *
     * @param calibrations the calibrations scenarios may name, by name
     */
    public Estimator(Map<String, Calibration> calibrations) {
        this.roofline = new RooflineEstimator(calibrations);
    }

    /**
     * Estimates a scenario.
     *
     * @param scenario what is asked
     * @param estimate cleared and filled in
     */
    public void estimate(Scenario scenario, Estimate estimate) {
        estimate.clear();
        switch (scenario.method().formulas()) {
            case SEED_2020, KIPPLY_2022 -> SourceEstimator.estimate(scenario, estimate);
            case ROOFLINE -> roofline.estimate(scenario, estimate);
        }
    }
}
