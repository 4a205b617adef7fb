package dev.sweepbook.load;

import dev.sweepbook.load.Block.FixedEntry;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what varies in a block and what is fixed: each axis stands in one place. */
final class BlockAxes {
    private final Block block;
    private final Problems problems;
    private final Nodes nodes;
    private final AxisLists lists;
    private final Map<AxisKey, Place> places = new HashMap<>();
    private final Map<AxisKey, Object> fixed = new LinkedHashMap<>();
    private final List<GridAxis> axes = new ArrayList<>();
    private final GridSize size = new GridSize();

    BlockAxes(Block block, Problems problems, AxisLists lists) {
        this.block = block;
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.lists = lists;
    }

    Map<AxisKey, Object> fixed() {
        return fixed;
    }

    /** Slowest first. */
    List<GridAxis> axes() {
        return axes;
    }

    GridSize size() {
        return size;
    }

    boolean names(AxisKey key) {
        return places.containsKey(key);
    }

    void read() {
        readFixed();
        List<GridAxis> swept = new ArrayList<>();
        if (block.sweep() != null) {
            readSweep(block.sweep(), swept);
        }
        if (block.zip() != null) {
            readZip(block.zip(), swept);
        }
        readReferences(Axis.MODEL, "models", block.models());
        readReferences(Axis.HARDWARE, "hardware", block.hardware());
        axes.addAll(swept);
    }

    private void readFixed() {
        for (FixedEntry given : block.fixed()) {
            AxisKey key = axis(given.entry());
            boolean overridden = given.inherited() && key != null && places.containsKey(key);
            if (key != null && !overridden && takePlace(key, given.entry())) {
                Object value = lists.one(key, given.entry().value());
                if (value != null) {
                    fixed.put(key, value);
                }
            }
        }
    }

    private @Nullable AxisKey axis(Entry entry) {
        return AxisNames.read(entry.key()).orReport(problems, entry.place(), Shown.plain(entry.key()));
    }

    private boolean takePlace(AxisKey key, Entry entry) {
        Place first = places.putIfAbsent(key, entry.place());
        if (first != null) {
            problems.add(
                    entry.place(),
                    key.id() + ": an axis stands in one of fixed, sweep and zip; it already stands at " + first);
        }
        return first == null;
    }

    private void readSweep(Entry sweep, List<GridAxis> swept) {
        MapNode map = nodes.map(sweep.value(), "sweep", "{batch_size: [1, 8]}");
        for (Entry entry : map == null ? List.<Entry>of() : map.entries()) {
            AxisKey key = axis(entry);
            if (key != null && takePlace(key, entry)) {
                List<Object> values = lists.axis(key, entry.value());
                size.axis(key.id(), written(entry.value(), values));
                if (values != null) {
                    swept.add(new GridAxis(List.of(key), new SingleSteps(values)));
                }
            }
        }
    }

    /** How many values were written, whether or not each is one. */
    private long written(YamlNode node, @Nullable List<Object> values) {
        return values == null ? nodes.listOrOne(node).size() : values.size();
    }

    private void readReferences(Axis key, String field, @Nullable Entry entry) {
        if (entry != null) {
            List<Object> values = lists.references(key, entry.value());
            if (!places.containsKey(key)) {
                size.axis(key.id(), written(entry.value(), values));
            }
            if (values != null && !places.containsKey(key)) {
                axes.add(new GridAxis(List.of(key), new SingleSteps(values)));
            }
        } else if (!places.containsKey(key)) {
            problems.add(
                    block.place(),
                    field + ": is missing; list at least one id, or make " + key.id() + " an axis of sweep or zip");
        }
    }

    private void readZip(Entry zip, List<GridAxis> swept) {
        ListNode list = nodes.list(zip.value(), "zip", "[{prompt_tokens: 512, output_tokens: 128}]");
        if (list == null) {
            return;
        } else if (list.items().isEmpty()) {
            problems.add(list.place(), "zip: must have at least one entry, was an empty list");
            return;
        }
        size.axis("zip", list.items().size());
        Map<String, AxisKey> keys = new LinkedHashMap<>();
        List<List<Object>> steps = new ArrayList<>();
        Map<List<Object>, Place> seen = new HashMap<>();
        for (YamlNode item : list.items()) {
            MapNode entries = nodes.map(item, "zip", "{prompt_tokens: 512, output_tokens: 128}");
            if (entries != null && keys.isEmpty()) {
                takeKeys(entries, keys);
            }
            List<Object> step = entries == null || keys.isEmpty() ? null : step(entries, keys);
            if (step != null) {
                Place first = seen.putIfAbsent(step, item.place());
                if (first == null) {
                    steps.add(step);
                } else {
                    problems.add(item.place(), "zip: the same values stand twice, first at " + first);
                }
            }
        }
        if (steps.size() == list.items().size()) {
            swept.add(new GridAxis(List.copyOf(keys.values()), List.copyOf(steps)));
        }
    }

    private void takeKeys(MapNode first, Map<String, AxisKey> keys) {
        for (Entry entry : first.entries()) {
            AxisKey key = axis(entry);
            if (key != null && takePlace(key, entry)) {
                keys.put(entry.key(), key);
            }
        }
        if (first.entries().isEmpty()) {
            problems.add(first.place(), "zip: an entry names at least one axis, was an empty map");
        }
    }

    private @Nullable List<Object> step(MapNode entries, Map<String, AxisKey> keys) {
        List<Object> step = new ArrayList<>();
        for (Map.Entry<String, AxisKey> key : keys.entrySet()) {
            YamlNode value = entries.get(key.getKey());
            if (value == null) {
                problems.add(
                        entries.place(),
                        "zip: every entry has the same keys; " + Shown.plain(key.getKey()) + " is missing here");
            } else {
                Object read = lists.one(key.getValue(), value);
                if (read != null) {
                    step.add(read);
                }
            }
        }
        for (Entry entry : entries.entries()) {
            boolean known = keys.containsKey(entry.key());
            if (!known && axis(entry) != null) {
                problems.add(
                        entry.place(),
                        "zip: every entry has the same keys; " + Shown.plain(entry.key())
                                + " does not stand in the first");
            }
        }
        return step.size() == keys.size() ? step : null;
    }
}
