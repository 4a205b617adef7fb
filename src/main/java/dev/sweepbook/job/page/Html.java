package dev.sweepbook.job.page;

import dev.sweepbook.load.Shown;
import java.nio.charset.StandardCharsets;

/** Text and links as HTML. Whatever users wrote passes through here. */
final class Html {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private Html() {}

    /** Text for elements and attributes; what steers a line or cannot be seen is shown escaped. */
    static String text(String plain) {
        StringBuilder html = new StringBuilder();
        Shown.escaped(plain).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(c);
            }
        });
        return html.toString();
    }

    /** A path below the page. {@code ./} keeps a name like {@code javascript:x} a path. */
    static String address(String path) {
        StringBuilder address = new StringBuilder("./");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (PLAIN.indexOf(c) >= 0) {
                address.append(c);
            } else {
                address.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return address.toString();
    }
}
