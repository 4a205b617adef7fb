package dev.sweepbook.load;

import dev.sweepbook.load.Block.FixedEntry;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a YAML file apart into its sweeps, each with what it inherits. */
final class YamlBlocks {
    static final List<String> BLOCK_KEYS = List.of(
            "name",
            "description",
            "models",
            "hardware",
            "fixed",
            "sweep",
            "zip",
            "exclude",
            "include",
            "slo",
            "report");
    private static final List<String> NOT_BESIDE_SWEEPS = List.of("sweep", "zip", "include");

    private final MapNode top;
    private final Problems problems;
    private final Nodes nodes;

    YamlBlocks(MapNode top, Problems problems) {
        this.top = top;
        this.problems = problems;
        this.nodes = new Nodes(problems);
    }

    static List<String> topKeys() {
        List<String> keys = new ArrayList<>(BLOCK_KEYS);
        keys.add("sweeps");
        return keys;
    }

    /** The file's name: the one it gives, else its stem. */
    String name(String stem) {
        YamlNode given = top.get("name");
        if (given == null) {
            if (Names.read(stem) instanceof Reading.Bad<String> bad) {
                problems.add(top.place(), "name: the file has no name key and its own will not do: " + bad.reason());
            }
            return stem;
        }
        return name(given, stem);
    }

    private String name(YamlNode given, String otherwise) {
        TextNode text = nodes.text(given, "name");
        String name = text == null ? null : Names.read(text.text()).orReport(problems, text.place(), "name");
        return name == null ? otherwise : name;
    }

    String description() {
        return description(top, "");
    }

    private String description(MapNode map, String otherwise) {
        YamlNode given = map.get("description");
        TextNode text = given == null ? null : nodes.text(given, "description");
        if (text == null) {
            return otherwise;
        }
        String fault = Names.textFault(text.text());
        if (fault != null) {
            problems.add(text.place(), "description: " + fault);
        }
        return text.text();
    }

    /** The file's sweeps; one where it has no {@code sweeps}. */
    List<Block> read(String name, String description) {
        nodes.refuseUnknown(top, topKeys(), NotYet.KEYS);
        Entry sweeps = top.entry("sweeps");
        if (sweeps == null) {
            return List.of(block(top, null, name, description));
        }
        for (String key : NOT_BESIDE_SWEEPS) {
            Entry beside = top.entry(key);
            if (beside != null) {
                problems.add(
                        beside.place(),
                        key + ": cannot stand beside sweeps (" + sweeps.place() + "); move it into one");
            }
        }
        return blocks(sweeps, description);
    }

    private List<Block> blocks(Entry sweeps, String description) {
        String example = "[{name: small, sweep: {batch_size: [1, 8]}}]";
        ListNode list = nodes.list(sweeps.value(), "sweeps", example);
        if (list != null && list.items().isEmpty()) {
            problems.add(list.place(), "sweeps: must have at least one sweep, was an empty list");
        }
        List<Block> blocks = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        List<YamlNode> items = list == null ? List.of() : list.items();
        for (int i = 0; i < items.size(); i++) {
            MapNode map = nodes.map(items.get(i), "sweeps", example);
            if (map != null) {
                nodes.refuseUnknown(map, BLOCK_KEYS, NotYet.KEYS);
                String numbered = "sweep-" + (i + 1);
                YamlNode given = map.get("name");
                String name = given == null ? numbered : name(given, numbered);
                Place first = names.putIfAbsent(name, map.place());
                if (first != null) {
                    problems.add(
                            map.place(),
                            "name: two sweeps are called " + Shown.quoted(name) + ", the first at " + first);
                }
                blocks.add(block(map, top, name, description(map, description)));
            }
        }
        return blocks;
    }

    private Block block(MapNode own, @Nullable MapNode file, String name, String description) {
        List<FixedEntry> fixed = new ArrayList<>(fixed(own, false));
        List<YamlNode> exclude = new ArrayList<>();
        if (file != null) {
            fixed.addAll(fixed(file, true));
            exclude.addAll(exclude(file));
        }
        exclude.addAll(exclude(own));
        return new Block(
                name,
                own.place(),
                description,
                inherited(own, file, "models"),
                inherited(own, file, "hardware"),
                fixed,
                own.entry("sweep"),
                own.entry("zip"),
                exclude,
                own.entry("include"),
                inherited(own, file, "slo"),
                inherited(own, file, "report"));
    }

    private static @Nullable Entry inherited(MapNode own, @Nullable MapNode file, String key) {
        Entry entry = own.entry(key);
        return entry == null && file != null ? file.entry(key) : entry;
    }

    private List<FixedEntry> fixed(MapNode map, boolean inherited) {
        YamlNode node = map.get("fixed");
        MapNode fixed = node == null ? null : nodes.map(node, "fixed", "{kv_dtype: bf16}");
        return fixed == null
                ? List.of()
                : fixed.entries().stream()
                        .map(entry -> new FixedEntry(entry, inherited))
                        .toList();
    }

    private List<YamlNode> exclude(MapNode map) {
        YamlNode node = map.get("exclude");
        ListNode list =
                node == null ? null : nodes.list(node, "exclude", "[{tensor_parallel: [4, 8]}, batch_size > 64]");
        return list == null ? List.of() : list.items();
    }
}
