package dev.sweepbook.report;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.ModelFieldAxis;
import dev.sweepbook.sweep.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns that say what was asked, made of the axes. */
final class InputColumns {
    static final Column SCENARIO = new Column(
            "scenario",
            "Scenario",
            Unit.COUNT,
            Sheet.perScenario(),
            "Number of the scenario: 1 + its place in the grid, counted through the sweeps of the file",
            new Column.Measure(Row::number));

    static final Column SWEEP = new Column(
            "sweep",
            "Sweep",
            Unit.TEXT,
            List.of(Sheet.SCENARIOS),
            "Name of the sweep the scenario belongs to",
            new Column.Text(Row::sweep));

    static final Column DEVICES = new Column(
            "devices",
            "Devices",
            Unit.COUNT,
            List.of(Sheet.SCENARIOS, Sheet.LATENCY, Sheet.COST),
            "Devices of the whole deployment: tensor × pipeline × data parallel × replicas",
            new Column.Measure(row -> row.scenario().deployment().parallelism().devices()));

    /** What only the roofline formula set reads; the closed forms ignore it, so it is shown empty there. */
    private static final Set<Axis> ROOFLINE_ONLY = EnumSet.of(
            Axis.CALIBRATION,
            Axis.ENGINE,
            Axis.MEMORY_UTILIZATION,
            Axis.MICRO_BATCHES,
            Axis.KV_BLOCK_TOKENS,
            Axis.RUNTIME_MEMORY,
            Axis.EXPERT_IMBALANCE);

    private static final Set<Axis> PRICED = EnumSet.of(
            Axis.REQUEST_RATE,
            Axis.PRICE_PER_DEVICE_HOUR,
            Axis.UTILIZATION,
            Axis.PUE,
            Axis.API_PRICE_PER_MILLION_OUTPUT_TOKENS);

    private InputColumns() {}

    static Column of(Axis axis) {
        boolean everywhere = axis == Axis.MODEL || axis == Axis.HARDWARE;
        return new Column(
                axis.id(),
                title(axis),
                unit(axis.type()),
                everywhere ? Sheet.perScenario() : sheets(axis),
                axis.description(),
                value(axis));
    }

    private static List<Sheet> sheets(Axis axis) {
        return PRICED.contains(axis) ? List.of(Sheet.SCENARIOS, Sheet.COST) : List.of(Sheet.SCENARIOS);
    }

    static Column of(AxisKey field) {
        return new Column(
                field.id(),
                title(field),
                unit(field.type()),
                List.of(Sheet.SCENARIOS),
                "Field of the " + (field instanceof HardwareFieldAxis ? "device" : "model")
                        + " that the sweep sets; empty where the scenario keeps the definition's own",
                value(field.type(), row -> row.fields().get(field)));
    }

    private static Column.Value value(Axis axis) {
        if (axis == Axis.PRICE_PER_DEVICE_HOUR) {
            return new Column.Measure(row -> price(row.scenario()));
        }
        return value(axis.type(), row -> {
            boolean ignored = isIgnored(axis, row.scenario().method().formulas());
            return ignored ? null : axis.valueIn(row.scenario());
        });
    }

    static boolean isIgnored(Axis axis, Formulas formulas) {
        return ROOFLINE_ONLY.contains(axis) && formulas != Formulas.ROOFLINE;
    }

    private static Column.Value value(AxisType type, Function<Row, @Nullable Object> read) {
        if (type instanceof AxisType.Count || type instanceof AxisType.Real) {
            return new Column.Measure(
                    row -> read.apply(row) instanceof Number number ? number.doubleValue() : Double.NaN);
        }
        return new Column.Text(row -> {
            Object value = read.apply(row);
            return value == null ? null : AxisText.name(value);
        });
    }

    private static double price(Scenario scenario) {
        double own = scenario.economics().pricePerDeviceHour();
        return Double.isNaN(own) ? scenario.hardware().get(AcceleratorField.PRICE_PER_HOUR) : own;
    }

    private static Unit unit(AxisType type) {
        if (type instanceof AxisType.Count) {
            return Unit.COUNT;
        }
        return type instanceof AxisType.Real real ? Unit.of(real.dimension()) : Unit.TEXT;
    }

    static String title(AxisKey key) {
        if (key instanceof HardwareFieldAxis axis) {
            return axis.field().title();
        }
        if (key instanceof ModelFieldAxis axis) {
            return "Model " + axis.field().replace('_', ' ');
        }
        return switch ((Axis) key) {
            case KV_DTYPE -> "KV dtype";
            case KV_BLOCK_TOKENS -> "KV block tokens";
            case PUE -> "PUE";
            case API_PRICE_PER_MILLION_OUTPUT_TOKENS -> "API price per million output tokens";
            default -> sentenceCase(key.id());
        };
    }

    private static String sentenceCase(String id) {
        String words = id.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
