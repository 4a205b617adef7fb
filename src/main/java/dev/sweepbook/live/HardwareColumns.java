package dev.sweepbook.live;

import dev.sweepbook.estimate.PeakFamily;
import dev.sweepbook.report.HardwareTable;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.Table;
import dev.sweepbook.report.Unit;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;

/** The devices as formulas look them up: the cells of the sheet of devices in base units, and what follows from them. */
final class HardwareColumns {
    static final String SHEET = "_devices";
    static final String PREFIX = "h_";

    private HardwareColumns() {}

    static LiveTable table(SweepFile file) {
        List<String> columns = new ArrayList<>(List.of("id"));
        for (AcceleratorField field : AcceleratorField.values()) {
            columns.add(Macros.column(field));
        }
        int families = PeakFamily.all().size();
        for (int i = 1; i <= families; i++) {
            columns.add("best" + i);
        }
        columns.add("memory_class");
        LiveTable table = new LiveTable(SHEET, PREFIX, columns);
        Table shown = HardwareTable.of(file);
        int row = 2;
        for (Accelerator device : file.hardware()) {
            table.add(row(device, shown, table, row++));
        }
        return table;
    }

    private static List<LiveCell> row(Accelerator device, Table shown, LiveTable table, int row) {
        List<LiveCell> cells = new ArrayList<>();
        cells.add(new LiveCell(at(0, row), device.id()));
        for (AcceleratorField field : AcceleratorField.values()) {
            int column = column(shown, field);
            String cell = column < 0 ? "" : at(column, row);
            cells.add(new LiveCell(
                    column < 0 ? "NA()" : "IF(" + cell + "=\"\",NA()," + base(field, cell) + ")", device.get(field)));
        }
        for (List<AcceleratorField> peaks : PeakFamily.all()) {
            List<String> own = peaks.stream()
                    .map(field -> table.letters(Macros.column(field)) + row)
                    .toList();
            double best = peaks.stream()
                    .filter(device::has)
                    .mapToDouble(device::get)
                    .findFirst()
                    .orElse(Double.NaN);
            cells.add(new LiveCell(first(own), best));
        }
        cells.add(memoryClass(device, shown, row));
        return cells;
    }

    private static LiveCell memoryClass(Accelerator device, Table shown, int row) {
        String id = MemoryClass.of(device).id();
        for (int i = 0; i < shown.heads().size(); i++) {
            if (shown.heads().get(i).title().equals("Memory type")) {
                String cell = at(i, row);
                return new LiveCell(
                        "IF(LEFT(" + cell + ",3)=\"HBM\",\"HBM\",IF(LEFT(" + cell + ",4)=\"GDDR\",\"GDDR\",IF(OR(LEFT("
                                + cell + ",5)=\"LPDDR\",ISNUMBER(SEARCH(\"unified\"," + cell
                                + "))),\"unified\",\"other\")))",
                        id);
            }
        }
        return LiveCell.of(id);
    }

    private static int column(Table shown, AcceleratorField field) {
        for (int i = 0; i < shown.heads().size(); i++) {
            if (shown.heads().get(i).note().startsWith(field.id() + "\n")) {
                return i;
            }
        }
        return -1;
    }

    private static String at(int column, int row) {
        return Sheet.HARDWARE.title() + "!$" + Cells.letters(column) + "$" + row;
    }

    static String lastBest() {
        return "best" + PeakFamily.all().size();
    }

    /** The first of several that is defined. */
    static String first(List<String> choices) {
        String text = choices.get(choices.size() - 1);
        for (int i = choices.size() - 2; i >= 0; i--) {
            text = "IFERROR(" + choices.get(i) + "," + text + ")";
        }
        return text;
    }

    /** The name of the scenario's own value of a field. */
    static String asked(AcceleratorField field) {
        return "asked." + Macros.axis(field).id();
    }

    /** A shown number in base units. */
    static String base(AcceleratorField field, String cell) {
        return base(field.isCount() ? Unit.COUNT : Unit.of(field.dimension()), cell);
    }

    static String base(Unit unit, String cell) {
        double factor = unit.perShown();
        if (factor == 1) {
            return cell;
        }
        return factor > 1 ? cell + "*1E+" + digits(factor) : cell + "/1E+" + digits(1 / factor);
    }

    private static long digits(double factor) {
        return Math.round(Math.log10(factor));
    }
}
