package dev.sweepbook.books;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.SheetColumns;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The cells of a report's per-scenario sheets, worked out once more and put into whatever takes them. */
final class Cells {
    private final SweepFile file;
    private final List<Column> columns;
    private final List<Sheet> sheets;
    private final double[] asked;
    private final double[] shown;

    /** The sheets of some titles: those the report turned out to have. */
    Cells(Path scenarios, List<String> titles) {
        Path whole = scenarios.toAbsolutePath();
        file = Objects.requireNonNull(new ScenarioFiles(Catalog.shipped(), List.of(), Long.MAX_VALUE)
                .read(whole.getParent(), whole)
                .sweep());
        columns = Columns.of(file);
        sheets = Sheet.perScenario().stream()
                .filter(sheet -> titles.contains(sheet.title()))
                .toList();
        asked = new double[columns.size()];
        shown = new double[columns.size()];
    }

    /** Takes cells in the order of rows, and in a row in that of columns. */
    interface Target {
        void row(int sheet) throws IOException;

        /** A cell: a number, a truth, text, or null for an empty one. */
        void cell(int sheet, int column, Object value) throws IOException;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    List<String> headers(int sheet) {
        List<String> headers = new ArrayList<>();
        for (int column : SheetColumns.of(sheets.get(sheet), columns)) {
            headers.add(columns.get(column).header());
        }
        return headers;
    }

    /** All sheets at once, or one of them. */
    void putInto(Target target, int... chosen) throws IOException {
        int[][] places = new int[sheets.size()][];
        for (int sheet : chosen) {
            places[sheet] = SheetColumns.of(sheets.get(sheet), columns);
        }
        new RowCursor(file).forEach(row -> {
            for (int sheet : chosen) {
                target.row(sheet);
                for (int at = 0; at < places[sheet].length; at++) {
                    target.cell(sheet, at, value(sheets.get(sheet), places[sheet][at], row));
                }
            }
        });
    }

    private Object value(Sheet sheet, int place, Row row) {
        Column column = columns.get(place);
        if (column.value() instanceof Column.Text text) {
            return text.of().apply(row);
        } else if (column.value() instanceof Column.Flag flag) {
            return flag.of().apply(row);
        } else if (sheet == Sheet.SCENARIOS
                && Columns.isDevicePrice(column)
                && Double.isNaN(row.scenario().economics().pricePerDeviceHour())) {
            return null;
        }
        double base = ((Column.Measure) column.value()).of().applyAsDouble(row);
        if (!Columns.isAsked(column)) {
            return finite(column.unit().shown(base));
        } else if (base != asked[place]) {
            asked[place] = base;
            shown[place] = column.unit().given(base);
        }
        return finite(shown[place]);
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
