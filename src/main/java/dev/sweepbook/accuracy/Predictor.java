package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Method;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Predicts measurements with one calibration. Not safe for several threads at once. */
final class Predictor {
    private final Calibration calibration;
    private final Estimator estimator;
    private final Estimate estimate = new Estimate();

    Predictor(Calibration calibration) {
        this.calibration = calibration;
        this.estimator = new Estimator(Map.of(calibration.name(), calibration));
    }

    List<Prediction> predict(List<Measurement> measurements) {
        List<Prediction> predictions = new ArrayList<>(measurements.size());
        for (Measurement measurement : measurements) {
            predictions.add(predict(measurement));
        }
        return predictions;
    }

    Prediction predict(Measurement measurement) {
        Scenario scenario = with(measurement.scenario(), calibration.name());
        estimator.estimate(scenario, estimate);
        double value = Prediction.value(measurement.metric(), scenario, estimate);
        boolean ofPrefill = Prediction.phase(measurement) == Phase.PREFILL;
        Term bound = ofPrefill ? estimate.prefillBound() : estimate.bound();
        boolean roofline = scenario.method().formulas() == Formulas.ROOFLINE;
        Evidence evidence =
                roofline ? calibration.bands().of(scenario).evidence(scenario.workload()) : Evidence.EXTRAPOLATED;
        return new Prediction(measurement, value, bound == null ? Term.MEMORY : bound, evidence);
    }

    /** The scenario with another calibration, where its formula set has one. */
    static Scenario with(Scenario scenario, String calibration) {
        Method method = scenario.method();
        return new Scenario(
                scenario.model(),
                scenario.hardware(),
                new Method(method.formulas(), calibration, method.engine()),
                scenario.deployment(),
                scenario.workload(),
                scenario.economics());
    }
}
