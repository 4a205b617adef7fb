package dev.sweepbook.load;

import java.util.Locale;

/** Shows what a user wrote: what hides or steers is escaped, what is long is cut. */
public final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    /** The text between single quotes. */
    static String quoted(String text) {
        return "'" + plain(text) + "'";
    }

    /**
     * The text with what hides or steers escaped, cut where it is long.
     *
     * @param text what somebody wrote
     * @return text that is safe to print
     */
    public static String plain(String text) {
        return shown(text, MOST);
    }

    /**
     * A whole message of somebody else, of which nothing is cut.
     *
     * @param text what somebody wrote
     * @return text that is safe to print
     */
    public static String escaped(String text) {
        return shown(text, Integer.MAX_VALUE);
    }

    private static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        int taken = 0;
        int i = 0;
        while (i < text.length()) {
            if (taken++ == most) {
                return shown.append('…').toString();
            }
            int c = text.codePointAt(i);
            append(shown, c);
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (Characters.mustBeEscaped(c)) {
                    shown.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08X" : "\\u%04X", c));
                } else {
                    shown.appendCodePoint(c);
                }
            }
        }
    }

    /** A count with separators between thousands. */
    static String count(Number count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
