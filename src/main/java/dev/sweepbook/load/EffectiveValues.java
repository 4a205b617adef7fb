package dev.sweepbook.load;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a scenario has on an axis in the end: its own value, the fixed one, the default, or the device's own. */
final class EffectiveValues {
    private static final String NONE = "";

    private final Map<AxisKey, Object> fixed;

    EffectiveValues(Map<AxisKey, Object> fixed) {
        this.fixed = fixed;
    }

    /** The value of a scenario on an axis; an empty text where it has none. */
    Object of(Map<AxisKey, Object> scenario, AxisKey key) {
        Object value = scenario.getOrDefault(key, fixed.get(key));
        if (value == null) {
            value = defaultOf(key, scenario.getOrDefault(Axis.HARDWARE, fixed.get(Axis.HARDWARE)));
        }
        return value == null ? NONE : value;
    }

    /** The value where nobody gives one, or null. */
    static @Nullable Object defaultOf(AxisKey key, @Nullable Object hardware) {
        if (key instanceof HardwareFieldAxis field && hardware instanceof Accelerator device) {
            return device.has(field.field()) ? device.get(field.field()) : null;
        }
        return key instanceof Axis axis ? axis.defaultValue() : null;
    }

    List<Object> of(Map<AxisKey, Object> scenario, Iterable<AxisKey> keys) {
        List<Object> values = new ArrayList<>();
        keys.forEach(key -> values.add(of(scenario, key)));
        return values;
    }

    /** For each scenario the index of the grid point that equals it, or -1 where none does. */
    long[] indexesIn(Sweep sweep, List<Map<AxisKey, Object>> scenarios, Set<AxisKey> keys) {
        long[] indexes = new long[scenarios.size()];
        Set<AxisKey> rest = new HashSet<>(keys);
        for (GridAxis axis : sweep.axes()) {
            Map<List<Object>, Integer> steps = stepsOf(axis, scenarios);
            for (int i = 0; i < indexes.length; i++) {
                int step = steps.getOrDefault(of(scenarios.get(i), axis.keys()), -1);
                indexes[i] = step < 0 || indexes[i] < 0 ? -1 : indexes[i] * axis.size() + step;
            }
            axis.keys().forEach(rest::remove);
        }
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = leavesAsTheGridDoes(scenarios.get(i), rest) ? indexes[i] : -1;
        }
        return indexes;
    }

    /** The steps of an axis that the scenarios ask for; the axis, which may be long, is walked once. */
    private Map<List<Object>, Integer> stepsOf(GridAxis axis, List<Map<AxisKey, Object>> scenarios) {
        Map<List<Object>, Integer> wanted = new HashMap<>();
        scenarios.forEach(scenario -> wanted.put(of(scenario, axis.keys()), -1));
        for (int i = 0; i < axis.size(); i++) {
            List<Object> step = Arrays.asList(axis.steps().get(i).toArray());
            if (wanted.containsKey(step)) {
                wanted.put(step, i);
            }
        }
        return wanted;
    }

    /** Whether a scenario has, on the axes the grid does not vary, what every point of the grid has. */
    private boolean leavesAsTheGridDoes(Map<AxisKey, Object> scenario, Set<AxisKey> rest) {
        Map<AxisKey, Object> point = new HashMap<>();
        if (!rest.contains(Axis.HARDWARE)) {
            point.put(Axis.HARDWARE, of(scenario, Axis.HARDWARE));
        }
        return rest.stream().allMatch(key -> of(scenario, key).equals(of(point, key)));
    }
}
