package dev.sweepbook.job;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON: two blanks a level, keys in the order given, line feeds. */
public final class JsonText {
    private static final double EXACT_LONG = 1L << 53;

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * The JSON of a value.
     *
     * @param value a {@link Map} with text keys, a {@link List}, a {@link String}, a {@link Number}, a {@link Boolean}
     *     or null; a number that is not finite becomes null
     * @return the text, with a line feed at the end
     */
    public static String of(@Nullable Object value) {
        JsonText json = new JsonText();
        json.value(value, "\n");
        return json.text.append('\n').toString();
    }

    private void value(@Nullable Object value, String lineStart) {
        if (value instanceof Map<?, ?> map) {
            block('{', '}', map.entrySet().iterator(), lineStart);
        } else if (value instanceof List<?> list) {
            block('[', ']', list.iterator(), lineStart);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            quoted(String.valueOf(entry.getKey()));
            text.append(": ");
            value(entry.getValue(), lineStart);
        } else if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else {
            quoted(value.toString());
        }
    }

    private void block(char open, char close, Iterator<?> items, String lineStart) {
        text.append(open);
        if (items.hasNext()) {
            String inner = lineStart + "  ";
            while (items.hasNext()) {
                text.append(inner);
                value(items.next(), inner);
                text.append(items.hasNext() ? "," : "");
            }
            text.append(lineStart);
        }
        text.append(close);
    }

    private void number(double value) {
        if (!Double.isFinite(value)) {
            text.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) <= EXACT_LONG) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (isVisible(value, i)) {
                        text.append(c);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        text.append('"');
    }

    /** Halves of a pair stay together; control characters, marks that steer the line and lone halves are escaped. */
    private static boolean isVisible(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
        } else if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
