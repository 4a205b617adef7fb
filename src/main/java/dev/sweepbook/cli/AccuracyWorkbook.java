package dev.sweepbook.cli;

import dev.sweepbook.accuracy.ErrorFigures;
import dev.sweepbook.accuracy.Grouping;
import dev.sweepbook.accuracy.Prediction;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Problem;
import dev.sweepbook.report.Summary;
import dev.sweepbook.report.Table;
import dev.sweepbook.report.Unit;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.write.NamedTable;
import dev.sweepbook.write.ReportWorkbook;
import dev.sweepbook.write.Scatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions beside measurements as a workbook: errors in a summary, a chart, a row a measurement. */
final class AccuracyWorkbook {
    private static final String ROWS = "Measurements";
    private static final List<Table.Head> HEADS = List.of(
            new Table.Head("Family", Unit.TEXT, 34, "Engine and origin"),
            new Table.Head("File and line", Unit.TEXT, 34, "Where the measurement stands"),
            new Table.Head("Tier", Unit.TEXT, 6, "A static batch on a tuned engine, B clean, C context only"),
            new Table.Head("Model", Unit.TEXT, 24, "What was served"),
            new Table.Head("Device", Unit.TEXT, 20, "On what"),
            new Table.Head("Tensor parallel", Unit.COUNT, 8, "Devices that share each layer"),
            new Table.Head("Batch", Unit.SEQUENCES, 8, "Sequences together"),
            new Table.Head("Prompt", Unit.TOKENS, 8, "Prompt tokens of a sequence"),
            new Table.Head("Output", Unit.TOKENS, 8, "Output tokens of a sequence"),
            new Table.Head("Metric", Unit.TEXT, 26, "What was measured"),
            new Table.Head("Measured", Unit.NONE, 12, "In the metric's own unit: seconds, or tokens a second"),
            new Table.Head("Predicted", Unit.NONE, 12, "In the metric's own unit"),
            new Table.Head("Error", Unit.SHARE, 10, "Predicted over measured - 1, in the metric's own terms"),
            new Table.Head("Measured time", Unit.SECONDS, 12, "The measurement, a rate as seconds a token"),
            new Table.Head("Predicted time", Unit.SECONDS, 12, "The prediction, a rate as seconds a token"),
            new Table.Head("Bound", Unit.TEXT, 12, "The largest term of the prediction"),
            new Table.Head("Evidence", Unit.TEXT, 16, "How near the calibration's measurements are"));
    private static final int MEASURED_TIME = 13;
    private static final int PREDICTED_TIME = 14;
    private static final List<Table.Head> LEFT_OUT = List.of(
            new Table.Head("File", Unit.TEXT, 40, "Where the row stands"),
            new Table.Head("Line", Unit.COUNT, 8, "Physical line"),
            new Table.Head("Reason", Unit.TEXT, 90, "Why it is not used"));

    private AccuracyWorkbook() {}

    static byte[] bytes(String title, List<Prediction> unsorted, List<Problem> leftOut) {
        List<Prediction> predictions = new ArrayList<>(unsorted);
        predictions.sort(Comparator.comparing(p -> p.measurement().label().family()));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        predictions.forEach(prediction -> lines.add(line(prediction)));
        List<List<@Nullable Object>> reasons = new ArrayList<>();
        leftOut.forEach(p -> reasons.add(List.of(p.file(), (double) p.line(), p.message())));
        ReportWorkbook.Drawn chart =
                new ReportWorkbook.Drawn(scatter(predictions), ROWS, MEASURED_TIME, PREDICTED_TIME);
        return new ReportWorkbook(Version.text())
                .bytes(
                        summary(title, predictions),
                        chart,
                        List.of(new NamedTable(ROWS, HEADS, lines), new NamedTable("Left out", LEFT_OUT, reasons)));
    }

    private static double time(Prediction prediction, double value) {
        return prediction.measurement().metric().isRate() ? 1 / value : value;
    }

    private static List<@Nullable Object> line(Prediction prediction) {
        Measurement measurement = prediction.measurement();
        Scenario scenario = measurement.scenario();
        List<@Nullable Object> line = new ArrayList<>();
        line.add(measurement.label().family());
        line.add(measurement.place().toString());
        line.add(measurement.label().tier());
        line.add(scenario.model().id());
        line.add(scenario.hardware().id());
        line.add((double) scenario.deployment().parallelism().tensor());
        line.add((double) scenario.workload().batchSize());
        line.add((double) scenario.workload().promptTokens());
        line.add((double) scenario.workload().outputTokens());
        line.add(measurement.metric().id());
        line.add(measurement.value());
        line.add(prediction.value());
        line.add(Unit.SHARE.shown(prediction.error()));
        line.add(time(prediction, measurement.value()));
        line.add(time(prediction, prediction.value()));
        line.add(prediction.bound().id());
        line.add(prediction.evidence().id());
        return line;
    }

    private static Scatter scatter(List<Prediction> sorted) {
        List<Scatter.Series> series = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            String family = sorted.get(from).measurement().label().family();
            if (i == sorted.size()
                    || !sorted.get(i).measurement().label().family().equals(family)) {
                List<Prediction> members = sorted.subList(from, i);
                series.add(new Scatter.Series(
                        family,
                        from + 2,
                        members.stream()
                                .map(p -> time(p, p.measurement().value()))
                                .toList(),
                        members.stream().map(p -> time(p, p.value())).toList()));
                from = i;
            }
        }
        return new Scatter(
                "Predicted against measured time",
                "Measured time (s; a rate as seconds a token)",
                "Predicted time (s; a rate as seconds a token)",
                series);
    }

    private static Summary summary(String title, List<Prediction> predictions) {
        ErrorFigures all = ErrorFigures.of(predictions);
        List<Summary.Block> blocks = new ArrayList<>();
        blocks.add(new Summary.Block(
                "All together",
                List.of(
                        "MAPE " + AccuracyText.percent(all.mape()) + ", median " + AccuracyText.percent(all.median())
                                + ", within ±20 % " + AccuracyText.percent(all.within()) + ", of " + all.count()
                                + " measurements.",
                        "Signed " + AccuracyText.signed(all.signed()) + " in the metric's own terms; "
                                + AccuracyText.signed(all.timeSigned())
                                + " in time, where a rate counts as its inverse."),
                List.of(),
                List.of()));
        for (Grouping by : Grouping.values()) {
            blocks.add(block(by, predictions));
        }
        return new Summary("Accuracy", title, blocks);
    }

    private static Summary.Block block(Grouping by, List<Prediction> predictions) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        by.figures(predictions)
                .forEach((group, figures) -> lines.add(List.of(
                        group,
                        (double) figures.count(),
                        Unit.SHARE.shown(figures.mape()),
                        Unit.SHARE.shown(figures.median()),
                        Unit.SHARE.shown(figures.signed()),
                        Unit.SHARE.shown(figures.timeSigned()),
                        Unit.SHARE.shown(figures.within()))));
        return new Summary.Block(
                "By " + by.id().replace('_', ' '),
                List.of(),
                List.of(
                        new Summary.Heading("Group", Unit.TEXT),
                        new Summary.Heading("Rows", Unit.COUNT),
                        new Summary.Heading("MAPE", Unit.SHARE),
                        new Summary.Heading("Median", Unit.SHARE),
                        new Summary.Heading("Signed", Unit.SHARE),
                        new Summary.Heading("Signed time", Unit.SHARE),
                        new Summary.Heading("Within 20 %", Unit.SHARE)),
                lines);
    }
}
