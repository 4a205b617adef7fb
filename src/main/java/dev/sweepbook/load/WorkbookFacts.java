package dev.sweepbook.load;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.Limits;
import dev.sweepbook.ooxml.PackageFile;
import dev.sweepbook.ooxml.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a workbook of this program says of itself in defined names. */
public final class WorkbookFacts {
    private static final String BEGINS = "sb_";

    private WorkbookFacts() {}

    /**
     * What a file says.
     *
     * @param file a workbook
     * @return the texts of its names that begin with {@code sb_}, by name in lower case; empty where it cannot be read
     */
    public static Map<String, String> of(Path file) {
        try (PackageFile opened = PackageFile.open(file, Limits.SCENARIOS)) {
            return of(Book.open(opened));
        } catch (IOException | Refused e) {
            return Map.of();
        }
    }

    static Map<String, String> of(Book book) {
        Map<String, String> facts = new HashMap<>();
        for (Book.Name name : book.names()) {
            String id = name.name().toLowerCase(Locale.ROOT);
            if (id.startsWith(BEGINS)) {
                facts.put(id, constant(name.text()));
            }
        }
        return facts;
    }

    private static String constant(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
