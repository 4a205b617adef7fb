package dev.sweepbook.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a form: cells of its sheet, and for what the form leaves out the value of the scenario it begins with. */
final class FormInputs implements LiveInputs {
    private final LiveBook book;
    private final String sheet;
    private final Map<String, String> cells;
    private final Map<String, Object> values;

    /**
     * The inputs of a form.
     *
     * @param book the workbook's formulas
     * @param sheet the form's sheet as references have it
     * @param cells column id to cell, such as {@code $C$12}
     * @param values column id to what the cell holds at first
     */
    FormInputs(LiveBook book, String sheet, Map<String, String> cells, Map<String, Object> values) {
        this.book = book;
        this.sheet = sheet;
        this.cells = cells;
        this.values = values;
    }

    @Override
    public String reference(String id, RowReference by) {
        String cell = cells.get(id);
        if (cell != null) {
            return sheet + "!" + cell;
        }
        Object value = value(id);
        return value instanceof Double number
                ? CellValues.text(number)
                : "\"" + value.toString().replace("\"", "\"\"") + "\"";
    }

    @Override
    public @Nullable String pattern(String id, RowReference by) {
        return null;
    }

    @Override
    public boolean isForm() {
        return true;
    }

    @Override
    public Object value(String id) {
        return values.getOrDefault(id, "");
    }

    @Override
    public String table(String name) {
        return book.models().wholeName(name);
    }
}
