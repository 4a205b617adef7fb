package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;

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
    public String reference(String id, boolean fixed) {
        String letters = book.scenarioLetters(id);
        if (letters != null) {
            return Sheet.SCENARIOS.title() + "!" + letters + (fixed ? "$" : "") + row;
        }
        Object value = value(id);
        if (value instanceof Double number) {
            return CellValues.text(number);
        }
        return "\"" + value.toString().replace("\"", "\"\"") + "\"";
    }

    @Override
    public Object value(String id) {
        int place = book.place(id);
        if (place < 0 || cells.isInherited(place)) {
            return "";
        }
        Column column = book.columns().get(place);
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
        for (Column column : book.columns()) {
            if (column.id().startsWith("model.")) {
                key.append('/').append(CellValues.text(value(column.id())));
            }
        }
        return key.toString();
    }
}
