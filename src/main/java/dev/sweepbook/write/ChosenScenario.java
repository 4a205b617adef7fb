package dev.sweepbook.write;

import dev.sweepbook.live.Cells;
import dev.sweepbook.live.LiveForm;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.SheetColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formulas that look up the scenario of a number on the sheets that have a line for each. */
final class ChosenScenario {
    private final String number;
    private final List<Column> columns;
    private final Map<Sheet, List<SheetPart>> sheets;
    private final Map<String, String> rows = new HashMap<>();

    /** The scenario whose number a cell holds. */
    ChosenScenario(String number, List<Column> columns, Map<Sheet, List<SheetPart>> sheets) {
        this.number = number;
        this.columns = columns;
        this.sheets = sheets;
    }

    /** A formula that comes to the scenario's cell, empty where it is not there; null where no sheet shows the column. */
    @Nullable
    String formula(Column column, LiveForm form) {
        for (Sheet sheet : column.sheets()) {
            List<SheetPart> parts = sheets.getOrDefault(sheet, List.of());
            int[] shown = SheetColumns.of(sheet, columns);
            for (int at = 0; at < shown.length && !parts.isEmpty(); at++) {
                if (columns.get(shown[at]).id().equals(column.id())) {
                    return formula(parts, Cells.letters(at), form);
                }
            }
        }
        return null;
    }

    /** A large sheet is continued on further ones. */
    private String formula(List<SheetPart> parts, String letters, LiveForm form) {
        if (parts.size() == 1) {
            String cell = cell(parts.get(0), letters, form);
            return "IFERROR(IF(" + cell + "=\"\",\"\"," + cell + "),\"\")";
        }
        String text = "\"\"";
        for (int i = parts.size() - 1; i >= 0; i--) {
            text = "IF(ISNUMBER(" + row(parts.get(i), form) + ")," + cell(parts.get(i), letters, form) + "," + text
                    + ")";
        }
        return "IFERROR(IF(" + text + "=\"\",\"\"," + text + "),\"\")";
    }

    private String cell(SheetPart part, String letters, LiveForm form) {
        return "INDEX(" + range(part, letters) + "," + row(part, form) + ")";
    }

    private String row(SheetPart part, LiveForm form) {
        return rows.computeIfAbsent(
                part.name(), name -> form.helper("MATCH(" + number + "," + range(part, "A") + ",0)"));
    }

    private static String range(SheetPart part, String letters) {
        return quoted(part.name()) + "!$" + letters + "$1:$" + letters + "$" + part.lastRow();
    }

    /** The name of a sheet as a formula has it. */
    static String quoted(String sheet) {
        return sheet.matches("[A-Za-z_][A-Za-z_0-9]*") ? sheet : "'" + sheet.replace("'", "''") + "'";
    }
}
