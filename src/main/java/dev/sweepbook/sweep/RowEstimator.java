package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.scenario.Scenario;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates scenarios one by one, each as the row it makes. Not safe for several threads at once; make one a thread. */
public final class RowEstimator {
    private final Estimator estimator;
    private final Estimate estimate = new Estimate();
    private final SloBatch sloBatch;
    private final BandLookup bands;

    /**
     * An estimator.
     *
     * @param calibrations the calibrations scenarios may name, by name
     */
    public RowEstimator(Map<String, Calibration> calibrations) {
        this.estimator = new Estimator(calibrations);
        this.sloBatch = new SloBatch(estimator);
        this.bands = new BandLookup(calibrations);
    }

    /**
     * A scenario with the names it goes by.
     *
     * @param number the scenario's number
     * @param sweep name of its sweep
     * @param scenario what is asked
     * @param fields values of the swept fields of model and device
     * @param refused why the swept fields make no model, null where they do
     */
    public record Asked(
            long number,
            String sweep,
            Scenario scenario,
            Map<AxisKey, Object> fields,
            ModelVariants.@Nullable Refused refused) {}

    /**
     * The row of a scenario.
     *
     * @param asked the scenario
     * @param slo what its sweep promises
     * @return the row, valid until the next is asked for
     */
    public Row row(Asked asked, Slo slo) {
        Scenario scenario = asked.scenario();
        if (asked.refused() == null) {
            estimator.estimate(scenario, estimate);
        } else {
            estimate.notSupported(
                    "model." + asked.refused().field(), asked.refused().reason());
        }
        return new Row(
                asked.number(),
                asked.sweep(),
                scenario,
                asked.fields(),
                estimate,
                serviceLevel(scenario, slo),
                estimate.isSupported() ? bands.of(scenario) : ScenarioBands.NONE);
    }

    private ServiceLevel serviceLevel(Scenario scenario, Slo slo) {
        if (!slo.isAsked()) {
            return ServiceLevel.NONE;
        }
        double largest = estimate.isSupported() ? sloBatch.largest(scenario, slo) : Double.NaN;
        return new ServiceLevel(slo, slo.isMetBy(estimate), largest);
    }
}
