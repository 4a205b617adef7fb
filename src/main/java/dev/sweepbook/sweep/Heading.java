package dev.sweepbook.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a report is called, as the report itself says it in defined names, so that an edited report keeps it.
 *
 * @param name the run's name, empty where none is told
 * @param description free text, empty where none was given
 */
public record Heading(String name, String description) {
    private static final String NAME = "sb_name";
    private static final String DESCRIPTION = "sb_description";

    /** The longest text Excel takes as the constant of a name. */
    private static final int LONGEST = 250;

    /**
     * What a report will say.
     *
     * @param file what is asked
     * @return the heading
     */
    public static Heading of(SweepFile file) {
        return new Heading(file.name(), file.description());
    }

    /**
     * What a report says.
     *
     * @param fact the text of a defined name, empty where there is none
     * @return the heading
     */
    public static Heading read(Function<String, String> fact) {
        StringBuilder description = new StringBuilder();
        String part = fact.apply(DESCRIPTION);
        for (int number = 2; !part.isEmpty(); number++) {
            description.append(part);
            part = fact.apply(DESCRIPTION + "_" + number);
        }
        return new Heading(fact.apply(NAME), description.toString());
    }

    /**
     * The defined names that say it; a long description stands in several.
     *
     * @return name to text
     */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(NAME, name);
        int number = 1;
        for (int from = 0; from < description.length(); number++) {
            int to = Math.min(description.length(), from + LONGEST);
            boolean splits = to < description.length() && Character.isHighSurrogate(description.charAt(to - 1));
            to -= splits ? 1 : 0;
            names.put(
                    number == 1 ? DESCRIPTION : DESCRIPTION + "_" + number, printable(description.substring(from, to)));
            from = to;
        }
        return names;
    }

    /** A text without the characters that no workbook can hold. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t' && c != '\n') || c == '\ufffe' || c == '\uffff') {
                printable.setCharAt(i, ' ');
            }
        }
        return printable.toString();
    }
}
