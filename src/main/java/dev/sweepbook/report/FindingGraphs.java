package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.report.Graph.Ink;
import dev.sweepbook.report.Graph.Mark;
import dev.sweepbook.report.Graph.Point;
import dev.sweepbook.report.Graph.Scale;
import dev.sweepbook.report.Graph.Series;
import dev.sweepbook.scenario.AcceleratorField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Charts of what one formula set found: of the best option, and of the best of each model and device. */
final class FindingGraphs {
    private static final int SERIES = 8;
    private static final int POINTS = 40;
    private static final int BARS = 16;

    private final Findings findings;
    private final Choices choices;
    private final Reckoner reckoner;

    FindingGraphs(Findings findings, Reckoner reckoner) {
        this.findings = findings;
        this.choices = new Choices(findings);
        this.reckoner = reckoner;
    }

    List<Graph> graphs() {
        Winner best = choices.best();
        if (best == null) {
            return List.of();
        }
        OptionGraphs option = new OptionGraphs(best, reckoner);
        List<Graph> graphs = new ArrayList<>();
        option.step().ifPresent(graphs::add);
        frontier(best).ifPresent(graphs::add);
        split().ifPresent(graphs::add);
        option.memory().ifPresent(graphs::add);
        roofline(best).ifPresent(graphs::add);
        return graphs;
    }

    /** Throughput of a device against speed for a user, a line a device. */
    private Optional<Graph> frontier(Winner best) {
        List<Series> series = new ArrayList<>();
        findings.frontier.byDevice(best.model()).forEach((device, points) -> {
            if (series.size() < SERIES) {
                series.add(new Series(
                        device,
                        Ink.OTHER,
                        Mark.DOTTED_LINE,
                        Frontier.spread(points, POINTS).stream()
                                .map(point -> Point.at(point.perUser(), point.perDevice()))
                                .toList()));
            }
        });
        if (series.stream().mapToInt(each -> each.points().size()).sum() < 2) {
            return Optional.empty();
        }
        return Optional.of(new Graph(
                "Throughput against speed: " + best.model(),
                "Each point is a scenario that no other on the same device beats both ways. Up and to the right is better.",
                Graph.Shape.NUMBERS,
                scale("Output tokens a second for a user", series, Point::across),
                scale("Output tokens a second per device", series, Point::up),
                series));
    }

    private static Scale scale(String title, List<Series> series, ToDoubleFunction<Point> of) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (Series each : series) {
            for (Point point : each.points()) {
                lowest = Math.min(lowest, of.applyAsDouble(point));
                highest = Math.max(highest, of.applyAsDouble(point));
            }
        }
        return Scale.of(title, lowest, highest);
    }

    /** What the steps of the best of each model and device are made of. */
    private Optional<Graph> split() {
        List<Winner> shown = findings.ofPairs(findings.objective());
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Map<Ink, List<Point>> terms = new LinkedHashMap<>();
        for (Ink ink : List.of(Ink.MEMORY, Ink.COMPUTE, Ink.COMMS, Ink.OVERHEAD)) {
            terms.put(ink, new ArrayList<>());
        }
        for (Winner winner : shown.subList(0, Math.min(BARS, shown.size()))) {
            Exposed parts = Exposed.of(
                    reckoner.of(winner.asked()), winner.asked().method().formulas());
            String name = winner.model() + ", " + winner.option() + ", batch "
                    + Words.count(winner.asked().workload().batchSize());
            add(terms, Ink.MEMORY, name, parts.memory());
            add(terms, Ink.COMPUTE, name, parts.compute());
            add(terms, Ink.COMMS, name, parts.comms());
            add(terms, Ink.OVERHEAD, name, parts.overhead());
        }
        List<Series> series = new ArrayList<>();
        terms.forEach((ink, points) -> series.add(
                new Series(Words.capital(ink.name().toLowerCase(java.util.Locale.ROOT)), ink, Mark.LINE, points)));
        return Optional.of(new Graph(
                "What the steps of the best options are made of",
                "The " + (findings.objective() == Objective.COST ? "cheapest" : "one with most throughput per device")
                        + " of each model on each device.",
                Graph.Shape.BARS,
                Scale.linear("Option"),
                Scale.linear("Decode step (ms)"),
                series));
    }

    private static void add(Map<Ink, List<Point>> terms, Ink ink, String name, double seconds) {
        terms.getOrDefault(ink, new ArrayList<>()).add(Point.of(name, 1e3 * seconds));
    }

    /** The roofline of the best option's device with the best options of every model on it. */
    private Optional<Graph> roofline(Winner best) {
        double bandwidth = best.asked().hardware().get(AcceleratorField.MEMORY_BANDWIDTH);
        Map<Double, List<Series>> byRidge = new LinkedHashMap<>();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (Winner winner : onDevice(best)) {
            Estimate estimate = reckoner.of(winner.asked());
            double ridge = estimate.get(Figure.FLOPS_PER_BYTE);
            double intensity = ridge * estimate.get(Figure.MFU) / estimate.get(Figure.MBU);
            double rate = estimate.get(Figure.MFU) * ridge * bandwidth / 1e12;
            if (intensity > 0 && rate > 0 && intensity < Double.POSITIVE_INFINITY) {
                String name = winner.model() + ", batch "
                        + Words.count(winner.asked().workload().batchSize()) + ", scenario "
                        + Words.count(winner.scenario());
                byRidge.computeIfAbsent(ridge, r -> new ArrayList<>())
                        .add(new Series(name, Ink.OTHER, Mark.DOTS, List.of(Point.at(intensity, rate))));
                lowest = Math.min(lowest, intensity);
                highest = Math.max(highest, Math.max(intensity, ridge));
            }
        }
        if (byRidge.isEmpty()) {
            return Optional.empty();
        }
        List<Series> series = new ArrayList<>();
        double from = lowest / 2;
        double to = 4 * highest;
        byRidge.forEach((ridge, points) -> {
            double peak = ridge * bandwidth / 1e12;
            series.add(new Series(
                    "Peak " + Words.number(peak) + " TFLOP/s, " + Words.number(bandwidth / 1e9) + " GB/s",
                    Ink.LIMIT,
                    Mark.LINE,
                    List.of(
                            Point.at(Math.min(from, ridge / 2), Math.min(from, ridge / 2) * bandwidth / 1e12),
                            Point.at(ridge, peak),
                            Point.at(to, peak))));
        });
        byRidge.values().forEach(series::addAll);
        double floor = series.stream()
                .flatMap(each -> each.points().stream())
                .mapToDouble(Point::up)
                .min()
                .orElse(1);
        return Optional.of(new Graph(
                "Roofline of " + best.hardware() + " with the best options on it",
                "A decode step as a whole. The slope is the memory bandwidth, the roof the peak arithmetic, both of the"
                        + " datasheet; what a point lacks to them is lost to efficiency, communication and overhead.",
                Graph.Shape.NUMBERS,
                Scale.logarithmic("Arithmetic intensity (FLOP/B)", 10, from),
                Scale.logarithmic("Arithmetic of one device (TFLOP/s)", 10, floor),
                series));
    }

    /** The best of each model on the device of an option, by each objective, no scenario twice. */
    private List<Winner> onDevice(Winner best) {
        Map<Long, Winner> found = new LinkedHashMap<>();
        found.put(best.scenario(), best);
        findings.pairs.forEach((pair, of) -> {
            for (Objective objective : Objective.values()) {
                Winner winner = of.best(objective).first();
                if (winner != null
                        && pair.hardware().equals(best.hardware())
                        && found.size() < SERIES
                        && winner.asked().hardware().equals(best.asked().hardware())) {
                    found.putIfAbsent(winner.scenario(), winner);
                }
            }
        });
        return List.copyOf(found.values());
    }
}
