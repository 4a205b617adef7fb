package dev.sweepbook.diff;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.report.Column;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.RowEstimator;
import dev.sweepbook.sweep.RowEstimator.Asked;
import dev.sweepbook.sweep.ScenarioBlend;
import dev.sweepbook.sweep.Slo;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out the scenarios that lie as many causes away from the old one. Each distance has a lane of its own, since from
 * scenario to scenario little changes along it and the estimators keep what does not.
 */
final class Lane {
    private final ScenarioBlend blend = new ScenarioBlend();
    private final RowEstimator withOld;
    private final RowEstimator withNew;
    private final List<Column> columns;

    Lane(Map<String, Calibration> old, Map<String, Calibration> now, List<Column> columns) {
        this.withOld = new RowEstimator(old);
        this.withNew = new RowEstimator(now);
        this.columns = columns;
    }

    Values ofOld(Entry entry) {
        return Values.of(withOld.row(entry.asked(), entry.slo()), columns);
    }

    Values ofNew(Entry entry) {
        return Values.of(withNew.row(entry.asked(), entry.slo()), columns);
    }

    /** Between the two: some axes as the new one has them, the rest as the old. */
    Values between(Entry before, Entry after, Set<Axis> taken, boolean promised) {
        Scenario scenario = blend.of(before.scenario(), after.scenario(), taken);
        boolean model = taken.contains(Axis.MODEL);
        Asked asked = new Asked(
                after.number(),
                after.asked().sweep(),
                scenario,
                after.asked().fields(),
                (model ? after : before).asked().refused());
        Slo slo = promised ? after.slo() : before.slo();
        RowEstimator estimator = taken.contains(Axis.CALIBRATION) ? withNew : withOld;
        return Values.of(estimator.row(asked, slo), columns);
    }
}
