package dev.sweepbook.load;

import java.io.IOException;
import java.util.Locale;

/**
 * What separates the fields of a CSV file.
 *
 * @param separator the character
 * @param declared whether a line {@code sep=} says so
 */
record CsvDialect(char separator, boolean declared) {
    private static final String SEPARATORS = ",;\t";

    /** Finds the separator from the first line, and takes a {@code sep=} line off the text. */
    static CsvDialect of(DecodedText text) throws IOException, Unreadable {
        String first = text.restOfLine();
        if (!first.toLowerCase(Locale.ROOT).startsWith("sep=")) {
            return new CsvDialect(mostFrequent(first), false);
        }
        String rest = first.substring("sep=".length());
        if (rest.length() != 1 || SEPARATORS.indexOf(rest.charAt(0)) < 0) {
            throw new Unreadable(
                    new Place(1, 5),
                    "the separator must be a comma, a semicolon or a tab, sep= gives " + Shown.quoted(rest));
        }
        for (int i = 0; i < first.length(); i++) {
            text.read();
        }
        return new CsvDialect(rest.charAt(0), true);
    }

    private static char mostFrequent(String header) {
        char found = ',';
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char separator = SEPARATORS.charAt(i);
            long count = header.chars().filter(c -> c == separator).count();
            if (count > most) {
                most = count;
                found = separator;
            }
        }
        return found;
    }

    String named() {
        return switch (separator) {
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "comma";
        };
    }
}
