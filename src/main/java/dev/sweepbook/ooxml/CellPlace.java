package dev.sweepbook.ooxml;

import java.util.Optional;

/**
 * A cell of a sheet.
 *
 * @param row from 1
 * @param column from 1
 */
public record CellPlace(int row, int column) {
    /** Rows of a sheet. */
    public static final int MOST_ROWS = 1_048_576;

    /** Columns of a sheet. */
    public static final int MOST_COLUMNS = 16_384;

    /** Checks the range. */
    public CellPlace {
        if (row < 1 || row > MOST_ROWS || column < 1 || column > MOST_COLUMNS) {
            throw new IllegalArgumentException("no cell of a sheet: row " + row + ", column " + column);
        }
    }

    /**
     * Reads a reference such as {@code F12} or {@code $F$12}.
     *
     * @param text the reference
     * @return the cell, or nothing where the text names none a sheet has
     */
    public static Optional<CellPlace> of(String text) {
        int at = text.startsWith("$") ? 1 : 0;
        int column = 0;
        int letters = 0;
        while (at < text.length() && isLetter(text.charAt(at)) && letters < 4) {
            column = column * 26 + (text.charAt(at) & ~0x20) - 'A' + 1;
            at++;
            letters++;
        }
        at += at < text.length() && text.charAt(at) == '$' ? 1 : 0;
        int digits = text.length() - at;
        boolean good = letters > 0 && letters < 4 && column <= MOST_COLUMNS && digits > 0 && digits < 8;
        int row = 0;
        for (int i = at; good && i < text.length(); i++) {
            char c = text.charAt(i);
            good = c >= '0' && c <= '9' && (i > at || c != '0');
            row = row * 10 + c - '0';
        }
        return good && row >= 1 && row <= MOST_ROWS ? Optional.of(new CellPlace(row, column)) : Optional.empty();
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /**
     * The name of a column.
     *
     * @param column from 1
     * @return its letters
     */
    public static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /**
     * The number of a column.
     *
     * @param letters its letters, in any case
     * @return from 1
     */
    public static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = column * 26 + (letters.charAt(i) & ~0x20) - 'A' + 1;
        }
        return column;
    }

    /** The reference, as in {@code F12}. */
    @Override
    public String toString() {
        return letters(column) + row;
    }
}
