package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.Slo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a service must keep to. */
final class SloReader {
    static final List<String> KEYS = List.of("ttft", "tpot");
    static final AxisType.Real SECONDS = new AxisType.Real(Dimension.SECONDS, 0, false, Double.POSITIVE_INFINITY);

    private final Problems problems;
    private final Nodes nodes;

    SloReader(Problems problems) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
    }

    Slo read(@Nullable Entry entry) {
        MapNode map = entry == null ? null : nodes.map(entry.value(), "slo", "{ttft: 500 ms, tpot: 50 ms}");
        if (map == null) {
            return Slo.NONE;
        }
        nodes.refuseUnknown(map, KEYS, Set.of());
        return new Slo(seconds(map, "ttft"), seconds(map, "tpot"));
    }

    private double seconds(MapNode map, String key) {
        YamlNode node = map.get(key);
        TextNode text = node == null ? null : nodes.text(node, "slo." + key);
        if (text == null) {
            return Double.NaN;
        }
        Reading<BigDecimal> number = Quantity.read(text.text(), SECONDS.dimension());
        Object seconds = number.then(exact -> AxisValues.real(SECONDS, exact, text.text()))
                .orReport(problems, text.place(), "slo." + key);
        return seconds instanceof Double value ? value : Double.NaN;
    }
}
