package dev.sweepbook.live;

/** Names of cells. */
public final class Cells {
    private Cells() {}

    /**
     * The letters of a column.
     *
     * @param column its place, from 0
     * @return {@code A}, {@code B}, …, {@code AA}
     */
    public static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
