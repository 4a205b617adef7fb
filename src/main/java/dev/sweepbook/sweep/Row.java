package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.scenario.Scenario;
import java.util.Map;

/**
 * One line of the output: a scenario, what was estimated for it, and where it stands in the file. Valid until the
 * cursor that gave it moves on.
 *
 * @param number the scenario's number: 1 + its index, counted through the sweeps of the file
 * @param sweep name of the sweep
 * @param scenario what was asked
 * @param fields values of the swept fields of model and device
 * @param estimate what it comes to
 * @param serviceLevel how it stands to what its sweep promises
 * @param bands how far to trust its times
 */
public record Row(
        long number,
        String sweep,
        Scenario scenario,
        Map<AxisKey, Object> fields,
        Estimate estimate,
        ServiceLevel serviceLevel,
        ScenarioBands bands) {}
