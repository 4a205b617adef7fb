package dev.sweepbook.report;

import static dev.sweepbook.report.Sheet.LATENCY;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.ScenarioBands;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How far each time can be trusted: what 80 % of measured times lie between, and how near the measurements are. */
final class BandColumns {
    private static final String EMPTY =
            "; empty in ideal, which is a bound, and in the source's formula sets, which were fitted to nothing";

    static final List<Column> ALL = List.of(
            low(Figure.DECODE_STEP_SECONDS, "Decode step", Unit.MILLISECONDS, ScenarioBands::decode),
            high(Figure.DECODE_STEP_SECONDS, "Decode step", Unit.MILLISECONDS, ScenarioBands::decode),
            low(Figure.PREFILL_SECONDS, "Prefill", Unit.MILLISECONDS, ScenarioBands::prefill),
            high(Figure.PREFILL_SECONDS, "Prefill", Unit.MILLISECONDS, ScenarioBands::prefill),
            low(Figure.REQUEST_SECONDS, "Request", Unit.SECONDS, ScenarioBands::request),
            high(Figure.REQUEST_SECONDS, "Request", Unit.SECONDS, ScenarioBands::request),
            ResultColumn.text(
                    "evidence",
                    "Evidence",
                    LATENCY,
                    "How near the calibration's measurements are: measured here (engine, device, model, format, degrees, batch and lengths), same device, same class of memory, extrapolated"
                            + EMPTY,
                    row -> {
                        Evidence evidence = row.bands().evidence();
                        return evidence == null ? null : evidence.id();
                    }));

    private BandColumns() {}

    private static Column low(Figure figure, String title, Unit unit, Function<ScenarioBands, Band> band) {
        return column(figure, "_p10", title + ", low", unit, "One in ten measured times is below", band, Band::p10);
    }

    private static Column high(Figure figure, String title, Unit unit, Function<ScenarioBands, Band> band) {
        return column(figure, "_p90", title + ", high", unit, "One in ten measured times is above", band, Band::p90);
    }

    private static Column column(
            Figure figure,
            String end,
            String title,
            Unit unit,
            String says,
            Function<ScenarioBands, Band> band,
            ToDoubleFunction<Band> side) {
        String description = says + ": the estimate times the percentile of measured over estimated time, by phase,"
                + " engine and evidence" + EMPTY;
        return new Column(
                figure.id() + end,
                title,
                unit,
                List.of(LATENCY),
                description,
                new Column.Measure(row -> row.estimate().get(figure) * side.applyAsDouble(band.apply(row.bands()))));
    }
}
