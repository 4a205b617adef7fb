package dev.sweepbook.diff;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of a scenario as a key: every axis by its value, models and devices by their names. */
final class InputKey {
    private final Entry entry;
    private final String sweep;
    private final int hash;

    /** A key that tells sweeps apart by a name. */
    InputKey(Entry entry, String sweep) {
        Scenario scenario = entry.scenario();
        this.entry = entry;
        this.sweep = sweep;
        this.hash = Objects.hash(
                sweep,
                scenario.model().id(),
                scenario.hardware().id(),
                scenario.method().formulas(),
                scenario.workload(),
                scenario.deployment().precision(),
                scenario.deployment().parallelism().tensor(),
                scenario.economics(),
                entry.asked().fields());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof InputKey other && hash == other.hash && sweep.equals(other.sweep) && isSame(other);
    }

    private boolean isSame(InputKey other) {
        Scenario a = entry.scenario();
        Scenario b = other.entry.scenario();
        boolean named = a.model().id().equals(b.model().id())
                && a.hardware().id().equals(b.hardware().id())
                && entry.asked().fields().equals(other.entry.asked().fields());
        if (!named || a.method().formulas() != b.method().formulas()) {
            return false;
        } else if (a.method().formulas() == Formulas.ROOFLINE) {
            return a.method().equals(b.method())
                    && a.deployment().equals(b.deployment())
                    && a.workload().equals(b.workload())
                    && a.economics().equals(b.economics());
        }
        for (Axis axis : Axis.values()) {
            if (!Objects.equals(entry.value(axis), other.entry.value(axis))) {
                return false;
            }
        }
        return true;
    }
}
