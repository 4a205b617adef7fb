package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Scenario;
import java.util.Set;

/**
 * Makes scenarios that lie between two others: some axes as in the one, the rest as in the other. One instance serves
 * many scenarios in turn; parts that did not change since the last are the same objects, so that an estimator finds what
 * it worked out for them.
 */
public final class ScenarioBlend {
    private final ScenarioDraft draft = new ScenarioDraft();

    /** A blend of nothing yet. */
    public ScenarioBlend() {}

    /**
     * A scenario between two.
     *
     * @param from has the axes that are not named
     * @param to has the axes that are
     * @param taken the axes
     * @return the scenario
     */
    public Scenario of(Scenario from, Scenario to, Set<Axis> taken) {
        for (Axis axis : Axis.values()) {
            Scenario side = taken.contains(axis) ? to : from;
            Object value = axis.valueIn(side);
            if (axis == Axis.MODEL) {
                draft.model(side.model());
            } else if (axis == Axis.HARDWARE) {
                draft.hardware(side.hardware());
            } else {
                axis.putInto(draft, value == null ? Double.NaN : value); // left to the device or the calibration
            }
        }
        return draft.toScenario();
    }
}
