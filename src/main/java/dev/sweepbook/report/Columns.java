package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The column catalogue. */
public final class Columns {
    /** Says of a row of a workbook that some of its cells were worked out for other inputs. */
    public static final Column RUN_AGAIN = new Column(
            "run_again",
            "Run again",
            Unit.TEXT,
            Sheet.perScenario(),
            "Says \"run again\" where an input of the row other than a price was edited: cells that are no formulas (status, notes, fewest"
                    + " devices, evidence, the batch within the SLO, the batch threshold of a mixture of experts) were"
                    + " worked out for the inputs before. Save the workbook and run Sweepbook on it",
            new Column.Text(row -> null));

    private static final Set<String> COUNTED =
            Set.of(InputColumns.SCENARIO.id(), InputColumns.SWEEP.id(), InputColumns.DEVICES.id(), RUN_AGAIN.id());

    private Columns() {}

    /**
     * The columns of a file's outputs: inputs, the file's dotted axes, then results, in the contract's order. What
     * differs between scenarios, sweep or axis, stands on every sheet that has a line per scenario; a column beyond the
     * contract's that nothing in the file can fill stands on none, only in the CSV.
     *
     * @param file what is asked
     * @return the columns
     */
    public static List<Column> of(SweepFile file) {
        Set<AxisKey> varied = Varied.of(file);
        List<Column> columns = new ArrayList<>(100);
        columns.add(InputColumns.SCENARIO);
        boolean severalSweeps = file.sweeps().size() > 1;
        columns.add(severalSweeps ? InputColumns.SWEEP.on(Sheet.perScenario()) : InputColumns.SWEEP);
        for (Axis axis : Axis.values()) {
            Column column = InputColumns.of(axis);
            columns.add(varied.contains(axis) ? column.on(Sheet.perScenario()) : column);
            if (axis == Axis.MICRO_BATCHES) {
                columns.add(InputColumns.DEVICES);
            }
        }
        for (AxisKey field : fields(file)) {
            Column column = InputColumns.of(field);
            columns.add(varied.contains(field) ? column.on(Sheet.perScenario()) : column);
        }
        columns.addAll(ServiceColumns.of(file));
        boolean rooflineAlone = Varied.values(Axis.FORMULAS, file).equals(Set.of(Formulas.ROOFLINE));
        boolean noSlo = file.sweeps().stream().noneMatch(sweep -> sweep.slo().isAsked());
        for (Column column : ResultColumns.ALL) {
            boolean neverFilled = (rooflineAlone && ExtraColumns.OF_THE_SOURCE.contains(column.id()))
                    || (noSlo && column.equals(ExtraColumns.SLO_BATCH_SIZE));
            columns.add(neverFilled ? column.on(List.of()) : column);
        }
        return List.copyOf(columns);
    }

    /**
     * Whether a column shows what was asked, as it was given.
     *
     * @param column one of a file's columns
     * @return whether it is made of an axis or of what the service promises
     */
    public static boolean isAsked(Column column) {
        return !ResultColumns.isResult(column);
    }

    /**
     * Whether a column's cells on sheet Scenarios may be edited: what was asked, without what is counted or named there.
     *
     * @param column one of a file's columns
     * @return whether its cells are inputs
     */
    public static boolean isField(Column column) {
        return isAsked(column) && !COUNTED.contains(column.id());
    }

    /**
     * Whether a column shows the price of a device, the device's own where a scenario asks for none.
     *
     * @param column one of a file's columns
     * @return whether it does
     */
    public static boolean isDevicePrice(Column column) {
        return column.id().equals(Axis.PRICE_PER_DEVICE_HOUR.id());
    }

    /**
     * Whether a column shows a number that was worked out, as opposed to something asked or a verdict.
     *
     * @param column one of a file's columns
     * @return whether it shows a result
     */
    public static boolean isResult(Column column) {
        return ResultColumns.isResult(column) && column.value() instanceof Column.Measure;
    }

    /**
     * The columns that say what a scenario comes to.
     *
     * @return the columns in the contract's order
     */
    public static List<Column> results() {
        return ResultColumns.ALL;
    }

    /**
     * Whether a formula set does not read an axis, so that outputs show it empty.
     *
     * @param axis the axis
     * @param formulas the formula set
     * @return whether it makes no difference
     */
    public static boolean isIgnored(Axis axis, Formulas formulas) {
        return InputColumns.isIgnored(axis, formulas);
    }

    /**
     * The values the scenarios of a file have on an axis.
     *
     * @param axis the axis
     * @param file what is asked
     * @return the values, in no order
     */
    public static Set<Object> valuesOf(Axis axis, SweepFile file) {
        return Varied.values(axis, file);
    }

    /**
     * The columns every file has, whatever it asks.
     *
     * @return the columns without dotted axes, in the contract's order
     */
    public static List<Column> always() {
        List<Column> columns = new ArrayList<>(100);
        columns.add(InputColumns.SCENARIO);
        columns.add(InputColumns.SWEEP);
        for (Axis axis : Axis.values()) {
            columns.add(InputColumns.of(axis));
            if (axis == Axis.MICRO_BATCHES) {
                columns.add(InputColumns.DEVICES);
            }
        }
        columns.addAll(ResultColumns.ALL);
        return columns;
    }

    /**
     * The ids every file has, whatever it asks.
     *
     * @return the ids without dotted axes, in the contract's order
     */
    public static List<String> ids() {
        return always().stream().map(Column::id).toList();
    }

    private static Set<AxisKey> fields(SweepFile file) {
        Set<AxisKey> fields = new TreeSet<>(java.util.Comparator.comparing(AxisKey::id));
        for (AxisKey key : Varied.named(file)) {
            if (!(key instanceof Axis)) {
                fields.add(key);
            }
        }
        return fields;
    }
}
