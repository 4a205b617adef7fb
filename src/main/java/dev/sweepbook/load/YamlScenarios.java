package dev.sweepbook.load;

import dev.sweepbook.load.Definition.Kind;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.sweep.ReportOptions;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a YAML scenario file: definitions first, which hold for the whole file, then its sweeps. */
final class YamlScenarios {
    private static final String EXAMPLE = "{models: […], hardware: […], sweep: {…}}";

    private final Problems problems;
    private final Definitions definitions;
    private final @Nullable TemplateFolder templates;
    private final long limit;

    YamlScenarios(Problems problems, Definitions definitions, @Nullable TemplateFolder templates, long limit) {
        this.templates = templates;
        this.problems = problems;
        this.definitions = definitions;
        this.limit = limit;
    }

    /** What the file asks for, or null with what is wrong reported. */
    @Nullable
    SweepFile read(String text, String stem, Definition.Source source) {
        YamlNode node = YamlTree.read(text, problems);
        MapNode top = null;
        if (node != null) {
            top = new Nodes(problems).map(node, "the file", EXAMPLE);
        } else if (problems.isEmpty()) {
            problems.add(Place.START, "the file is empty: it holds comments only");
        }
        if (top == null) {
            return null;
        }
        YamlBlocks parts = new YamlBlocks(top, problems);
        String name = parts.name(stem);
        String description = parts.description();
        List<Block> blocks = parts.read(name, description);
        define(blocks, top, source);
        definitions.makeAll();
        List<Sweep> sweeps = new ArrayList<>();
        BlockReader reader = new BlockReader(problems, new AxisValues(definitions), limit);
        for (Block block : blocks) {
            Sweep sweep = reader.read(block);
            if (sweep != null) {
                sweeps.add(sweep);
            }
        }
        YamlNode.Entry place = top.entry(top.entry("sweeps") == null ? "sweep" : "sweeps");
        GridSize.check(reader.sizes(), place == null ? top.place() : place.place(), limit, problems);
        ReportOptions report =
                blocks.isEmpty() ? ReportOptions.DEFAULT : new ReportReader(problems, templates).read(blocks);
        return problems.isEmpty()
                ? UsedThings.file(name, description, sweeps, definitions, List.of())
                        .withReport(report)
                : null;
    }

    /** Takes the definitions out of every list of models and hardware, each list once. */
    private void define(List<Block> blocks, MapNode top, Definition.Source source) {
        List<YamlNode> models = new ArrayList<>();
        List<YamlNode> hardware = new ArrayList<>();
        collect(top.entry(Kind.MODEL.key), models);
        collect(top.entry(Kind.HARDWARE.key), hardware);
        for (Block block : blocks) {
            collect(block.models(), models);
            collect(block.hardware(), hardware);
        }
        models.forEach(list -> define(Kind.MODEL, list, source));
        hardware.forEach(list -> define(Kind.HARDWARE, list, source));
    }

    private static void collect(YamlNode.@Nullable Entry entry, List<YamlNode> lists) {
        if (entry != null && lists.stream().noneMatch(list -> list == entry.value())) {
            lists.add(entry.value());
        }
    }

    private void define(Kind kind, YamlNode node, Definition.Source source) {
        if (node instanceof ListNode list) {
            for (YamlNode item : list.items()) {
                if (item instanceof MapNode map) {
                    define(kind, map, source);
                }
            }
        }
    }

    private void define(Kind kind, MapNode map, Definition.Source source) {
        YamlNode given = map.get("id");
        TextNode text = given == null ? null : new Nodes(problems).text(given, "id");
        String fault = text == null ? null : Names.idFault(text.text());
        if (given == null) {
            problems.add(map.place(), "id: is missing; a definition begins with the name scenarios use for it");
        } else if (text != null && fault != null) {
            problems.add(text.place(), fault);
        }
        if (text == null || fault != null) {
            definitions.checkNameless(new Definition(kind, "", map.place(), map, source));
        } else {
            definitions.define(new Definition(kind, DefinitionLayer.composed(text.text()), map.place(), map, source));
        }
    }
}
