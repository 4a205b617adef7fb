package dev.sweepbook.ooxml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Names in a cell's text that a report puts values in place of: {@code ${run.name}}. */
public final class Placeholders {
    private static final String OPEN = "${";

    private Placeholders() {}

    /**
     * Whether a text has any, well written or not.
     *
     * @param text of a cell
     * @return whether it has
     */
    public static boolean stand(String text) {
        return text.contains(OPEN);
    }

    /**
     * The names in a text.
     *
     * @param text of a cell
     * @return what stands between the opening brace and the next that closes, or the end of the text, in order
     */
    public static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + OPEN.length())) {
            int end = text.indexOf('}', at);
            names.add(text.substring(at + OPEN.length(), end < 0 ? text.length() : end));
        }
        return names;
    }

    /**
     * Whether a text is one placeholder and nothing else, so that its cell takes the value's own kind.
     *
     * @param text of a cell
     * @return whether it is
     */
    public static boolean isOne(String text) {
        return text.startsWith(OPEN) && text.indexOf('}') == text.length() - 1;
    }

    /**
     * A text with values in place of its names.
     *
     * @param text of a cell
     * @param value name to value
     * @return the text
     */
    public static String filled(String text, Function<String, String> value) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, from)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                break;
            }
            filled.append(text, from, at).append(value.apply(text.substring(at + OPEN.length(), end)));
            from = end + 1;
        }
        return filled.append(text.substring(from)).toString();
    }
}
