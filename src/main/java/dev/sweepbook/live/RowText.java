package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/** A formula as it reads in any row: its text but for the row's number. */
final class RowText {
    /** Stands where the row's number comes; a sign that no workbook can hold. */
    static final String ROW = "\u0001";

    /** Stands before what only this row holds, as an input that has no cell. */
    static final String OWN = "\u0002";

    private static final java.util.regex.Pattern OTHER_ROW =
            java.util.regex.Pattern.compile("(?<![A-Za-z_.0-9])[A-Z]{1,3}\\$?[0-9]");

    private final String pattern;
    private final boolean isShared;

    private RowText(String text) {
        this.pattern = text;
        this.isShared = text.contains(ROW) && text.indexOf('!') < 0;
    }

    /**
     * A formula of one row as it reads in any.
     *
     * @param text with {@link #ROW} in place of the row's own number
     * @return the formula of any row, or null where it reads another row too, or holds what only this one does
     */
    static @Nullable RowText of(String text) {
        return text.contains(OWN) || readsAnotherRow(text) ? null : new RowText(text);
    }

    /** A formula that reads other rows of other sheets by the row's own number alone. */
    static RowText whole(String text) {
        return new RowText(text);
    }

    /** Whether a text with {@link #ROW}, or whatever sign, for the row's own number reads another row too. */
    static boolean readsAnotherRow(String text) {
        return OTHER_ROW.matcher(text).find();
    }

    /** A formula of one row, with {@link #ROW} and {@link #OWN}, as it reads there. */
    static String in(String text, int row) {
        return text.replace(ROW, Integer.toString(row)).replace(OWN, "");
    }

    /** Whether rows can share it: it reads its own row and names alone. Excel shares no formula that names another sheet. */
    boolean isShared() {
        return isShared;
    }

    /** The text with {@link #ROW} in place of the row's number. */
    String pattern() {
        return pattern;
    }

    /** The text in a row. */
    String in(int row) {
        return pattern.replace(ROW, Integer.toString(row));
    }
}
