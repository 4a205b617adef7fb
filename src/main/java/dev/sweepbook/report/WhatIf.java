package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Undetermined;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.ModelFieldAxis;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet of one free estimate asks and shows.
 *
 * @param number the scenario it begins with
 * @param howTo how to use it, in sentences
 * @param limits what it cannot tell, in sentences
 * @param status the column that says whether there is an estimate
 * @param inputs what can be picked
 * @param sections the results in the order they come about
 * @param ofRoofline ids of the inputs that the roofline alone reads
 */
public record WhatIf(
        double number,
        String howTo,
        String limits,
        Column status,
        List<Input> inputs,
        List<Section> sections,
        Set<String> ofRoofline) {
    private static final String HOW_TO =
            "Change the framed cells: everything here follows, with the models and devices of the sheets Models and"
                    + " Hardware as they stand there. Beside it stands a scenario of the sweep, by its number, and what the"
                    + " two differ by. The cells begin with the best scenario of the sweep, or the first where none is best.";
    private static final String STATUS = "status";
    private static final Set<String> NO_INPUTS = Set.of("scenario", "sweep", "devices", Columns.RUN_AGAIN.id());
    private static final Set<String> NO_RESULTS = Set.of(STATUS, "notes", "price_source");
    private static final int MOST_NAMED = 6;
    private static final Map<Sheet, String> SECTIONS = new EnumMap<>(Map.of(
            Sheet.LATENCY, "Decode step, prefill and request",
            Sheet.KV_CACHE, "Memory",
            Sheet.BATCH_THRESHOLDS, "Batch thresholds",
            Sheet.PARAMETERS_FLOPS, "Parameters and FLOPs",
            Sheet.COST, "Cost"));

    /** Copies the lists. */
    public WhatIf {
        inputs = List.copyOf(inputs);
        sections = List.copyOf(sections);
        ofRoofline = Set.copyOf(ofRoofline);
    }

    /**
     * Something that can be picked.
     *
     * @param column its column
     * @param value what stands there first: a {@link Double} in the shown unit, or text, empty where nothing was asked
     * @param range the cells that list what there is, or null
     * @param choices what there is where no range lists it; none where the type tells
     * @param type what the axis takes, null for what the service promises
     * @param mayBeEmpty whether it may be left empty
     * @param says what it is
     */
    public record Input(
            Column column,
            Object value,
            @Nullable String range,
            List<Object> choices,
            @Nullable AxisType type,
            boolean mayBeEmpty,
            String says) {
        /** Copies the list. */
        public Input {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Results that belong together.
     *
     * @param title above them
     * @param results in order
     */
    public record Section(String title, List<Result> results) {
        /** Copies the list. */
        public Section {
            results = List.copyOf(results);
        }
    }

    /**
     * A result.
     *
     * @param column its column
     * @param says the equation, by formula set where they differ, else what it is
     */
    public record Result(Column column, String says) {}

    /**
     * Whether a column is one of the inputs.
     *
     * @param column one of the workbook's
     * @return whether it can be picked
     */
    public boolean isInput(Column column) {
        return inputs.stream().anyMatch(input -> input.column().id().equals(column.id()));
    }

    /**
     * The sheet of a workbook.
     *
     * @param file what is asked
     * @param columns the workbook's columns
     * @param formulas the formula sets its rows use
     * @param row the scenario it begins with
     * @param degrees the numbers of pipeline stages that can be picked
     * @param live ids of the results that formulas work out
     * @return what it asks and shows
     */
    public static WhatIf of(
            SweepFile file,
            List<Column> columns,
            List<Formulas> formulas,
            Row row,
            Collection<Long> degrees,
            Set<String> live) {
        Map<String, AxisKey> keys = new LinkedHashMap<>();
        Varied.named(file).forEach(key -> keys.put(key.id(), key));
        for (Axis axis : Axis.values()) {
            keys.put(axis.id(), axis);
        }
        List<Input> inputs = new ArrayList<>();
        Set<String> ofRoofline = new HashSet<>();
        for (Column column : columns) {
            AxisKey key = keys.get(column.id());
            boolean ignored =
                    key instanceof Axis axis && formulas.stream().allMatch(set -> Columns.isIgnored(axis, set));
            if (Columns.isAsked(column) && !NO_INPUTS.contains(column.id()) && !ignored) {
                inputs.add(input(file, column, key, row, degrees));
            }
            if (key instanceof Axis axis && formulas.stream().anyMatch(set -> Columns.isIgnored(axis, set))) {
                ofRoofline.add(column.id());
            }
        }
        Column status = columns.stream()
                .filter(column -> column.id().equals(STATUS))
                .findFirst()
                .orElseThrow();
        return new WhatIf(
                row.number(),
                HOW_TO,
                limits(file, degrees),
                status,
                inputs,
                sections(columns, formulas, live),
                ofRoofline);
    }

    private static String limits(SweepFile file, Collection<Long> degrees) {
        StringBuilder text = new StringBuilder("\"run again\" stands where no formula finds the value (bands of error,"
                + " evidence, fewest devices, the batch threshold of routed experts): put the inputs into a row of the sheet"
                + " Scenarios and run the workbook.");
        if (!degrees.isEmpty()) {
            text.append(" Models are laid out on ")
                    .append(degrees.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append(degrees.size() == 1 ? " pipeline stage." : " pipeline stages where their layers allow.");
        }
        List<String> untold = file.models().stream()
                .filter(model -> model.structure() instanceof Undetermined)
                .map(model -> model.id())
                .toList();
        if (!untold.isEmpty()) {
            text.append(" The structure of ")
                    .append(String.join(", ", untold.subList(0, Math.min(MOST_NAMED, untold.size()))))
                    .append(untold.size() > MOST_NAMED ? " and others" : "")
                    .append(" is not told, so that the roofline gives no estimate.");
        }
        return text.toString();
    }

    private static Input input(
            SweepFile file, Column column, @Nullable AxisKey key, Row row, Collection<Long> degrees) {
        Object value = value(column, key, row);
        String range = null;
        List<Object> choices = new ArrayList<>();
        if (key == Axis.MODEL) {
            range = Sheet.MODELS.title() + "!$A$2:$A$" + (file.models().size() + 1);
        } else if (key == Axis.HARDWARE) {
            range = Sheet.HARDWARE.title() + "!$A$2:$A$" + (file.hardware().size() + 1);
        } else if (key == Axis.FORMULAS) {
            Columns.valuesOf(Axis.FORMULAS, file).stream()
                    .map(Formulas.class::cast)
                    .sorted()
                    .forEach(set -> choices.add(set.id()));
        } else if (key == Axis.CALIBRATION) {
            choices.addAll(new TreeSet<>(file.calibrations().keySet()));
        } else if (key == Axis.PIPELINE_PARALLEL && !degrees.isEmpty()) {
            choices.addAll(degrees);
        } else if (key instanceof ModelFieldAxis) {
            Varied.values(key, file).stream()
                    .filter(one -> one instanceof Number || one instanceof String)
                    .map(one -> one instanceof Number number ? column.unit().given(number.doubleValue()) : one)
                    .sorted(java.util.Comparator.comparing(Object::toString))
                    .forEach(choices::add);
        }
        boolean mayBeEmpty = !(key instanceof Axis axis)
                || (axis.defaultValue() == null && axis != Axis.MODEL && axis != Axis.HARDWARE);
        String says = column.description() + (mayBeEmpty && key instanceof Axis ? ". May be empty" : "");
        return new Input(column, value, range, choices, key == null ? null : key.type(), mayBeEmpty, says);
    }

    /** What a scenario asks, also where its formula set does not read it. */
    private static Object value(Column column, @Nullable AxisKey key, Row row) {
        Object asked = key instanceof Axis axis
                ? axis.valueIn(row.scenario())
                : key == null ? null : row.fields().get(key);
        if (key == null && column.value() instanceof Column.Measure measure) {
            double number = measure.of().applyAsDouble(row);
            return Double.isNaN(number) ? "" : (Object) column.unit().given(number);
        }
        if (asked instanceof Number number) {
            return column.unit().given(number.doubleValue());
        }
        return asked == null ? "" : AxisText.name(asked);
    }

    private static List<Section> sections(List<Column> columns, List<Formulas> formulas, Set<String> live) {
        Map<String, List<String>> equations = new LinkedHashMap<>();
        for (EquationLine line : EquationLine.of(columns, formulas)) {
            String sets = line.formulas().size() == formulas.size()
                    ? ""
                    : line.formulas().stream().map(Formulas::id).collect(Collectors.joining(", ")) + ": ";
            equations
                    .computeIfAbsent(line.column().id(), id -> new ArrayList<>())
                    .add(sets + line.says());
        }
        Map<String, List<Result>> sections = new LinkedHashMap<>();
        SECTIONS.values().forEach(title -> sections.put(title, new ArrayList<>()));
        String byRun = "What a run alone tells";
        sections.put(byRun, new ArrayList<>());
        boolean promises = columns.stream().anyMatch(column -> column.id().startsWith("slo."));
        for (Column column : columns) {
            String title = promises || !column.id().equals("meets_slo") ? title(column) : null;
            boolean shown = title != null
                    && !NO_RESULTS.contains(column.id())
                    && !Columns.RUN_AGAIN.id().equals(column.id());
            boolean workedOut = !Columns.isAsked(column) || column.id().equals("devices");
            if (shown && workedOut) {
                List<String> says = equations.getOrDefault(column.id(), List.of(column.description()));
                sections.getOrDefault(live.contains(column.id()) ? title : byRun, new ArrayList<>())
                        .add(new Result(column, String.join("\n", says)));
            }
        }
        List<Section> filled = new ArrayList<>();
        sections.forEach((title, results) -> {
            if (!results.isEmpty()) {
                filled.add(new Section(title, results));
            }
        });
        return filled;
    }

    private static @Nullable String title(Column column) {
        for (Sheet sheet : column.sheets()) {
            String title = SECTIONS.get(sheet);
            if (title != null) {
                return title;
            }
        }
        return null;
    }
}
