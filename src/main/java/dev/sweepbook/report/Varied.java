package dev.sweepbook.report;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which axes differ between the scenarios of a file. */
final class Varied {
    private static final Object DEFAULT = new Object();

    private Varied() {}

    static Set<AxisKey> of(SweepFile file) {
        Set<AxisKey> varied = new LinkedHashSet<>();
        for (AxisKey key : named(file)) {
            if (values(key, file).size() > 1) {
                varied.add(key);
            }
        }
        return varied;
    }

    /** What differs between the scenarios of one sweep. */
    static Set<AxisKey> of(Sweep sweep) {
        Set<AxisKey> varied = new LinkedHashSet<>();
        for (AxisKey key : named(sweep)) {
            Set<Object> seen = new HashSet<>();
            addValues(key, sweep, seen);
            if (seen.size() > 1) {
                varied.add(key);
            }
        }
        return varied;
    }

    static Set<AxisKey> named(SweepFile file) {
        Set<AxisKey> keys = new LinkedHashSet<>();
        file.sweeps().forEach(sweep -> keys.addAll(named(sweep)));
        return keys;
    }

    private static Set<AxisKey> named(Sweep sweep) {
        Set<AxisKey> keys = new LinkedHashSet<>();
        sweep.axes().forEach(axis -> keys.addAll(axis.keys()));
        keys.addAll(sweep.fixed().keySet());
        sweep.includes().forEach(include -> keys.addAll(include.keySet()));
        return keys;
    }

    /** The values the scenarios of a file have on an axis. */
    static Set<Object> values(AxisKey key, SweepFile file) {
        Set<Object> seen = new HashSet<>();
        for (Sweep sweep : file.sweeps()) {
            addValues(key, sweep, seen);
        }
        return seen;
    }

    private static void addValues(AxisKey key, Sweep sweep, Set<Object> seen) {
        Object rest = sweep.fixed().getOrDefault(key, byDefault(key));
        boolean onAxis = false;
        for (GridAxis axis : sweep.axes()) {
            int at = axis.keys().indexOf(key);
            if (at >= 0) {
                onAxis = true;
                for (List<?> step : axis.steps()) {
                    Object value = step.get(at);
                    seen.add(value == null ? rest : value);
                }
            }
        }
        if (!onAxis) {
            seen.add(rest);
        }
        sweep.includes().forEach(include -> seen.add(include.getOrDefault(key, rest)));
    }

    private static Object byDefault(AxisKey key) {
        @Nullable Object value = key instanceof Axis axis ? axis.defaultValue() : null;
        return value == null ? DEFAULT : value;
    }
}
