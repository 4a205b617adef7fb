package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/** The cells of the scenario being written, by place of the column among the workbook's. */
public interface ShownCells {
    /**
     * A number as it is shown.
     *
     * @param column place of the column
     * @return the number, NaN where the cell is empty
     */
    double number(int column);

    /**
     * Text as it is shown.
     *
     * @param column place of the column
     * @return the text, null where the cell is empty
     */
    @Nullable
    String text(int column);

    /**
     * A truth as it is shown.
     *
     * @param column place of the column
     * @return the truth, null where the cell is empty
     */
    @Nullable
    Boolean flag(int column);

    /**
     * Whether the scenario leaves what the column shows to its device, so that its own cell is empty.
     *
     * @param column place of the column
     * @return whether it does
     */
    boolean isInherited(int column);
}
