package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Grid;
import dev.sweepbook.sweep.Sweep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whole scenarios added to a grid, none of them twice. */
final class IncludeReader {
    private final Problems problems;
    private final Nodes nodes;
    private final AxisLists lists;
    private final BlockAxes axes;
    private final List<Place> places = new ArrayList<>();

    IncludeReader(Problems problems, AxisLists lists, BlockAxes axes) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.lists = lists;
        this.axes = axes;
    }

    List<Map<AxisKey, Object>> read(@Nullable Entry include) {
        ListNode list = include == null
                ? null
                : nodes.list(include.value(), "include", "[{model: …, hardware: …, batch_size: 8}]");
        List<Map<AxisKey, Object>> scenarios = new ArrayList<>();
        for (YamlNode item : list == null ? List.<YamlNode>of() : list.items()) {
            MapNode map = nodes.map(item, "include", "{model: …, hardware: …, batch_size: 8}");
            if (map != null) {
                scenarios.add(scenario(map));
                places.add(map.place());
            }
        }
        return scenarios;
    }

    private Map<AxisKey, Object> scenario(MapNode map) {
        Map<AxisKey, Object> scenario = new LinkedHashMap<>();
        Map<AxisKey, Place> seen = new HashMap<>();
        for (Entry entry : map.entries()) {
            AxisKey key = AxisNames.read(entry.key()).orReport(problems, entry.place(), Shown.plain(entry.key()));
            Place first = key == null ? null : seen.putIfAbsent(key, entry.place());
            if (first != null) {
                problems.add(entry.place(), Shown.plain(entry.key()) + ": already stands at " + first);
            } else if (key != null) {
                Object value = lists.one(key, entry.value());
                if (value != null) {
                    scenario.put(key, value);
                }
            }
        }
        for (Axis needed : List.of(Axis.MODEL, Axis.HARDWARE)) {
            if (!seen.containsKey(needed) && !axes.fixed().containsKey(needed)) {
                problems.add(map.place(), needed.id() + ": is missing; an included scenario names it");
            }
        }
        return scenario;
    }

    /** Reports includes that equal each other or a kept point of the grid. */
    void refuseRepeated(Sweep sweep, Grid grid) {
        EffectiveValues effective = new EffectiveValues(sweep.fixed());
        Set<AxisKey> keys = new LinkedHashSet<>(sweep.fixed().keySet());
        sweep.axes().forEach(axis -> keys.addAll(axis.keys()));
        sweep.includes().forEach(include -> keys.addAll(include.keySet()));
        long[] indexes = effective.indexesIn(sweep, sweep.includes(), keys);
        Map<List<Object>, Place> seen = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            Place first = seen.putIfAbsent(effective.of(sweep.includes().get(i), keys), places.get(i));
            if (first != null) {
                problems.add(places.get(i), "include: is the same scenario as the one at " + first);
            }
            if (indexes[i] >= 0 && grid.keeps(indexes[i])) {
                problems.add(
                        places.get(i),
                        "include: is already point " + Shown.count(indexes[i] + 1) + " of the grid; leave it out");
            }
        }
    }
}
