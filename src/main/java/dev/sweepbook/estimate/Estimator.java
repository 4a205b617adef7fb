package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Scenario;

/** Estimates scenarios by the formula set each asks for. Not safe for several threads at once; make one a thread. */
public final class Estimator {
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
            case ROOFLINE -> estimate.notSupported("formulas", "roofline is not available yet");
        }
    }
}
