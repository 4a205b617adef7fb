package dev.sweepbook.load;

import dev.sweepbook.load.WorkbookSheet.Rows;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.Refused;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the sheets of models and devices of a workbook into definitions of that workbook. */
final class WorkbookDefinitions {
    private final Definitions definitions;
    private final Problems problems;
    private final CellText text;
    private final Loaded.Input input;

    WorkbookDefinitions(Definitions definitions, Problems problems, CellText text, Loaded.Input input) {
        this.definitions = definitions;
        this.problems = problems;
        this.text = text;
        this.input = input;
    }

    /** A definition's row while it is read. */
    interface Maker {
        /** Makes a definition of the cells of a row, every fault reported. */
        void make(String id, CellPlace place, Map<Integer, Cell> cells, Problems found);
    }

    void read(WorkbookSheet sheet, List<String> remarks) throws IOException, Refused {
        boolean models = sheet.name().equalsIgnoreCase("Models");
        String titled = models ? "model" : "device";
        Problems found = new Problems("");
        boolean headed = sheet.read(heads -> isHeader(heads, titled), heads -> {
            Maker maker = models
                    ? new WorkbookModels(definitions, text, input, heads, sheet.name(), remarks, found)
                    : new WorkbookDevices(definitions, text, input, heads, sheet.name(), remarks, found);
            return rows(idColumn(heads, titled), titled, maker, found);
        });
        problems.addAllOfSheet(found, sheet.name());
        if (!headed) {
            problems.add(Place.FILE, sheet.name() + ": has no header with the column " + (models ? "Model" : "Device"));
        }
    }

    private static boolean isHeader(Collection<HeaderCell> heads, String titled) {
        return heads.size() > 1
                && heads.stream().anyMatch(head -> head.titleAsId().equals(titled));
    }

    private static int idColumn(Map<Integer, HeaderCell> heads, String titled) {
        return heads.entrySet().stream()
                .filter(entry -> entry.getValue().titleAsId().equals(titled))
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
    }

    private Rows rows(int idColumn, String titled, Maker maker, Problems found) {
        Map<String, Integer> seen = new HashMap<>();
        return (row, cells) -> {
            Cell cell = cells.get(idColumn);
            if (cell == null) {
                return; // a remark below the table
            }
            String id = id(cell, titled, found);
            Integer first = id == null ? null : seen.putIfAbsent(id, row);
            if (first != null) {
                report(
                        found,
                        cell.place(),
                        titled + ": " + Shown.quoted(String.valueOf(id)) + " is defined twice, first in row " + first);
            } else if (id != null) {
                maker.make(id, cell.place(), cells, found);
            }
        };
    }

    private @Nullable String id(Cell cell, String titled, Problems found) {
        String id = text.of(cell).or(reason -> report(found, cell.place(), titled + ": " + reason));
        String fault = id == null ? null : Names.idFault(id);
        if (fault != null) {
            report(found, cell.place(), fault);
        }
        return id == null || fault != null ? null : DefinitionLayer.composed(id);
    }

    static void report(Problems found, CellPlace place, String message) {
        found.add(place.row(), place.column(), message);
    }
}
