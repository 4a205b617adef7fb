package dev.sweepbook.load;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.estimate.MeasuredRange.Span;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.sweep.AxisType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a calibration file says of its error: bands, and the ranges that were measured. */
final class CalibrationBandsReader {
    private static final List<String> BAND_KEYS = List.of("engine", "phase", "evidence", "p10", "p90", "rows");
    private static final List<String> RANGE_KEYS = List.of(
            "engine",
            "hardware",
            "memory",
            "memory_bandwidth",
            "peak",
            "model",
            "layers",
            "hidden_size",
            "weight_bytes",
            "tensor_parallel",
            "pipeline_parallel",
            "batch_size",
            "prompt_tokens",
            "output_tokens");
    private static final AxisType.Real POSITIVE = new AxisType.Real(Dimension.NONE, 0, false, Double.POSITIVE_INFINITY);
    private static final AxisType.Real FROM_ZERO = new AxisType.Real(Dimension.NONE, 0, true, 1e15);

    private final Problems problems;
    private final Nodes nodes;

    CalibrationBandsReader(Problems problems) {
        this.problems = problems;
        this.nodes = new Nodes(problems);
    }

    /** The lines of the table that could be read. */
    List<ErrorBands.Line> lines(@Nullable Entry entry) {
        List<ErrorBands.Line> lines = new ArrayList<>();
        for (MapNode item : items(entry, "bands", BAND_KEYS)) {
            long before = problems.count();
            ServingEngine engine = choice(item, "engine", ServingEngine.values(), ServingEngine::id);
            Phase phase = choice(item, "phase", Phase.values(), Phase::id);
            Evidence evidence = choice(item, "evidence", Evidence.values(), Evidence::id);
            double p10 = number(item, "p10", POSITIVE);
            double p90 = number(item, "p90", POSITIVE);
            double rows = number(item, "rows", FROM_ZERO);
            if (p90 < p10) {
                problems.add(item.place(), "p90: must be at least p10, was below it");
            }
            if (problems.count() == before && engine != null && phase != null && evidence != null) {
                lines.add(new ErrorBands.Line(engine, phase, evidence, new Band(p10, p90), (long) rows));
            }
        }
        return lines;
    }

    /** The ranges that could be read. */
    List<MeasuredRange> ranges(@Nullable Entry entry) {
        List<MeasuredRange> ranges = new ArrayList<>();
        for (MapNode item : items(entry, "measured", RANGE_KEYS)) {
            long before = problems.count();
            ServingEngine engine = choice(item, "engine", ServingEngine.values(), ServingEngine::id);
            MemoryClass memory = choice(item, "memory", MemoryClass.values(), MemoryClass::id);
            String hardware = text(item, "hardware");
            double bandwidth = number(item, "memory_bandwidth", POSITIVE);
            double peak = number(item, "peak", FROM_ZERO);
            String model = text(item, "model");
            double layers = number(item, "layers", FROM_ZERO);
            double hiddenSize = number(item, "hidden_size", FROM_ZERO);
            double weightBytes = number(item, "weight_bytes", POSITIVE);
            double tensor = number(item, "tensor_parallel", POSITIVE);
            double pipeline = number(item, "pipeline_parallel", POSITIVE);
            Span batch = span(item, "batch_size");
            Span prompt = span(item, "prompt_tokens");
            Span output = span(item, "output_tokens");
            if (problems.count() == before && engine != null && memory != null) {
                ranges.add(new MeasuredRange(
                        engine,
                        new MeasuredRange.Device(hardware, memory, bandwidth, peak),
                        new MeasuredRange.Model(model, (long) layers, (long) hiddenSize),
                        new MeasuredRange.Split(weightBytes, (long) tensor, (long) pipeline),
                        batch,
                        prompt,
                        output));
            }
        }
        return ranges;
    }

    private List<MapNode> items(@Nullable Entry entry, String field, List<String> keys) {
        List<MapNode> items = new ArrayList<>();
        String example = "[{" + keys.get(0) + ": vllm, …}]";
        ListNode list = entry == null ? null : nodes.list(entry.value(), field, example);
        for (YamlNode node : list == null ? List.<YamlNode>of() : list.items()) {
            MapNode item = nodes.map(node, field, "{" + keys.get(0) + ": vllm, …}");
            if (item != null) {
                nodes.refuseUnknown(item, keys, Set.of());
                items.add(item);
            }
        }
        return items;
    }

    private @Nullable TextNode given(MapNode item, String key) {
        YamlNode node = item.get(key);
        if (node == null) {
            problems.add(item.place(), key + ": is missing");
            return null;
        }
        return nodes.text(node, key);
    }

    private String text(MapNode item, String key) {
        TextNode text = given(item, key);
        return text == null ? "" : text.text();
    }

    private <E> @Nullable E choice(MapNode item, String key, E[] values, Function<E, String> id) {
        TextNode text = given(item, key);
        if (text == null) {
            return null;
        }
        List<String> names = Arrays.stream(values).map(id).toList();
        int at = names.indexOf(text.text());
        if (at < 0) {
            problems.add(
                    text.place(),
                    key + ": must be one of " + String.join(", ", names) + ", was " + Shown.quoted(text.text())
                            + Nearest.hint(text.text(), names));
            return null;
        }
        return values[at];
    }

    private double number(MapNode item, String key, AxisType.Real range) {
        TextNode text = given(item, key);
        return text == null ? Double.NaN : number(text, key, range);
    }

    private double number(TextNode text, String key, AxisType.Real range) {
        Object value = Numbers.read(text.text())
                .then(exact -> AxisValues.real(range, exact, text.text()))
                .orReport(problems, text.place(), key);
        return value instanceof Double number ? number : Double.NaN;
    }

    private Span span(MapNode item, String key) {
        YamlNode node = item.get(key);
        if (node == null) {
            problems.add(item.place(), key + ": is missing");
        } else if (node instanceof ListNode list
                && list.items().size() == 2
                && list.items().get(0) instanceof TextNode first
                && list.items().get(1) instanceof TextNode last) {
            double least = number(first, key, FROM_ZERO);
            double most = number(last, key, FROM_ZERO);
            if (least <= most) {
                return new Span((long) least, (long) most);
            } else if (least > most) {
                problems.add(node.place(), key + ": must not end before it begins");
            }
        } else {
            problems.add(node.place(), key + ": must be a list of the smallest and the largest, was " + node.found());
        }
        return new Span(0, 0);
    }
}
