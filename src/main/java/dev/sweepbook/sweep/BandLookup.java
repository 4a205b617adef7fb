package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.ErrorBands.DeploymentEvidence;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up how far to trust scenarios; what holds for a deployment is kept while it does not change. */
final class BandLookup {
    private final Map<String, Calibration> calibrations;
    private @Nullable Scenario last;
    private @Nullable DeploymentEvidence lastEvidence;

    BandLookup(Map<String, Calibration> calibrations) {
        this.calibrations = calibrations;
    }

    /** The bands of a scenario: none for a bound and for the source's formula sets, which predict nothing. */
    ScenarioBands of(Scenario scenario) {
        if (scenario.method().formulas() != Formulas.ROOFLINE) {
            return ScenarioBands.NONE;
        }
        DeploymentEvidence evidence = evidence(scenario);
        return evidence == null ? ScenarioBands.NONE : evidence.bands(evidence.evidence(scenario.workload()));
    }

    @SuppressWarnings("ReferenceEquality") // a sweep gives the same objects while an axis does not move
    private @Nullable DeploymentEvidence evidence(Scenario scenario) {
        Scenario before = last;
        if (before == null
                || before.model() != scenario.model()
                || before.hardware() != scenario.hardware()
                || before.method() != scenario.method()
                || before.deployment() != scenario.deployment()) {
            Calibration calibration = calibrations.get(scenario.method().calibration());
            lastEvidence = calibration == null
                            || calibration.isIdeal()
                            || calibration.bands().lines().isEmpty()
                    ? null
                    : calibration.bands().of(scenario);
            last = scenario;
        }
        return lastEvidence;
    }
}
