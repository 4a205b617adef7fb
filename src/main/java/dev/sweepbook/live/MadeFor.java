package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.HardwareTable;
import dev.sweepbook.report.ModelTable;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.Table;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs a workbook was made for, kept beside those that can be edited, and what no formula works out again: it is
 * told to be out of date by comparing them. A scenario is found by its number, so that the sheet of scenarios may be
 * sorted.
 */
final class MadeFor {
    private static final String SHEET = "_made";
    private static final Set<String> FIRST = Set.of("scenario", "model", "hardware", Columns.RUN_AGAIN.id());

    /** Prices: whatever they are, only formulas read them. */
    private static final Set<String> PRICES = Set.of(
            Axis.PRICE_PER_DEVICE_HOUR.id(),
            Axis.API_PRICE_PER_MILLION_OUTPUT_TOKENS.id(),
            new HardwareFieldAxis(AcceleratorField.PRICE_PER_HOUR).id());

    /** What stands before the inputs: what tells a scenario, how its steps stand, and what a run alone found. */
    private static final List<String> HEADS =
            List.of("scenario", "model", "hardware", "kind", "status", "batch_threshold", "price_source");

    private final List<Column> columns;
    private final int[] asked;
    private final Copied models;
    private final Copied hardware;
    private final int from;
    private final int lastRow;

    /**
     * What a row was made for.
     *
     * @param number of the scenario
     * @param kind what rows whose steps stand alike share
     * @param status what became of it
     * @param batchThreshold NaN where there is none
     */
    record Found(long number, int kind, String status, double batchThreshold) {}

    MadeFor(SweepFile file, List<Column> columns, int[] onScenarios, int scenarios) {
        this.columns = columns;
        this.lastRow = Math.max(2, scenarios + 1);
        int from = onScenarios.length;
        int to = 0;
        for (int at = 0; at < onScenarios.length; at++) {
            Column column = columns.get(onScenarios[at]);
            if (Columns.isAsked(column) && !FIRST.contains(column.id())) {
                from = Math.min(from, at);
                to = at;
            }
        }
        this.from = Math.min(from, to);
        this.asked = Arrays.copyOfRange(onScenarios, this.from, to + 1);
        this.models = Copied.of(ModelTable.of(file), "_made_models", "made_model");
        this.hardware = Copied.of(HardwareTable.of(file), "_made_hardware", "made_device");
    }

    /** Where a scenario stands among those the workbook was made for, as a formula of the cell with its number. */
    static String place(String number) {
        return "MATCH(" + number + ",made_scenario,0)";
    }

    /** What a run found of a scenario, as a formula of the cell with its place. */
    static String found(String head, String place) {
        return "INDEX(made_" + head + "," + place + ")";
    }

    /**
     * How many inputs of a row, prices left out, are others than the ones its values were made for, as a formula. A row
     * whose steps stand otherwise than the scenario's did is one more.
     *
     * @param row its number, or {@link RowText#ROW}
     * @param place reference to the cell of its scenario's place
     * @param priced reference to the cell that counts its prices that are others
     * @param model reference to the cell of its model
     * @param device reference to the cell of its device
     * @param kind what rows whose steps stand alike share
     */
    String edited(String row, String place, String priced, String model, String device, int kind) {
        String range = Cells.letters(from) + row + ":" + Cells.letters(from + asked.length - 1) + row;
        return "IFERROR(SUMPRODUCT(--(" + Sheet.SCENARIOS.title() + "!" + range + "<>INDEX(made_inputs," + place
                + ",0)))+(" + model + "<>" + found("model", place) + ")+(" + device + "<>" + found("hardware", place)
                + ")+(" + found("kind", place) + "<>" + kind + ")+" + definitionsEdited(model, device) + "-" + priced
                + ",1)";
    }

    /**
     * How many prices of a row are others than they were, as a formula.
     *
     * @param row its number, or {@link RowText#ROW}
     * @param place reference to the cell of its scenario's place
     * @param device reference to the cell of its device
     */
    String priced(String row, String place, String device) {
        StringBuilder text = new StringBuilder("IFERROR(");
        for (int i = 0; i < asked.length; i++) {
            if (PRICES.contains(columns.get(asked[i]).id())) {
                text.append('(').append(Sheet.SCENARIOS.title()).append('!').append(Cells.letters(from + i));
                text.append(row)
                        .append("<>INDEX(made_inputs,")
                        .append(place)
                        .append(',')
                        .append(i + 1);
                text.append("))+");
            }
        }
        return text + "SUMPRODUCT((made_device_id=" + device + ")*made_device_priced),1)";
    }

    /** How many fields of a model and of a device are others than they were, as a formula. */
    String definitionsEdited(String model, String device) {
        return "SUMPRODUCT((made_model_id=" + model + ")*made_model_edited)+SUMPRODUCT((made_device_id=" + device
                + ")*made_device_edited)";
    }

    HiddenSheet line(ScenarioInputs inputs, int row, Found found) {
        List<@Nullable LiveCell> cells = new ArrayList<>();
        cells.add(LiveCell.of((double) found.number()));
        cells.add(new LiveCell(null, inputs.value("model")));
        cells.add(new LiveCell(null, inputs.value("hardware")));
        cells.add(LiveCell.of((double) found.kind()));
        cells.add(LiveCell.of(found.status()));
        cells.add(LiveCell.of(found.batchThreshold()));
        cells.add(new LiveCell(null, inputs.value("price_source")));
        for (int column : asked) {
            cells.add(new LiveCell(null, inputs.value(columns.get(column).id())));
        }
        return new HiddenSheet(SHEET, row, List.of(), List.of(cells));
    }

    /** The sheet that takes the lines. */
    HiddenSheet head() {
        List<String> heads = new ArrayList<>(HEADS);
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
        for (int i = 0; i < HEADS.size(); i++) {
            names.put("made_" + HEADS.get(i), range(i, i));
        }
        names.put("made_inputs", range(HEADS.size(), HEADS.size() + asked.length - 1));
        models.addNames(names);
        hardware.addNames(names);
        return names;
    }

    private String range(int from, int to) {
        return String.format(Locale.ROOT, "%s!$%s$2:$%s$%d", SHEET, Cells.letters(from), Cells.letters(to), lastRow);
    }

    /** A copy of what can be edited of a table. */
    private record Copied(HiddenSheet sheet, String name) {
        private static final List<String> HEADS = List.of("id", "edited", "priced");

        static Copied of(Table table, String sheet, String name) {
            int from = -1;
            int to = 0;
            int price = -1;
            for (int i = 1; i < table.heads().size(); i++) {
                String note = table.heads().get(i).note();
                if (note.indexOf('\n') > 0 || table.heads().get(i).title().equals("Memory type")) {
                    from = from < 0 ? i : from;
                    to = i;
                    price = note.startsWith(AcceleratorField.PRICE_PER_HOUR.id() + "\n") ? i : price;
                }
            }
            List<String> heads = new ArrayList<>(HEADS);
            List<List<@Nullable LiveCell>> rows = new ArrayList<>();
            for (int i = from; i <= to && from > 0; i++) {
                heads.add(table.heads().get(i).title());
            }
            int row = 2;
            for (List<@Nullable Object> line : table.lines()) {
                List<@Nullable LiveCell> cells = new ArrayList<>();
                cells.add(LiveCell.of(String.valueOf(line.get(0))));
                cells.add(different(table, row, from, to, from));
                cells.add(different(table, row, price, price, from));
                for (int i = from; i <= to && from > 0; i++) {
                    Object value = line.get(i);
                    cells.add(value == null ? null : new LiveCell(null, value));
                }
                rows.add(cells);
                row++;
            }
            return new Copied(new HiddenSheet(sheet, 1, heads, rows), name);
        }

        /** How many cells of some columns of a row are others than in the copy, which begins with column {@code first}. */
        private static LiveCell different(Table table, int row, int from, int to, int first) {
            if (from < 0) {
                return LiveCell.of(0.0);
            }
            String there = table.sheet().title() + "!" + Cells.letters(from) + row + ":" + Cells.letters(to) + row;
            int here = HEADS.size() - first;
            return new LiveCell(
                    "SUMPRODUCT(--(" + there + "<>" + Cells.letters(from + here) + row + ":" + Cells.letters(to + here)
                            + row + "))",
                    0.0);
        }

        void addNames(Map<String, String> names) {
            int end = Math.max(1, sheet.rows().size()) + 1;
            for (int i = 0; i < HEADS.size(); i++) {
                String letters = Cells.letters(i);
                names.put(name + "_" + HEADS.get(i), sheet.name() + "!$" + letters + "$2:$" + letters + "$" + end);
            }
        }
    }
}
