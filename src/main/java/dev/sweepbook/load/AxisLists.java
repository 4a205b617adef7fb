package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.RefusedNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of one axis: a value, a list of them, or a range. */
final class AxisLists {
    private final Problems problems;
    private final Nodes nodes;
    private final AxisValues values;
    private final Ranges ranges;

    AxisLists(Problems problems, AxisValues values, long limit) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.values = values;
        this.ranges = new Ranges(problems, limit);
    }

    /** One value, or null with what is wrong reported. */
    @Nullable
    Object one(AxisKey key, YamlNode node) {
        TextNode text = nodes.text(node, key.id());
        return text == null ? null : values.read(key, text.text()).orReport(problems, text.place(), key.id());
    }

    /** The values of an axis of {@code sweep}, or null with what is wrong reported. */
    @Nullable
    List<Object> axis(AxisKey key, YamlNode node) {
        return node instanceof MapNode range ? ranges.read(key, range) : list(key, node, false);
    }

    /** What {@code models} or {@code hardware} lists: ids, and definitions where they stand. */
    @Nullable
    List<Object> references(Axis key, YamlNode node) {
        if (node instanceof MapNode) {
            problems.add(node.place(), field(key, true) + ": must be a list of ids and definitions, such as [{id: …}]");
            return null;
        }
        return list(key, node, true);
    }

    /** The values one of which a key of an exclusion matches. */
    @Nullable
    List<Object> anyOf(AxisKey key, YamlNode node) {
        return list(key, node, false);
    }

    private static String field(AxisKey key, boolean defines) {
        return defines && key == Axis.MODEL ? "models" : key.id();
    }

    private @Nullable List<Object> list(AxisKey key, YamlNode node, boolean defines) {
        String field = field(key, defines);
        List<YamlNode> items = nodes.listOrOne(node);
        if (items.isEmpty()) {
            problems.add(node.place(), field + ": must have at least one value, was an empty list");
            return null;
        }
        List<Object> list = new ArrayList<>();
        Map<Object, Place> seen = new HashMap<>();
        for (YamlNode item : items) {
            TextNode text = defines && item instanceof MapNode map ? id(map) : text(field, item);
            if (text != null) {
                Object value = values.read(key, text.text()).orReport(problems, item.place(), field);
                Object identity = AxisValues.isReference(key) ? DefinitionLayer.composed(text.text()) : value;
                Place first = identity == null ? null : seen.putIfAbsent(identity, item.place());
                if (first != null) {
                    problems.add(
                            item.place(),
                            field + ": the value " + Shown.plain(text.text()) + " stands twice, first at " + first);
                } else if (value != null) {
                    list.add(value);
                }
            }
        }
        return list.size() == items.size() ? list : null;
    }

    private @Nullable TextNode text(String field, YamlNode item) {
        if (item instanceof TextNode text && !text.isNull()) {
            return text;
        } else if (!(item instanceof RefusedNode)) {
            problems.add(item.place(), field + ": must be one value, was " + item.found());
        }
        return null;
    }

    /** The id of a definition; a missing one was reported when it was defined. */
    private static @Nullable TextNode id(MapNode definition) {
        return definition.get("id") instanceof TextNode id && !id.isNull() && Names.idFault(id.text()) == null
                ? id
                : null;
    }
}
