package dev.sweepbook.load;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.load.CalibrationFiles.Known;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.sweep.AxisType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one calibration file: what it changes of the calibration it extends. */
final class CalibrationReader {
    static final List<String> KEYS =
            List.of("description", "source", "edition", "extends", "engines", "bands", "measured");
    private static final String EXAMPLE = "{engines: {vllm: {gemm: 0.62}}}";

    private final String name;
    private final String path;
    private final Problems problems;
    private final Nodes nodes;

    CalibrationReader(String name, String path, Problems problems) {
        this.name = name;
        this.path = path;
        this.problems = problems;
        this.nodes = new Nodes(problems);
    }

    /** The calibration, or null with what is wrong reported. */
    @Nullable
    Known read(YamlText text, Function<String, Reading<Known>> bases) {
        YamlNode node = text.text() == null ? null : YamlTree.read(text.text(), problems);
        MapNode top = node == null ? null : nodes.map(node, "the file", EXAMPLE);
        if (top == null) {
            return null;
        }
        nodes.refuseUnknown(top, KEYS, Set.of());
        String description = nodes.textOf(top, "description", "");
        String source = nodes.textOf(top, "source", "");
        String edition = nodes.textOf(top, "edition", "");
        Known base = base(top, bases);
        Map<String, Map<String, Double>> changes = engines(top.entry("engines"));
        CalibrationBandsReader measured = new CalibrationBandsReader(problems);
        List<ErrorBands.Line> lines = measured.lines(top.entry("bands"));
        List<MeasuredRange> ranges = measured.ranges(top.entry("measured"));
        if (base == null || !problems.isEmpty()) {
            return null;
        }
        CalibrationValues values = base.values().with(changes);
        ErrorBands bands = bands(base.calibration().bands(), lines, ranges);
        Provenance provenance = new Provenance(path, source, "", description);
        return new Known(Calibrations.of(name, edition, values, bands, provenance), values);
    }

    /** What the file says of an engine class stands in place of all that its base says of it. */
    private static ErrorBands bands(ErrorBands base, List<ErrorBands.Line> lines, List<MeasuredRange> ranges) {
        List<ErrorBands.Line> allLines = new ArrayList<>(base.lines());
        allLines.removeIf(inherited -> lines.stream().anyMatch(line -> line.engine() == inherited.engine()));
        allLines.addAll(lines);
        List<MeasuredRange> allRanges = new ArrayList<>(base.measured());
        allRanges.removeIf(inherited -> ranges.stream().anyMatch(range -> range.engine() == inherited.engine()));
        allRanges.addAll(ranges);
        return new ErrorBands(allLines, allRanges);
    }

    private @Nullable Known base(MapNode top, Function<String, Reading<Known>> bases) {
        YamlNode given = top.get("extends");
        TextNode text = given == null ? null : nodes.text(given, "extends");
        if (given != null && text == null) {
            return null;
        }
        Place place = text == null ? top.place() : text.place();
        return bases.apply(text == null ? "default" : DefinitionLayer.composed(text.text()))
                .orReport(problems, place, "extends");
    }

    private Map<String, Map<String, Double>> engines(@Nullable Entry entry) {
        Map<String, Map<String, Double>> engines = new LinkedHashMap<>();
        MapNode map = entry == null ? null : nodes.map(entry.value(), "engines", "{vllm: {gemm: 0.62}}");
        for (Entry engine : map == null ? List.<Entry>of() : map.entries()) {
            if (!engineNames().contains(engine.key()) && !CalibrationValues.isKey(engine.key())) {
                problems.add(
                        engine.place(),
                        "engines: must be one of " + String.join(", ", engineNames()) + ", was "
                                + Shown.quoted(engine.key()) + Nearest.hint(engine.key(), engineNames()));
            }
            MapNode values = nodes.map(engine.value(), Shown.plain(engine.key()), "{gemm: 0.62}");
            if (values != null) {
                engines.put(engine.key(), parameters(values));
            }
        }
        return engines;
    }

    static List<String> engineNames() {
        List<String> names = new ArrayList<>(List.of(CalibrationValues.EVERY_ENGINE));
        for (ServingEngine engine : ServingEngine.values()) {
            names.add(engine.id());
        }
        return names;
    }

    private Map<String, Double> parameters(MapNode map) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            CalibrationParameter parameter = CalibrationParameter.all().get(entry.key());
            if (parameter == null) {
                problems.add(entry.place(), unknown(entry.key()));
            } else {
                Double value = value(parameter, entry);
                if (value != null) {
                    values.put(parameter.name(), value);
                }
            }
        }
        return values;
    }

    private static String unknown(String key) {
        List<String> names = CalibrationParameter.names();
        String hint = Nearest.hint(key, names);
        return Shown.plain(key) + ": is no parameter of a calibration"
                + (hint.isEmpty() ? "; they are " + String.join(", ", names) : hint);
    }

    private @Nullable Double value(CalibrationParameter parameter, Entry entry) {
        TextNode text = nodes.text(entry.value(), parameter.name());
        if (text == null) {
            return null;
        }
        CalibrationParameter.Range range = parameter.range();
        AxisType.Real real =
                new AxisType.Real(parameter.dimension(), range.least(), range.leastAllowed(), range.most());
        Object value = Quantity.read(text.text(), parameter.dimension())
                .then(number -> AxisValues.real(real, number, text.text()))
                .orReport(problems, text.place(), parameter.name());
        return value instanceof Double number ? number : null;
    }
}
