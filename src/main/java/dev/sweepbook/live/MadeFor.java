package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.HardwareTable;
import dev.sweepbook.report.ModelTable;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.Table;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs a workbook was made for, kept beside those that can be edited: what no formula works out again is told to
 * be out of date by comparing them.
 */
final class MadeFor {
    private static final String SHEET = "_made";
    private static final Set<String> FIRST = Set.of("scenario", "model", "hardware", Columns.RUN_AGAIN.id());

    private final List<Column> columns;
    private final int[] asked;
    private final Copied models;
    private final Copied hardware;
    private final String first;
    private final String last;

    MadeFor(SweepFile file, List<Column> columns, int[] onScenarios) {
        this.columns = columns;
        int from = onScenarios.length;
        int to = 0;
        for (int at = 0; at < onScenarios.length; at++) {
            Column column = columns.get(onScenarios[at]);
            if (Columns.isAsked(column) && !FIRST.contains(column.id())) {
                from = Math.min(from, at);
                to = at;
            }
        }
        this.asked = java.util.Arrays.copyOfRange(onScenarios, Math.min(from, to), to + 1);
        this.first = Cells.letters(Math.min(from, to));
        this.last = Cells.letters(to);
        this.models = Copied.of(ModelTable.of(file), "_made_models", "made_model");
        this.hardware = Copied.of(HardwareTable.of(file), "_made_hardware", "made_device");
    }

    /**
     * How many inputs of a row are others than the ones its values were made for, as a formula.
     *
     * @param row its number, or {@link RowText#ROW}
     * @param model reference to the cell of its model
     * @param device reference to the cell of its device
     */
    String edited(String row, String model, String device) {
        String range = first + row + ":" + last + row;
        return "SUMPRODUCT(--(" + Sheet.SCENARIOS.title() + "!" + range + "<>" + SHEET + "!$C" + row + ":$"
                + Cells.letters(1 + asked.length) + row + "))+(" + model + "<>" + SHEET + "!$A" + row + ")+(" + device
                + "<>" + SHEET + "!$B" + row + ")+" + definitionsEdited(model, device);
    }

    /** How many fields of a model and of a device are others than they were, as a formula. */
    String definitionsEdited(String model, String device) {
        return "SUMPRODUCT((made_model_id=" + model + ")*made_model_edited)+SUMPRODUCT((made_device_id=" + device
                + ")*made_device_edited)";
    }

    HiddenSheet line(ScenarioInputs inputs, int row) {
        List<@Nullable LiveCell> cells = new ArrayList<>();
        cells.add(new LiveCell(null, inputs.value("model")));
        cells.add(new LiveCell(null, inputs.value("hardware")));
        for (int column : asked) {
            cells.add(new LiveCell(null, inputs.value(columns.get(column).id())));
        }
        return new HiddenSheet(SHEET, row, List.of(), List.of(cells));
    }

    /** The sheet that takes the lines. */
    HiddenSheet head() {
        List<String> heads = new ArrayList<>(List.of("model", "hardware"));
        for (int column : asked) {
            heads.add(columns.get(column).id());
        }
        return new HiddenSheet(SHEET, 1, heads, List.of());
    }

    List<HiddenSheet> sheets() {
        return List.of(models.sheet(), hardware.sheet());
    }

    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        models.addNames(names);
        hardware.addNames(names);
        return names;
    }

    /** A copy of what can be edited of a table. */
    private record Copied(HiddenSheet sheet, String name) {
        static Copied of(Table table, String sheet, String name) {
            int from = -1;
            int to = 0;
            for (int i = 1; i < table.heads().size(); i++) {
                boolean field = table.heads().get(i).note().indexOf('\n') > 0;
                if (field || table.heads().get(i).title().equals("Memory type")) {
                    from = from < 0 ? i : from;
                    to = i;
                }
            }
            List<String> heads = new ArrayList<>(List.of("id", "edited"));
            List<List<@Nullable LiveCell>> rows = new ArrayList<>();
            for (int i = from; i <= to && from > 0; i++) {
                heads.add(table.heads().get(i).title());
            }
            int row = 2;
            for (List<@Nullable Object> line : table.lines()) {
                List<@Nullable LiveCell> cells = new ArrayList<>();
                cells.add(LiveCell.of(String.valueOf(line.get(0))));
                String there = table.sheet().title() + "!" + Cells.letters(Math.max(0, from)) + row + ":"
                        + Cells.letters(to) + row;
                String here = "C" + row + ":" + Cells.letters(heads.size() - 1) + row;
                cells.add(
                        from < 0 ? LiveCell.of(0.0) : new LiveCell("SUMPRODUCT(--(" + there + "<>" + here + "))", 0.0));
                for (int i = from; i <= to && from > 0; i++) {
                    Object value = line.get(i);
                    cells.add(value == null ? null : new LiveCell(null, value));
                }
                rows.add(cells);
                row++;
            }
            return new Copied(new HiddenSheet(sheet, 1, heads, rows), name);
        }

        void addNames(Map<String, String> names) {
            int end = Math.max(1, sheet.rows().size()) + 1;
            names.put(name + "_id", sheet.name() + "!$A$2:$A$" + end);
            names.put(name + "_edited", sheet.name() + "!$B$2:$B$" + end);
        }
    }
}
