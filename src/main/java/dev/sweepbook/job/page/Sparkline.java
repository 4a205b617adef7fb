package dev.sweepbook.job.page;

import dev.sweepbook.job.ledger.Trend;
import java.util.List;
import java.util.Locale;

/** A figure over its deliveries as a small line. */
final class Sparkline {
    private static final double WIDTH = 84;
    private static final double HEIGHT = 22;
    private static final double EDGE = 3;

    private Sparkline() {}

    /** Empty where there is no line to draw. */
    static String svg(Trend trend) {
        List<Double> values = trend.values();
        if (values.size() < 2) {
            return "";
        }
        double low = values.stream().mapToDouble(v -> v).min().orElseThrow();
        double high = values.stream().mapToDouble(v -> v).max().orElseThrow();
        StringBuilder points = new StringBuilder();
        double x = 0;
        double y = 0;
        for (int i = 0; i < values.size(); i++) {
            x = EDGE + (WIDTH - 2 * EDGE) * i / (values.size() - 1);
            double share = high > low ? (values.get(i) - low) / (high - low) : 0.5;
            y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share;
            points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x, y));
        }
        String says = trend.measure().title() + ", " + values.size() + " versions: from "
                + FigureText.of(trend.measure(), values.get(0)) + " to "
                + FigureText.of(trend.measure(), values.get(values.size() - 1)) + ", lowest "
                + FigureText.of(trend.measure(), low) + ", highest " + FigureText.of(trend.measure(), high);
        return String.format(
                Locale.ROOT,
                "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">"
                        + "<title>%s</title><polyline points=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.4\"/></svg>",
                Html.text(says),
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                Html.text(says),
                points,
                x,
                y);
    }
}
