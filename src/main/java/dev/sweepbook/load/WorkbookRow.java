package dev.sweepbook.load;

import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.sweep.Slo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as a row of a workbook asks for it.
 *
 * @param sheet the sheet it stands on
 * @param row from 1
 * @param number its scenario number, 0 for one that is new
 * @param sweep name of its sweep, empty where the row names none
 * @param slo what the service promises
 * @param values its values in the order of the keys, null for the default
 */
record WorkbookRow(String sheet, int row, long number, String sweep, Slo slo, List<@Nullable Object> values) {
    WorkbookRow numbered(long given) {
        return new WorkbookRow(sheet, row, given, sweep, slo, values);
    }

    WorkbookRow of(String named) {
        return new WorkbookRow(sheet, row, number, named, slo, values);
    }

    /** The place of one of its cells. */
    String cell(int column) {
        return sheet + "!" + new CellPlace(row, Math.max(1, column));
    }
}
