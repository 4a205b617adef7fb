package dev.sweepbook.load;

import dev.sweepbook.load.WorkbookSheet.Rows;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisType;
import dev.sweepbook.sweep.ModelFieldAxis;
import dev.sweepbook.sweep.Slo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet of scenarios, every fault reported with its cell. */
final class WorkbookRowReader implements Rows {
    /** Scenario numbers are whole numbers like the values of an axis. */
    private static final AxisKey NUMBERS =
            new ModelFieldAxis("scenario", new AxisType.Count(1, 1_000_000_000_000_000L));

    private static final int REMEMBERED = 1 << 16;

    private final String sheet;
    private final WorkbookHeader header;
    private final CellText text;
    private final AxisValues values;
    private final Problems problems;
    private final List<WorkbookRow> rows;
    private final long limit;
    private final Map<Integer, Map<String, Reading<Object>>> remembered = new HashMap<>();
    private long count;

    WorkbookRowReader(
            String sheet,
            WorkbookHeader header,
            CellText text,
            AxisValues values,
            Problems problems,
            List<WorkbookRow> rows,
            long limit) {
        this.sheet = sheet;
        this.header = header;
        this.text = text;
        this.values = values;
        this.problems = problems;
        this.rows = rows;
        this.limit = limit;
    }

    @Override
    public void take(int row, Map<Integer, Cell> cells) {
        List<Integer> read = new ArrayList<>(header.axes().keySet());
        read.add(header.scenario());
        if (read.stream().noneMatch(cells::containsKey)) {
            return; // a remark below or beside the table
        } else if (++count > limit) {
            return;
        }
        long before = problems.count();
        @Nullable Object[] found = new Object[header.axes().size()];
        int key = 0;
        for (Map.Entry<Integer, AxisKey> column : header.axes().entrySet()) {
            Cell cell = cells.get(column.getKey());
            AxisKey axis = column.getValue();
            if (cell != null) {
                found[key] = value(column.getKey(), axis, cell);
            } else if (axis == Axis.MODEL || axis == Axis.HARDWARE) {
                report(new CellPlace(row, column.getKey()), axis.id() + ": must not be empty, every row names one");
            }
            key++;
        }
        long number = number(cells.get(header.scenario()));
        String sweep = sweep(cells.get(header.sweep()));
        Slo slo = new Slo(promise("slo.ttft", cells), promise("slo.tpot", cells));
        if (problems.count() == before) {
            rows.add(new WorkbookRow(sheet, row, number, sweep, slo, Arrays.asList(found)));
        }
    }

    /** Rows met, those beyond the limit too. */
    long count() {
        return count;
    }

    private @Nullable Object value(int column, AxisKey axis, Cell cell) {
        String unit = header.units().getOrDefault(column, "");
        return text.of(cell, unit)
                .then(found -> read(column, axis, cell.kind() == Cell.Kind.TRUTH ? onOff(axis, found) : found))
                .or(reason -> report(cell.place(), axis.id() + ": " + reason));
    }

    /** A cell that says true where an axis says on. */
    private static String onOff(AxisKey axis, String truth) {
        boolean switches =
                axis.type() instanceof AxisType.Choice choice && choice.names().contains("on");
        return switches ? truth.equals("true") ? "on" : "off" : truth;
    }

    private Reading<Object> read(int column, AxisKey axis, String found) {
        Map<String, Reading<Object>> known = remembered.computeIfAbsent(column, c -> new HashMap<>());
        Reading<Object> reading = known.get(found);
        if (reading == null) {
            reading = values.read(axis, found);
            if (known.size() < REMEMBERED) {
                known.put(found, reading);
            }
        }
        return reading;
    }

    private long number(@Nullable Cell cell) {
        if (cell == null) {
            return 0;
        }
        Object number = text.of(cell)
                .then(found -> values.read(NUMBERS, found))
                .or(reason -> report(cell.place(), "scenario: " + reason));
        return number instanceof Long given ? given : 0;
    }

    private String sweep(@Nullable Cell cell) {
        String name = cell == null
                ? ""
                : text.of(cell).then(Names::read).or(reason -> report(cell.place(), "sweep: " + reason));
        return name == null ? "" : name;
    }

    private double promise(String id, Map<Integer, Cell> cells) {
        int column = header.promises().getOrDefault(id, 0);
        Cell cell = cells.get(column);
        Object seconds = cell == null
                ? null
                : text.of(cell, header.units().getOrDefault(column, ""))
                        .then(found -> Quantity.read(found, SloReader.SECONDS.dimension())
                                .then(exact -> AxisValues.real(SloReader.SECONDS, exact, found)))
                        .or(reason -> report(cell.place(), id + ": " + reason));
        return seconds instanceof Double value ? value : Double.NaN;
    }

    private void report(CellPlace place, String message) {
        problems.add(Place.FILE, sheet + "!" + place + ": " + message);
    }
}
