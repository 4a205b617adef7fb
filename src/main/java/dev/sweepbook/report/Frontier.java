package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of one formula set that no other of the same model beats both in speed for a user and in throughput of a
 * device. Kept by device, so that devices can be held against each other.
 */
final class Frontier {
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

    private final Map<String, Map<String, Points>> points = new LinkedHashMap<>();

    /** A scenario nothing beats, and where it stands. */
    record Point(double perUser, double perDevice, double usd, double ttftSeconds, Winner place) {
        boolean beats(double user, double device) {
            return perUser >= user && perDevice >= device;
        }
    }

    /** Points of which none beats another, fastest for a user first. */
    private static final class Points {
        private final List<Point> kept = new ArrayList<>();

        /** Where a point belongs, or -1 where another beats it. */
        int place(double perUser, double perDevice) {
            int at = 0;
            while (at < kept.size() && kept.get(at).perUser() > perUser) {
                at++;
            }
            boolean beaten = (at > 0 && kept.get(at - 1).beats(perUser, perDevice))
                    || (at < kept.size() && kept.get(at).beats(perUser, perDevice));
            return beaten ? -1 : at;
        }

        void add(int place, Point point) {
            while (place < kept.size() && kept.get(place).perDevice() <= point.perDevice()) {
                kept.remove(place);
            }
            if (kept.size() == POINTS) {
                kept.remove(kept.size() / 2);
            }
            kept.add(Math.min(place, kept.size()), point);
        }
    }

    void accept(Row row, List<Column> settings) {
        double perUser = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER);
        double perDevice = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
        Points ofPair = Double.isNaN(perUser) || Double.isNaN(perDevice) ? null : points(row);
        int place = ofPair == null ? -1 : ofPair.place(perUser, perDevice);
        if (ofPair == null || place < 0) {
            return;
        }
        double usd = TokenCost.of(row);
        double ttft = row.estimate().get(Figure.TTFT_SECONDS);
        ofPair.add(place, new Point(perUser, perDevice, usd, ttft, Winner.of(row, settings)));
    }

    private @Nullable Points points(Row row) {
        Map<String, Points> ofModel = child(points, row.scenario().model().id(), MODELS, LinkedHashMap::new);
        return ofModel == null ? null : child(ofModel, row.scenario().hardware().id(), DEVICES, Points::new);
    }

    private static <T> @Nullable T child(
            Map<String, T> parent, String key, int most, java.util.function.Supplier<T> made) {
        T child = parent.get(key);
        if (child == null && parent.size() < most) {
            child = made.get();
            parent.put(key, child);
        }
        return child;
    }

    /** The frontier of each device for a model, fastest for a user first. */
    Map<String, List<Point>> byDevice(String model) {
        Map<String, List<Point>> byDevice = new LinkedHashMap<>();
        points.getOrDefault(model, Map.of()).forEach((device, kept) -> byDevice.put(device, List.copyOf(kept.kept)));
        return byDevice;
    }

    /** The frontier of a model over all devices, fastest for a user first. */
    List<Point> of(String model) {
        List<Point> all = new ArrayList<>();
        byDevice(model).values().forEach(all::addAll);
        all.sort(java.util.Comparator.comparingLong(point -> point.place().scenario())); // the earlier of two equals
        Points joined = new Points();
        for (Point point : all) {
            int place = joined.place(point.perUser(), point.perDevice());
            if (place >= 0) {
                joined.add(place, point);
            }
        }
        return joined.kept;
    }

    /** The block, at most twenty lines shared by the models; nothing where no model leaves a choice. */
    List<Summary.Block> blocks(String title, Formulas formulas) {
        List<List<Point>> frontiers = points.keySet().stream().map(this::of).toList();
        if (frontiers.stream().allMatch(ofModel -> ofModel.size() < 2)) {
            return List.of();
        }
        int each = Math.max(2, LINES / frontiers.size());
        boolean priced = frontiers.stream().flatMap(List::stream).anyMatch(point -> !Double.isNaN(point.usd()));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        boolean thinned = false;
        for (List<Point> ofModel : frontiers) {
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
    static List<Point> spread(List<Point> points, int most) {
        int shown = Math.min(most, points.size());
        List<Point> some = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int at = shown == 1 ? 0 : (int) Math.round((double) i * (points.size() - 1) / (shown - 1));
            some.add(points.get(at));
        }
        return some;
    }

    /** What tokens cost; where no price is known, how long the first one takes. */
    private static List<@Nullable Object> line(Point point, boolean priced) {
        double fifth = priced ? point.usd() : Unit.MILLISECONDS.shown(point.ttftSeconds());
        List<@Nullable Object> line = new ArrayList<>();
        line.add(point.place().model());
        line.add(point.place().hardware());
        line.add(point.perUser());
        line.add(point.perDevice());
        line.add(point.place().devices());
        line.add(Double.isNaN(fifth) ? null : (Object) fifth);
        line.add((double) point.place().scenario());
        line.add(point.place().setting());
        return line;
    }
}
