package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/** Where the inputs of one estimate stand: a row of the sheet of scenarios, or the cells of a form. */
interface LiveInputs {
    /**
     * A reference to an input's cell.
     *
     * @param id of the input's column
     * @param by how the formula finds the row
     * @return the reference; where no cell holds the input, the value itself as a formula writes it
     */
    String reference(String id, RowReference by);

    /**
     * A reference as it reads in any row.
     *
     * @param id of the input's column
     * @param by how the formula finds the row
     * @return the reference with {@link RowText#ROW} for the row, or null where no cell of the row holds the input
     */
    @Nullable
    String pattern(String id, RowReference by);

    /**
     * The value in the cell.
     *
     * @param id of the input's column
     * @return a {@link Double} in the unit of the cell, or a {@link String}, empty where the cell is blank
     */
    Object value(String id);

    /**
     * Whether the inputs are those of a form, which has one row of its own.
     *
     * @return whether they are
     */
    default boolean isForm() {
        return false;
    }

    /**
     * What a formula calls a column of a table of models.
     *
     * @param name as the formula's text has it
     * @return the name of the rows that the formula may need
     */
    default String table(String name) {
        return name;
    }
}
