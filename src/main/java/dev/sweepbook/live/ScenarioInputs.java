package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;
import org.jspecify.annotations.Nullable;

/** The inputs of a scenario: its row on the sheet of scenarios. */
final class ScenarioInputs implements LiveInputs {
    private final LiveBook book;
    private final ShownCells cells;
    private final int row;

    ScenarioInputs(LiveBook book, ShownCells cells, int row) {
        this.book = book;
        this.cells = cells;
        this.row = row;
    }

    @Override
    public String reference(String id, RowReference by) {
        String pattern = pattern(id, by);
        if (pattern != null) {
            return pattern.replace(RowText.ROW, Integer.toString(row));
        }
        Object value = value(id);
        if (value instanceof Double number) {
            return CellValues.text(number);
        }
        return "\"" + value.toString().replace("\"", "\"\"") + "\"";
    }

    @Override
    public @Nullable String pattern(String id, RowReference by) {
        String letters = book.columns().letters(id);
        if (letters == null) {
            return null;
        } else if (by == RowReference.BY_NUMBER) {
            return book.byNumber().input(id);
        }
        return Sheet.SCENARIOS.title() + "!" + letters + (by == RowReference.FIXED ? "$" : "") + RowText.ROW;
    }

    @Override
    public Object value(String id) {
        return value(book.columns().place(id));
    }

    /** The value in the cell of a column of the workbook. */
    Object value(int place) {
        if (place < 0 || cells.isInherited(place)) {
            return "";
        }
        Column column = book.columns().all().get(place);
        if (column.value() instanceof Column.Measure) {
            double number = cells.number(place);
            return Double.isNaN(number) || Double.isInfinite(number) ? (Object) "" : (Object) number;
        }
        String text = cells.text(place);
        return text == null ? "" : text;
    }

    /** What tells the scenario's model apart from others. */
    String modelKey() {
        StringBuilder key = new StringBuilder(CellValues.text(value("model")));
        for (int place : book.columns().modelFields()) {
            key.append('/').append(CellValues.text(value(place)));
        }
        return key.toString();
    }
}
