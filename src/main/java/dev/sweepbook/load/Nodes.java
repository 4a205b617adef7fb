package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.RefusedNode;
import dev.sweepbook.load.YamlNode.TextNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes nodes for what they must be, or reports what they are. */
final class Nodes {
    private final Problems problems;

    Nodes(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    MapNode map(YamlNode node, String field, String example) {
        if (node instanceof MapNode map) {
            return map;
        }
        refuse(node, field, "must be a map, such as " + example);
        return null;
    }

    @Nullable
    ListNode list(YamlNode node, String field, String example) {
        if (node instanceof ListNode list) {
            return list;
        }
        refuse(node, field, "must be a list, such as " + example);
        return null;
    }

    /** The items of a list, or the one thing that is none. */
    List<YamlNode> listOrOne(YamlNode node) {
        return node instanceof ListNode list ? list.items() : List.of(node);
    }

    /** Text that says something. */
    @Nullable
    TextNode text(YamlNode node, String field) {
        if (node instanceof TextNode text && !text.isNull()) {
            return text;
        }
        refuse(node, field, "must be one value");
        return null;
    }

    /** Free text under a key of a definition, checked for what a sheet cannot hold. */
    String textOf(MapNode definition, String key, String otherwise) {
        YamlNode node = definition.get(key);
        TextNode text = node == null ? null : text(node, key);
        if (text == null) {
            return otherwise;
        }
        String fault = Names.textFault(text.text());
        if (fault != null) {
            problems.add(text.place(), key + ": " + fault);
        }
        return text.text();
    }

    private void refuse(YamlNode node, String field, String rule) {
        if (!(node instanceof RefusedNode)) {
            problems.add(node.place(), field + ": " + rule + ", was " + node.found());
        }
    }

    /** Reports the keys nobody knows and those not served yet. */
    void refuseUnknown(MapNode map, Collection<String> known, Set<String> notYet) {
        for (Entry entry : map.entries()) {
            if (notYet.contains(entry.key())) {
                problems.add(entry.place(), NotYet.refusal(entry.key()));
            } else if (!known.contains(entry.key())) {
                problems.add(entry.place(), unknown(entry.key(), known));
            }
        }
    }

    private String unknown(String key, Collection<String> known) {
        return Shown.plain(key) + ": is an unknown key" + (problems.keeps() ? hint(key, known) : "");
    }

    private static String hint(String key, Collection<String> known) {
        if (known.contains("sweep") && AxisNames.find(key).isPresent()) {
            return "; an axis stands under sweep, fixed or zip";
        }
        String hint = Nearest.hint(key, known);
        return hint.isEmpty()
                ? "; known here: " + String.join(", ", known.stream().limit(20).toList())
                : hint;
    }
}
