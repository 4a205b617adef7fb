package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that leads a ranking, kept after the row itself is gone. */
record Winner(
        String model,
        String hardware,
        String formulas,
        double devices,
        double devicesPerReplica,
        double decodeStepSeconds,
        double tokensPerSecondPerDevice,
        double tokensPerSecond,
        long scenario,
        String setting) {
    static final List<Summary.Heading> HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Hardware", Unit.TEXT),
            new Summary.Heading("Formulas", Unit.TEXT),
            new Summary.Heading("Devices", Unit.COUNT),
            new Summary.Heading("Decode step", Unit.MILLISECONDS),
            new Summary.Heading("Output throughput per device", Unit.TOKENS_PER_SECOND),
            new Summary.Heading("Scenario", Unit.COUNT),
            new Summary.Heading("Setting", Unit.TEXT));

    static final List<Summary.Heading> FEWEST_HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Hardware", Unit.TEXT),
            new Summary.Heading("Formulas", Unit.TEXT),
            new Summary.Heading("Devices", Unit.COUNT),
            new Summary.Heading("Scenario", Unit.COUNT),
            new Summary.Heading("Setting", Unit.TEXT));

    static Winner of(Row row, List<Column> settings) {
        return new Winner(
                row.scenario().model().id(),
                row.scenario().hardware().id(),
                row.scenario().method().formulas().id(),
                row.scenario().deployment().parallelism().devices(),
                row.scenario().deployment().parallelism().devicesPerReplica(),
                row.estimate().get(Figure.DECODE_STEP_SECONDS),
                row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE),
                row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND),
                row.number(),
                setting(row, settings));
    }

    private static String setting(Row row, List<Column> settings) {
        List<String> parts = new ArrayList<>();
        for (Column column : settings) {
            String text = text(column, row);
            if (column.id().equals(InputColumns.SWEEP.id())) {
                parts.add("sweep “" + row.sweep() + "”");
            } else if (text != null) {
                parts.add(column.title().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
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

    String place() {
        return model + " on " + Words.number(devices) + " × " + hardware + (setting.isEmpty() ? "" : ", " + setting);
    }

    List<@Nullable Object> line() {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(model);
        line.add(hardware);
        line.add(formulas);
        line.add(devices);
        line.add(Unit.MILLISECONDS.shown(decodeStepSeconds));
        line.add(tokensPerSecondPerDevice);
        line.add((double) scenario);
        line.add(setting);
        return line;
    }

    List<@Nullable Object> fewestLine() {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(model);
        line.add(hardware);
        line.add(formulas);
        line.add(devicesPerReplica);
        line.add((double) scenario);
        line.add(setting);
        return line;
    }
}
