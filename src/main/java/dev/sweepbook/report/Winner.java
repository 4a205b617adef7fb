package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.ServiceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that leads a ranking, kept after the row itself is gone. Its words are made when somebody asks: in a sweep most
 * leaders are soon beaten.
 */
record Winner(
        long scenario,
        String sweep,
        Scenario asked,
        Map<AxisKey, Object> fields,
        ServiceLevel level,
        ScenarioBands bands,
        Figures figures,
        List<Column> settings) {
    /** Headings of {@link #line()}, given what is in its cost. */
    static List<Summary.Heading> headings(Summary.Heading cost) {
        return List.of(
                new Summary.Heading("Model", Unit.TEXT),
                new Summary.Heading("Hardware", Unit.TEXT),
                new Summary.Heading("Formulas", Unit.TEXT),
                new Summary.Heading("Devices", Unit.COUNT),
                new Summary.Heading("Decode step", Unit.MILLISECONDS),
                new Summary.Heading("Output throughput per device", Unit.TOKENS_PER_SECOND),
                cost,
                new Summary.Heading("Scenario", Unit.COUNT),
                new Summary.Heading("Setting", Unit.TEXT));
    }

    static final List<Summary.Heading> FEWEST_HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Hardware", Unit.TEXT),
            new Summary.Heading("Formulas", Unit.TEXT),
            new Summary.Heading("Devices", Unit.COUNT),
            new Summary.Heading("Scenario", Unit.COUNT),
            new Summary.Heading("Setting", Unit.TEXT));

    /** What winners are told by, in base units. */
    record Figures(
            double stepSeconds,
            double perUser,
            double perDevice,
            double total,
            double ttftSeconds,
            double usd,
            double decodingUsd) {
        static Figures of(Estimate estimate) {
            return new Figures(
                    estimate.get(Figure.DECODE_STEP_SECONDS),
                    estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER),
                    estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE),
                    estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND),
                    estimate.get(Figure.TTFT_SECONDS),
                    TokenCost.of(estimate),
                    TokenCost.decoding(estimate));
        }
    }

    static Winner of(Row row, List<Column> settings) {
        return new Winner(
                row.number(),
                row.sweep(),
                row.scenario(),
                row.fields(),
                row.serviceLevel(),
                row.bands(),
                Figures.of(row.estimate()),
                settings);
    }

    String model() {
        return asked.model().id();
    }

    String hardware() {
        return asked.hardware().id();
    }

    double devices() {
        return asked.deployment().parallelism().devices();
    }

    double devicesPerReplica() {
        return asked.deployment().parallelism().devicesPerReplica();
    }

    double decodeStepSeconds() {
        return figures.stepSeconds();
    }

    double tokensPerSecondPerDevice() {
        return figures.perDevice();
    }

    double tokensPerSecond() {
        return figures.total();
    }

    /** What tells the row from the others, in words. */
    String setting() {
        Row row = new Row(scenario, sweep, asked, fields, new Estimate(), level, bands); // settings are inputs alone
        List<String> parts = new ArrayList<>();
        for (Column column : settings) {
            String text = text(column, row);
            if (column.id().equals(InputColumns.SWEEP.id())) {
                parts.add("sweep “" + sweep + "”");
            } else if (text != null) {
                parts.add(column.title().substring(0, 1).toLowerCase(Locale.ROOT)
                        + column.title().substring(1) + " " + text);
            }
        }
        return String.join(", ", parts);
    }

    private static @Nullable String text(Column column, Row row) {
        if (column.value() instanceof Column.Measure measure) {
            double value = measure.of().applyAsDouble(row);
            String symbol = column.unit().symbol();
            return Double.isNaN(value)
                    ? null
                    : Words.number(column.unit().shown(value)) + (symbol.isEmpty() ? "" : " " + symbol);
        }
        return column.value() instanceof Column.Text text ? text.of().apply(row) : null;
    }

    /** The devices, such as {@code 2 × h100-sxm}. */
    String option() {
        return Words.number(devices()) + " × " + hardware();
    }

    String place() {
        String setting = setting();
        return model() + " on " + option() + (setting.isEmpty() ? "" : ", " + setting);
    }

    /** The place without the model, which was named before. */
    String placeOfModel() {
        String setting = setting();
        return option() + (setting.isEmpty() ? "" : ", " + setting) + " (scenario " + Words.count(scenario) + ")";
    }

    List<@Nullable Object> line() {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(model());
        line.add(hardware());
        line.add(asked.method().formulas().id());
        line.add(devices());
        line.add(Unit.MILLISECONDS.shown(decodeStepSeconds()));
        line.add(tokensPerSecondPerDevice());
        line.add(Double.isNaN(figures.usd()) ? null : (Object) figures.usd());
        line.add((double) scenario);
        line.add(setting());
        return line;
    }

    List<@Nullable Object> fewestLine() {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(model());
        line.add(hardware());
        line.add(asked.method().formulas().id());
        line.add(devicesPerReplica());
        line.add((double) scenario);
        line.add(setting());
        return line;
    }
}
