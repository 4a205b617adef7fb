package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of one formula set that no other of the same model beats both in speed for a user and in throughput of a
 * device. Kept by device, so that devices can be held against each other.
 */
final class Frontier implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;
    private static final int MODELS = 10;
    private static final int DEVICES = 12;
    private static final int POINTS = 1000;
    private static final Summary.Heading FIRST_TOKEN =
            new Summary.Heading("Time to first token, unqueued", Unit.MILLISECONDS);
    private static final List<Summary.Heading> HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Hardware", Unit.TEXT),
            new Summary.Heading("Output throughput per user", Unit.TOKENS_PER_SECOND),
            new Summary.Heading("Output throughput per device", Unit.TOKENS_PER_SECOND),
            new Summary.Heading("Devices", Unit.COUNT),
            FIRST_TOKEN,
            new Summary.Heading("Scenario", Unit.COUNT),
            new Summary.Heading("Setting", Unit.TEXT));

    private final transient Recall recall;
    private final LinkedHashMap<String, LinkedHashMap<String, Points>> points = new LinkedHashMap<>();
    private boolean dropped;

    Frontier(Recall recall) {
        this.recall = recall;
    }

    /** A scenario nothing beats. */
    record Point(double perUser, double perDevice, long number) {}

    void accept(Row row) {
        double perUser = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER);
        double perDevice = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
        if (!Double.isNaN(perUser) && !Double.isNaN(perDevice)) {
            Points ofPair = points(
                    row.scenario().model().id(), row.scenario().hardware().id());
            if (ofPair != null) {
                ofPair.offer(perUser, perDevice, row.number());
            }
        }
    }

    /** Adds the frontier of rows that follow. */
    void add(Frontier later) {
        dropped |= later.dropped;
        later.points.forEach((model, byDevice) -> byDevice.forEach((device, theirs) -> {
            Points ofPair = points(model, device);
            if (ofPair != null) {
                ofPair.add(theirs);
            }
        }));
    }

    private @Nullable Points points(String model, String device) {
        Map<String, Points> ofModel = child(points, model, MODELS, LinkedHashMap::new);
        return ofModel == null ? null : child(ofModel, device, DEVICES, Points::new);
    }

    private <T> @Nullable T child(Map<String, T> parent, String key, int most, java.util.function.Supplier<T> made) {
        T child = parent.get(key);
        if (child == null && parent.size() < most) {
            child = made.get();
            parent.put(key, child);
        }
        dropped |= child == null;
        return child;
    }

    /** Whether rows were left out for which there was no room. */
    boolean isCut() {
        return dropped
                || points.values().stream()
                        .flatMap(ofModel -> ofModel.values().stream())
                        .anyMatch(Points::isFull);
    }

    /** The frontier of each device for a model, fastest for a user first. */
    Map<String, List<Point>> byDevice(String model) {
        Map<String, List<Point>> byDevice = new LinkedHashMap<>();
        Map<String, Points> ofModel = points.getOrDefault(model, new LinkedHashMap<>());
        ofModel.forEach((device, kept) -> byDevice.put(device, spread(all(kept), POINTS)));
        return byDevice;
    }

    /** The frontier of a model over all devices, fastest for a user first. */
    List<Point> of(String model) {
        List<Point> all = new ArrayList<>();
        Map<String, Points> ofModel = points.getOrDefault(model, new LinkedHashMap<>());
        ofModel.values().forEach(kept -> all.addAll(all(kept)));
        all.sort(java.util.Comparator.comparingLong(Point::number)); // the earlier of two equals
        Points joined = new Points();
        all.forEach(point -> joined.offer(point.perUser(), point.perDevice(), point.number()));
        return spread(all(joined), POINTS);
    }

    private static List<Point> all(Points kept) {
        return IntStream.range(0, kept.size())
                .mapToObj(i -> new Point(kept.perUser(i), kept.perDevice(i), kept.number(i)))
                .toList();
    }

    /** The scenarios of the frontier of a model. */
    List<Winner> winners(String model) {
        return of(model).stream().map(point -> recall.winner(point.number())).toList();
    }

    /** The block, at most twenty lines shared by the models; nothing where no model leaves a choice. */
    List<Summary.Block> blocks(String title, Formulas formulas) {
        List<List<Winner>> frontiers =
                points.keySet().stream().map(this::winners).toList();
        if (frontiers.stream().allMatch(ofModel -> ofModel.size() < 2)) {
            return List.of();
        }
        int each = Math.max(2, LINES / frontiers.size());
        boolean priced = frontiers.stream()
                .flatMap(List::stream)
                .anyMatch(point -> !Double.isNaN(point.figures().usd()));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        boolean thinned = false;
        for (List<Winner> ofModel : frontiers) {
            thinned |= each < ofModel.size();
            spread(ofModel, each).forEach(point -> lines.add(line(point, priced)));
        }
        String sentence =
                "No other scenario of the same model is faster for a user without giving less per device, or the"
                        + " reverse." + (thinned ? " Evenly spaced lines of more." : "");
        List<Summary.Heading> headings = new ArrayList<>(HEADINGS);
        if (priced) {
            headings.replaceAll(heading -> heading.equals(FIRST_TOKEN) ? TokenCost.heading(formulas) : heading);
        }
        return List.of(new Summary.Block(title, List.of(sentence), headings, lines));
    }

    /** So many of some points, evenly spaced, with both ends. */
    static <T> List<T> spread(List<T> points, int most) {
        int shown = Math.min(most, points.size());
        List<T> some = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int at = shown == 1 ? 0 : (int) Math.round((double) i * (points.size() - 1) / (shown - 1));
            some.add(points.get(at));
        }
        return some;
    }

    /** What tokens cost; where no price is known, how long the first one takes. */
    private static List<@Nullable Object> line(Winner point, boolean priced) {
        double fifth = priced
                ? point.figures().usd()
                : Unit.MILLISECONDS.shown(point.figures().ttftSeconds());
        List<@Nullable Object> line = new ArrayList<>();
        line.add(point.model());
        line.add(point.hardware());
        line.add(point.figures().perUser());
        line.add(point.figures().perDevice());
        line.add(point.devices());
        line.add(Double.isNaN(fifth) ? null : (Object) fifth);
        line.add((double) point.scenario());
        line.add(point.setting());
        return line;
    }
}
