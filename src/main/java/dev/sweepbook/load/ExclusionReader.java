package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.Exclusion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what drops points of a grid: maps that match, and conditions. */
final class ExclusionReader implements ExpressionScope {
    private final Problems problems;
    private final Nodes nodes;
    private final AxisLists lists;
    private final AxisValues values;
    private final BlockAxes axes;

    ExclusionReader(Problems problems, AxisLists lists, AxisValues values, BlockAxes axes) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
        this.lists = lists;
        this.values = values;
        this.axes = axes;
    }

    List<Exclusion> read(List<YamlNode> written) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (YamlNode node : written) {
            Exclusion exclusion = node instanceof MapNode map ? match(map) : condition(node);
            if (exclusion != null) {
                exclusions.add(exclusion);
            }
        }
        return exclusions;
    }

    private @Nullable Exclusion match(MapNode map) {
        if (map.entries().isEmpty()) {
            problems.add(map.place(), "exclude: a map names at least one axis, was an empty map");
        }
        Map<AxisKey, List<Object>> anyOf = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            AxisKey key = AxisNames.read(entry.key()).orReport(problems, entry.place(), Shown.plain(entry.key()));
            if (key != null && !isKnownHere(key)) {
                problems.add(entry.place(), key.id() + ": is no axis of this sweep, so no point can match it");
            } else if (key != null) {
                List<Object> list = lists.anyOf(key, entry.value());
                if (list != null) {
                    anyOf.put(key, list);
                }
            }
        }
        return anyOf.isEmpty() || anyOf.size() < map.entries().size() ? null : new Exclusion.Match(anyOf);
    }

    private @Nullable Exclusion condition(YamlNode node) {
        TextNode text = nodes.text(node, "exclude");
        var expression = text == null
                ? null
                : ExpressionParser.read(text.text(), this).orReport(problems, text.place(), "exclude");
        if (expression == null) {
            return null;
        }
        Map<String, AxisKey> keys = new LinkedHashMap<>();
        for (String name : expression.names()) {
            AxisNames.find(name).ifPresent(key -> keys.put(name, key));
        }
        return new Exclusion.Condition(expression, keys);
    }

    /** Every point has a value on a named axis; a field of its device or model only where the sweep sets it. */
    private boolean isKnownHere(AxisKey key) {
        return key instanceof Axis || axes.names(key);
    }

    @Override
    public @Nullable Type type(String name) {
        AxisKey key = AxisNames.find(name).orElse(null);
        if (key == null || !isKnownHere(key)) {
            return null;
        }
        return AxisValues.isNumeric(key) ? Type.NUMBER : Type.TEXT;
    }

    @Override
    public Collection<String> names() {
        return AxisNames.all().stream()
                .filter(name -> AxisNames.find(name).filter(this::isKnownHere).isPresent())
                .toList();
    }

    @Override
    public @Nullable String textFault(String name, String text) {
        AxisKey key = AxisNames.find(name).orElse(null);
        if (key != null && key.type() instanceof AxisType.Choice choice) {
            List<String> names = choice.names().stream()
                    .map(choice.value())
                    .map(AxisText::name)
                    .toList();
            return names.contains(text)
                    ? null
                    : "must be one of " + String.join(", ", names) + ", was " + Shown.quoted(text)
                            + Nearest.hint(text, names);
        }
        return key != null && values.read(key, text) instanceof Reading.Bad<Object> bad ? bad.reason() : null;
    }
}
