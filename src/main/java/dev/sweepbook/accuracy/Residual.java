package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * How a left-out measurement turned out.
 *
 * @param engine the serving-engine class it was predicted as
 * @param phase part of a request
 * @param evidence how near the rest was
 * @param ratio measured time over predicted time
 * @param group what was left out together with it
 */
record Residual(ServingEngine engine, Phase phase, Evidence evidence, double ratio, String group) {
    static List<Residual> of(String scheme, List<LeaveOut.Group> groups) {
        List<Residual> residuals = new ArrayList<>();
        for (LeaveOut.Group group : groups) {
            for (Prediction prediction : group.predictions()) {
                residuals.add(new Residual(
                        prediction.measurement().scenario().method().engine(),
                        Prediction.phase(prediction.measurement()),
                        prediction.evidence(),
                        1 / prediction.timeRatio(),
                        scheme + ' ' + group.group()));
            }
        }
        return residuals;
    }
}
