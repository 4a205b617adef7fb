package dev.sweepbook.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong, out of what Spark says of it: a message that begins with counts and ends with a stack. */
final class Reasons {
    private static final Pattern FAILURE = Pattern.compile("most recent failure: [^\\n]*?\\): ([^\\n]+)");
    private static final Pattern CLASS = Pattern.compile("^(?:[a-zA-Z_$][\\w$]*\\.)+[\\w$]+: ");

    private Reasons() {}

    static String of(@Nullable Throwable thrown) {
        String message = thrown == null ? null : thrown.getMessage();
        String said = message == null ? String.valueOf(thrown) : message;
        Matcher failure = FAILURE.matcher(said);
        String line = (failure.find() ? failure.group(1) : said).lines().findFirst().orElse(said);
        Matcher name = CLASS.matcher(line);
        while (name.find()) {
            line = line.substring(name.end());
            name = CLASS.matcher(line);
        }
        return line;
    }
}
