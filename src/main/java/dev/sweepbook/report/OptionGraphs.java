package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.report.Graph.Ink;
import dev.sweepbook.report.Graph.Mark;
import dev.sweepbook.report.Graph.Point;
import dev.sweepbook.report.Graph.Scale;
import dev.sweepbook.report.Graph.Series;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Charts of one option: its step against the batch, its memory against the context. Evaluated anew, point by point. */
final class OptionGraphs {
    private static final long MOST_BATCH = 1 << 20;
    private static final int CONTEXTS = 20;
    private static final double EIGHTH = 8;
    private static final double MOST_CONTEXT = 1 << 20;

    private final Winner option;
    private final Scenario asked;
    private final Reckoner reckoner;

    OptionGraphs(Winner option, Reckoner reckoner) {
        this.option = option;
        this.asked = option.asked();
        this.reckoner = reckoner;
    }

    private String name() {
        return option.model() + " on " + option.option();
    }

    /** The decode step over batch sizes, with the times of reading and of computing that cross in it. */
    Optional<Graph> step() {
        Estimate own = reckoner.of(asked);
        double threshold = own.get(Figure.BATCH_THRESHOLD);
        double full = own.get(Figure.MAX_BATCH_SIZE);
        List<Point> steps = new ArrayList<>();
        List<Point> reading = new ArrayList<>();
        List<Point> computing = new ArrayList<>();
        for (long batch : batches(threshold)) {
            Scenario at = Reckoner.withBatch(asked, batch);
            Estimate estimate = reckoner.of(at);
            if (estimate.isSupported()) {
                steps.add(Point.at(batch, 1e3 * estimate.get(Figure.DECODE_STEP_SECONDS)));
                reading.add(Point.at(batch, 1e3 * reckoner.readingSeconds(at, estimate)));
                computing.add(Point.at(batch, 1e3 * reckoner.computingSeconds(at, estimate)));
            }
        }
        if (steps.size() < 2) {
            return Optional.empty();
        }
        List<Series> series = new ArrayList<>(List.of(
                new Series("Decode step", Ink.WHOLE, Mark.LINE, steps),
                new Series("Reading weights and cache", Ink.MEMORY, Mark.LINE, reading),
                new Series("Computing", Ink.COMPUTE, Mark.LINE, computing)));
        double lowest = lowest(series);
        double highest = steps.get(steps.size() - 1).up();
        double floor =
                Scale.logarithmic("", 10, Math.max(lowest, highest / 1e5)).least();
        addUpright(series, "Compute limits from batch " + Words.number(Math.ceil(threshold)), threshold, steps, floor);
        addUpright(series, "Memory full at batch " + Words.number(full), full, steps, floor);
        String crossing = Double.isNaN(threshold)
                ? "Reading stays above computing at every batch: each sequence more brings its cache."
                : "Up to batch " + Words.number(Math.floor(threshold))
                        + " a step waits for memory, and a larger batch costs little; beyond, it computes longer than it"
                        + " reads.";
        return Optional.of(new Graph(
                "Decode step against batch: " + name(),
                crossing + " Communication and overhead make up the rest of the step.",
                Graph.Shape.NUMBERS,
                Scale.logarithmic("Batch size (sequences)", 2, 1),
                new Scale("Time (ms)", 10, floor),
                series));
    }

    private List<Long> batches(double threshold) {
        double far = Math.max(256, 4.0 * asked.workload().batchSize());
        far = Double.isNaN(threshold) ? far : Math.max(far, 4 * threshold);
        List<Long> batches = new ArrayList<>();
        for (long batch = 1; batch <= Math.min(MOST_BATCH, far); batch *= 2) {
            batches.add(batch);
            if (batch > 1) {
                batches.add(batch + batch / 2);
            }
        }
        return batches;
    }

    private static double lowest(List<Series> series) {
        return series.stream()
                .flatMap(each -> each.points().stream())
                .mapToDouble(Point::up)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
    }

    /** A line upwards from the floor at a batch, where the chart shows it. */
    private static void addUpright(List<Series> series, String name, double batch, List<Point> steps, double floor) {
        Point last = steps.get(steps.size() - 1);
        if (batch >= 1 && batch <= last.across()) {
            List<Point> ends = List.of(Point.at(batch, floor), Point.at(batch, last.up()));
            series.add(new Series(name, Ink.LIMIT, series.size() % 2 == 1 ? Mark.DASHES : Mark.LINE, ends));
        }
    }

    /** What a device holds over contexts: weights, cache, what is free, up to where it is full. */
    Optional<Graph> memory() {
        List<Point> weights = new ArrayList<>();
        List<Point> cache = new ArrayList<>();
        List<Point> free = new ArrayList<>();
        List<Point> usable = new ArrayList<>();
        double devices = option.devicesPerReplica();
        long output = asked.workload().outputTokens();
        String fullAt = "";
        long step = contextStep();
        for (long context = step; weights.size() < CONTEXTS; context += step) {
            if (context < output) {
                continue;
            }
            Estimate estimate = reckoner.of(Reckoner.withPrompt(asked, context - output));
            if (!estimate.isSupported()) {
                break;
            }
            String category = Words.count(context);
            double used = estimate.get(Figure.MEMORY_BYTES_PER_DEVICE);
            double room = (estimate.get(Figure.MEMORY_BYTES) + estimate.get(Figure.FREE_BYTES)) / devices;
            weights.add(Point.of(category, gigabytes(estimate.get(Figure.WEIGHT_BYTES_PER_DEVICE))));
            cache.add(Point.of(category, gigabytes(used - estimate.get(Figure.WEIGHT_BYTES_PER_DEVICE))));
            free.add(Point.of(category, gigabytes(Math.max(0, room - used))));
            usable.add(Point.of(category, gigabytes(room)));
            if (!Boolean.TRUE.equals(estimate.fits())) {
                fullAt = category;
                break;
            }
        }
        if (weights.size() < 2) {
            return Optional.empty();
        }
        String batch = Words.count(asked.workload().batchSize(), "sequence");
        return Optional.of(new Graph(
                "Memory of a device against context: " + name(),
                "For " + batch + " together"
                        + (fullAt.isEmpty()
                                ? ", it fits at every context shown."
                                : ", it no longer fits at " + fullAt + " tokens."),
                Graph.Shape.COLUMNS,
                Scale.linear("Context: prompt and output (tokens)"),
                Scale.linear("Memory of one device (GB)"),
                List.of(
                        new Series("Weights", Ink.WEIGHTS, Mark.LINE, weights),
                        new Series("KV cache", Ink.CACHE, Mark.LINE, cache),
                        new Series("Free", Ink.FREE, Mark.LINE, free),
                        new Series("Usable", Ink.LIMIT, Mark.DASHES, usable))));
    }

    /** A round number of tokens of which some eight fill the memory, or hold twice the context asked for. */
    private long contextStep() {
        Estimate own = reckoner.of(asked);
        double context =
                (double) asked.workload().promptTokens() + asked.workload().outputTokens();
        double full = own.get(Figure.KV_TOKEN_CAPACITY) / asked.workload().batchSize();
        double shown = full > 0 ? Math.max(full, context) : 2 * context;
        double most = Math.max(1, Math.min(shown, MOST_CONTEXT) / EIGHTH);
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double lead = most / power;
        return (long) (power * (lead < 2 ? 1 : lead < 5 ? 2 : 5) + 0.5);
    }

    private static double gigabytes(double bytes) {
        return bytes / 1e9;
    }
}
