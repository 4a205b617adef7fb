package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Unit;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.Axis;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a workbook as formulas take them: where each stands, which hold inputs and which are worked out. */
final class BookColumns {
    private static final String MEETS_SLO = "meets_slo";
    private static final String OF_DEVICES = "hardware.";

    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> letters = new HashMap<>();
    private final Map<String, Input> inputs = new HashMap<>();
    private final List<String> modelKeys;
    private final int[] modelFields;

    /**
     * An input.
     *
     * @param id of its column
     * @param unit of its cell where the formula wants base units, {@link Unit#NONE} where it takes the cell as it is
     */
    record Input(String id, Unit unit) {
        double factor() {
            return unit.perShown();
        }
    }

    /**
     * Columns of a workbook.
     *
     * @param columns all of them
     * @param onScenarios places of those that stand on the sheet of scenarios, in the order of its columns
     */
    BookColumns(List<Column> columns, int[] onScenarios) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            places.put(column.id(), i);
            if (Axis.of(column.id()).isPresent()) {
                inputs.put(LivePlan.camel(column.id()), new Input(column.id(), column.unit()));
            }
        }
        for (int at = 0; at < onScenarios.length; at++) {
            letters.put(columns.get(onScenarios[at]).id(), Cells.letters(at));
        }
        this.modelKeys = columns.stream()
                .map(Column::id)
                .filter(id -> id.startsWith("model."))
                .toList();
        this.modelFields = modelKeys.stream().mapToInt(this::place).toArray();
    }

    /** Whether a column is worked out, as opposed to shown as it was asked. */
    static boolean isWorkedOut(Column column) {
        return !Columns.isAsked(column) || column.id().equals("devices") || Columns.isDevicePrice(column);
    }

    List<Column> all() {
        return columns;
    }

    /** The place of a column, or -1 where there is none. */
    int place(String id) {
        return places.getOrDefault(id, -1);
    }

    /** The letters of a column on the sheet of scenarios, or null where it does not stand there. */
    @Nullable
    String letters(String id) {
        return letters.get(id);
    }

    /** The input that a name in a formula stands for. */
    Input input(String name) {
        if (name.startsWith("asked.")) {
            return new Input(name.substring("asked.".length()), Unit.NONE);
        }
        Input input = inputs.get(name);
        if (input == null) {
            throw new IllegalStateException("no step, table or input is named " + name);
        }
        return input;
    }

    /** Ids of the columns that results may be worked out for. */
    List<String> outputs() {
        boolean promises = places.containsKey("slo.ttft") || places.containsKey("slo.tpot");
        return columns.stream()
                .filter(BookColumns::isWorkedOut)
                .map(Column::id)
                .filter(id -> promises || !id.equals(MEETS_SLO))
                .toList();
    }

    /** Ids of the columns in which scenarios set fields of their models. */
    List<String> modelKeys() {
        return modelKeys;
    }

    /** Places of the columns in which scenarios set fields of their models. */
    int[] modelFields() {
        return modelFields;
    }

    /** The fields of devices that scenarios set. */
    Set<AcceleratorField> askedOfDevices() {
        Set<AcceleratorField> asked = EnumSet.noneOf(AcceleratorField.class);
        for (Column column : columns) {
            if (column.id().startsWith(OF_DEVICES)) {
                AcceleratorField.of(column.id().substring(OF_DEVICES.length())).ifPresent(asked::add);
            }
        }
        return asked;
    }
}
