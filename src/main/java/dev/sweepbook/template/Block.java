package dev.sweepbook.template;

import dev.sweepbook.report.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a template's sheet in whose place the lines of a report come.
 *
 * @param sheet name of the sheet they stand on
 * @param lines the sheet of the report whose lines they are; null for a line a scenario
 * @param firstRow the row that shows how a line looks, from 1
 * @param lastRow the last row of the template that is replaced
 * @param height of a row as its attributes say it, empty where the reader may choose
 * @param cells what stands in a line, from left to right
 */
public record Block(
        String sheet, @Nullable Sheet lines, int firstRow, int lastRow, String height, List<BlockCell> cells) {
    /** Copies the list. */
    public Block {
        cells = List.copyOf(cells);
    }

    /**
     * A cell of a line. It takes the column that its own placeholder names, else the one its header names; where there is
     * none it is repeated as it is, its formula moved along.
     *
     * @param column from 1
     * @param style place of its style in the template
     * @param header text of the table's header above, empty where there is none
     * @param own text, number or truth, or null
     * @param formula without the equals sign, or null
     */
    public record BlockCell(
            int column,
            int style,
            String header,
            @Nullable Object own,
            @Nullable String formula) {}

    /** Rows it takes in the template. */
    int rows() {
        return lastRow - firstRow + 1;
    }

    /** Whether two blocks have a row in common. */
    boolean meets(Block other) {
        return sheet.equals(other.sheet) && firstRow <= other.lastRow && other.firstRow <= lastRow;
    }
}
