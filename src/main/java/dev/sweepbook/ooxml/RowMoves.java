package dev.sweepbook.ooxml;

/**
 * Where the rows of a workbook's sheets come to stand when some are repeated. A reference follows what it pointed at; an
 * area that ended on the last repeated row ends on the last of its copies.
 */
public interface RowMoves {
    /**
     * Whether a sheet's rows move at all.
     *
     * @param sheet its name
     * @return whether references to it change
     */
    boolean concerns(String sheet);

    /**
     * Where a cell, or the first row of an area, comes to stand.
     *
     * @param sheet the sheet's name
     * @param row from 1
     * @return the row, from 1
     */
    int start(String sheet, int row);

    /**
     * Where the last row of an area comes to stand.
     *
     * @param sheet the sheet's name
     * @param row from 1
     * @return the row, from 1
     */
    int end(String sheet, int row);
}
