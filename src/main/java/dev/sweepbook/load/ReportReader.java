package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.sweep.ReportOptions;
import dev.sweepbook.sweep.ReportOptions.Rows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how the report of a file is to look. Several sweeps make one workbook, so that they must ask for the same. */
final class ReportReader {
    static final List<String> KEYS = List.of("template", "top", "rows");
    static final int MOST_TOP = 10_000;
    private static final String EXAMPLE = "{top: 20, rows: all}";

    private final Problems problems;
    private final @Nullable TemplateFolder templates;
    private final Nodes nodes;

    ReportReader(Problems problems, @Nullable TemplateFolder templates) {
        this.problems = problems;
        this.templates = templates;
        this.nodes = new Nodes(problems);
    }

    /** The words {@code rows} may be. */
    static List<String> rows() {
        return Arrays.stream(Rows.values())
                .map(Rows::id)
                .filter(id -> !NotYet.ROWS.contains(id))
                .toList();
    }

    /** What all blocks ask for; where they differ, that is reported and the first counts. */
    ReportOptions read(List<Block> blocks) {
        Block first = blocks.get(0);
        ReportOptions options = options(first.report());
        for (Block block : blocks) {
            if (!options(block.report()).equals(options)) {
                problems.add(
                        place(block),
                        "report: a file makes one workbook, and sweep " + Shown.quoted(first.name())
                                + " asks for another (" + place(first)
                                + "); write report once, beside sweeps, or make two files");
                return options;
            }
        }
        return options;
    }

    private static Place place(Block block) {
        Entry report = block.report();
        return report == null ? block.place() : report.place();
    }

    private ReportOptions options(@Nullable Entry entry) {
        if (entry == null) {
            return ReportOptions.DEFAULT;
        }
        MapNode map = nodes.map(entry.value(), "report", EXAMPLE);
        if (map == null) {
            return ReportOptions.DEFAULT;
        }
        nodes.refuseUnknown(map, KEYS, Set.of());
        return new ReportOptions(template(map), top(map), chosenRows(map));
    }

    /** The name of the template; what is wrong with the workbook is told where it is named. */
    private @Nullable String template(MapNode map) {
        TextNode text = text(map, "template");
        if (text != null && templates != null) {
            TemplateReader.Read read = templates.named(text.text()).orReport(problems, text.place(), "report.template");
            if (read != null) {
                read.problems().addTo(problems, text.place(), "report.template");
            }
        }
        return text == null ? null : text.text();
    }

    private int top(MapNode map) {
        TextNode text = text(map, "top");
        BigDecimal number =
                text == null ? null : Numbers.read(text.text()).orReport(problems, text.place(), "report.top");
        if (text == null || number == null) {
            return ReportOptions.DEFAULT.top();
        }
        Integer top = inRange(number, text.text()).orReport(problems, text.place(), "report.top");
        return top == null ? ReportOptions.DEFAULT.top() : top;
    }

    private static Reading<Integer> inRange(BigDecimal number, String text) {
        if (number.stripTrailingZeros().scale() > 0) {
            return Reading.bad("must be a whole number, was " + Shown.plain(text));
        } else if (number.compareTo(BigDecimal.ONE) < 0) {
            return Reading.bad("must be at least 1, was " + Shown.plain(text));
        } else if (number.compareTo(BigDecimal.valueOf(MOST_TOP)) > 0) {
            return Reading.bad("must be at most " + Shown.count(MOST_TOP) + ", was " + Shown.plain(text));
        }
        return Reading.good(number.intValueExact());
    }

    private Rows chosenRows(MapNode map) {
        TextNode text = text(map, "rows");
        Rows rows = text == null ? null : rows(text.text()).orReport(problems, text.place(), "report.rows");
        return rows == null ? ReportOptions.DEFAULT.rows() : rows;
    }

    private static Reading<Rows> rows(String text) {
        for (Rows rows : Rows.values()) {
            if (rows.id().equals(text)) {
                return NotYet.ROWS.contains(text)
                        ? Reading.bad(
                                Shown.quoted(text) + " is not available yet; use one of " + String.join(", ", rows()))
                        : Reading.good(rows);
            }
        }
        return Reading.bad("must be one of " + String.join(", ", rows()) + ", was " + Shown.quoted(text)
                + Nearest.hint(text, rows()));
    }

    private @Nullable TextNode text(MapNode map, String key) {
        YamlNode node = map.get(key);
        return node == null ? null : nodes.text(node, "report." + key);
    }
}
