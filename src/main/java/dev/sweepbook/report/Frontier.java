package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of one formula set that no other of the same model beats both in speed for a user and in throughput of a
 * device.
 */
final class Frontier {
    private static final int LINES = 20;
    private static final int MODELS = 10;
    private static final int POINTS = 1000;
    private static final Summary.Heading COST = new Summary.Heading("Cost per million output tokens", Unit.USD);
    private static final Summary.Heading FIRST_TOKEN =
            new Summary.Heading("Time to first token, unqueued", Unit.MILLISECONDS);
    private static final List<Summary.Heading> HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Hardware", Unit.TEXT),
            new Summary.Heading("Output throughput per user", Unit.TOKENS_PER_SECOND),
            new Summary.Heading("Output throughput per device", Unit.TOKENS_PER_SECOND),
            new Summary.Heading("Devices", Unit.COUNT),
            COST,
            new Summary.Heading("Scenario", Unit.COUNT),
            new Summary.Heading("Setting", Unit.TEXT));

    /** By model, fastest for a user first. */
    private final Map<String, List<Point>> points = new LinkedHashMap<>();

    private record Point(double perUser, double perDevice, double usd, double ttftSeconds, Winner place) {
        boolean beats(double user, double device) {
            return perUser >= user && perDevice >= device;
        }
    }

    void accept(Row row, List<Column> settings) {
        double perUser = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER);
        double perDevice = row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
        String model = row.scenario().model().id();
        boolean beyond = points.size() == MODELS && !points.containsKey(model);
        if (Double.isNaN(perUser) || Double.isNaN(perDevice) || beyond) {
            return;
        }
        List<Point> ofModel = points.computeIfAbsent(model, m -> new ArrayList<>());
        int at = 0;
        while (at < ofModel.size() && ofModel.get(at).perUser() > perUser) {
            at++;
        }
        boolean beaten = (at > 0 && ofModel.get(at - 1).beats(perUser, perDevice))
                || (at < ofModel.size() && ofModel.get(at).beats(perUser, perDevice));
        if (beaten) {
            return;
        }
        while (at < ofModel.size() && ofModel.get(at).perDevice() <= perDevice) {
            ofModel.remove(at);
        }
        if (ofModel.size() == POINTS) {
            ofModel.remove(ofModel.size() / 2);
            at = Math.min(at, ofModel.size());
        }
        double usd = row.estimate().get(Figure.USD_PER_MILLION_OUTPUT_TOKENS);
        ofModel.add(
                at,
                new Point(perUser, perDevice, usd, row.estimate().get(Figure.TTFT_SECONDS), Winner.of(row, settings)));
    }

    /** The block, at most twenty lines shared by the models; nothing where no model leaves a choice. */
    List<Summary.Block> blocks(String title) {
        if (points.values().stream().allMatch(ofModel -> ofModel.size() < 2)) {
            return List.of();
        }
        int each = Math.max(2, LINES / points.size());
        boolean priced = points.values().stream().flatMap(List::stream).anyMatch(point -> !Double.isNaN(point.usd()));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        boolean thinned = false;
        for (List<Point> ofModel : points.values()) {
            int shown = Math.min(each, ofModel.size());
            thinned |= shown < ofModel.size();
            for (int i = 0; i < shown; i++) {
                int at = shown == 1 ? 0 : (int) Math.round((double) i * (ofModel.size() - 1) / (shown - 1));
                lines.add(line(ofModel.get(at), priced));
            }
        }
        String sentence =
                "No other scenario of the same model is faster for a user without giving less per device, or the"
                        + " reverse." + (thinned ? " Evenly spaced lines of more." : "");
        List<Summary.Heading> headings = new ArrayList<>(HEADINGS);
        if (!priced) {
            headings.replaceAll(heading -> heading.equals(COST) ? FIRST_TOKEN : heading);
        }
        return List.of(new Summary.Block(title, List.of(sentence), headings, lines));
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
