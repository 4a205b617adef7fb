package dev.sweepbook.diff;

import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.ModelFieldAxis;
import dev.sweepbook.sweep.ModelVariants;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.RowEstimator.Asked;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario of one of the two sides.
 *
 * @param asked what is asked, with its number and the name of its sweep
 * @param slo what its sweep promises
 */
public record Entry(Asked asked, Slo slo) {
    /** The scenarios of a file in the order of their numbers. */
    static List<Entry> of(SweepFile file) {
        List<Entry> entries = new ArrayList<>();
        new RowCursor(file).forEach(row -> entries.add(of(row, file)));
        return entries;
    }

    private static Entry of(Row row, SweepFile file) {
        Asked asked = new Asked(row.number(), row.sweep(), row.scenario(), row.fields(), refused(row, file));
        return new Entry(asked, row.serviceLevel().slo());
    }

    private static ModelVariants.@Nullable Refused refused(Row row, SweepFile file) {
        Map<String, Object> changes = new LinkedHashMap<>();
        row.fields().forEach((key, value) -> {
            if (key instanceof ModelFieldAxis axis) {
                changes.put(axis.field(), value);
            }
        });
        boolean suspect = !changes.isEmpty() && !row.estimate().isSupported();
        return suspect
                        && file.variants().variant(row.scenario().model(), changes)
                                instanceof ModelVariants.Refused refused
                ? refused
                : null;
    }

    /**
     * The scenario's number.
     *
     * @return from 1
     */
    public long number() {
        return asked.number();
    }

    /**
     * What is asked.
     *
     * @return the scenario
     */
    public Scenario scenario() {
        return asked.scenario();
    }

    /**
     * The value of an axis as it tells scenarios apart: the name of a model or a device, nothing where the formula set
     * does not read the axis.
     */
    @Nullable
    Object value(AxisKey key) {
        if (!(key instanceof Axis axis)) {
            return asked.fields().get(key);
        } else if (axis == Axis.MODEL) {
            return scenario().model().id();
        } else if (axis == Axis.HARDWARE) {
            return scenario().hardware().id();
        }
        boolean ignored = Columns.isIgnored(axis, scenario().method().formulas());
        return ignored ? null : axis.valueIn(scenario());
    }
}
