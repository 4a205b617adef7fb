package dev.sweepbook.cli;

import dev.sweepbook.accuracy.ErrorFigures;
import dev.sweepbook.accuracy.Grouping;
import dev.sweepbook.accuracy.Prediction;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Errors as a person reads them, and as {@code grep} finds them. */
final class AccuracyText {
    private static final int WORST = 10;

    private AccuracyText() {}

    /** The pooled figures, one a line. */
    static String pooled(ErrorFigures figures) {
        return "rows " + figures.count() + "\n"
                + "MAPE " + percent(figures.mape()) + "\n"
                + "median " + percent(figures.median()) + "\n"
                + "signed " + signed(figures.signed()) + "   predicted over measured, in the metric's own terms\n"
                + "signed time " + signed(figures.timeSigned())
                + "   predicted time over measured time, rates and times alike\n"
                + "within 20 % " + percent(figures.within()) + "\n";
    }

    static String groups(Grouping by, List<Prediction> predictions) {
        List<Map<String, Object>> rows = new ArrayList<>();
        by.figures(predictions).forEach((group, figures) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(by.id(), Shown.plain(group));
            row.put("rows", figures.count());
            row.put("MAPE", percent(figures.mape()));
            row.put("median", percent(figures.median()));
            row.put("signed", signed(figures.signed()));
            row.put("signed time", signed(figures.timeSigned()));
            row.put("within 20 %", percent(figures.within()));
            rows.add(row);
        });
        return TextTable.table(rows);
    }

    static String worst(List<Prediction> predictions) {
        List<Prediction> sorted = new ArrayList<>(predictions);
        sorted.sort(Comparator.comparingDouble((Prediction p) -> -Math.abs(p.error()))
                .thenComparing(p -> p.measurement().place().toString()));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Prediction prediction : sorted.subList(0, Math.min(WORST, sorted.size()))) {
            Scenario scenario = prediction.measurement().scenario();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("worst rows", Shown.plain(prediction.measurement().place().toString()));
            row.put("model", Shown.plain(scenario.model().id()));
            row.put("hardware", Shown.plain(scenario.hardware().id()));
            row.put("engine", scenario.method().engine().id());
            row.put("TP", scenario.deployment().parallelism().tensor());
            row.put("batch", scenario.workload().batchSize());
            row.put(
                    "tokens",
                    scenario.workload().promptTokens() + "+"
                            + scenario.workload().outputTokens());
            row.put("metric", prediction.measurement().metric().id());
            row.put("measured", number(prediction.measurement().value()));
            row.put("predicted", number(prediction.value()));
            row.put("error", signed(prediction.error()));
            rows.add(row);
        }
        return TextTable.table(rows);
    }

    /** How many rows were left out for what reason; numbers that differ from row to row are shown as dots. */
    static String leftOut(List<Problem> leftOut) {
        Map<String, Long> reasons = new TreeMap<>();
        leftOut.forEach(problem -> reasons.merge(problem.message().replaceAll("\\d[\\d.,e+-]*", "…"), 1L, Long::sum));
        StringBuilder out = new StringBuilder();
        reasons.forEach(
                (reason, count) -> out.append(String.format(Locale.ROOT, "%6d  %s%n", count, Shown.escaped(reason))));
        return out.toString();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String signed(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
