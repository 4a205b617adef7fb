package dev.sweepbook.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts decoded text into records of fields. Our own rather than commons-csv's reader, which tells neither where a field
 * stands nor where a quote was opened, and keeps a field of any length in memory.
 */
final class CsvRecords {
    static final int MOST_COLUMNS = 1_024;
    static final int MOST_CHARACTERS = 32_767;
    private static final int END = -1;

    private final DecodedText text;
    private final char separator;
    private final StringBuilder field = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private Place[] places = new Place[16];
    private int line;
    private boolean afterReturn;

    CsvRecords(DecodedText text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** Reads the next record; false at the end. */
    boolean next() throws IOException, Unreadable {
        fields.clear();
        int c = take();
        if (afterReturn && c == '\n') {
            c = take();
        }
        afterReturn = false;
        if (c == END) {
            return false;
        }
        line = text.place().line();
        while (true) {
            int ended = field(c);
            if (ended != separator) {
                afterReturn = ended == '\r';
                return true;
            }
            c = take();
        }
    }

    /** The fields of the record. */
    List<String> fields() {
        return fields;
    }

    /** The physical line the record begins on. */
    int line() {
        return line;
    }

    /** Where a field of the record begins. */
    Place place(int index) {
        return index < fields.size() ? places[index] : new Place(line, 0);
    }

    private int take() throws IOException, Unreadable {
        int c = text.read();
        if (c >= 0 && Characters.isControl(c) && !Character.isSurrogate((char) c)) {
            throw new Unreadable(
                    text.place(), "the file must not hold control characters, holds " + Characters.named(c));
        }
        return c;
    }

    /** Reads one field that begins with a character, and gives the character that ended it. */
    private int field(int first) throws IOException, Unreadable {
        if (fields.size() == MOST_COLUMNS) {
            throw new Unreadable(
                    new Place(line, 0),
                    "a record has at most " + Shown.count(MOST_COLUMNS) + " columns, this has more");
        }
        if (places.length == fields.size()) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[fields.size()] = text.place();
        field.setLength(0);
        int c = first;
        while (c == ' ') {
            append(c); // counted, so that a line of blanks is not read for ever
            c = take();
        }
        field.setLength(0);
        if (c == '"') {
            places[fields.size()] = text.place();
            return quoted(text.place());
        }
        while (!endsField(c)) {
            append(c);
            c = take();
        }
        fields.add(withoutBlanksAtTheEnd());
        return c;
    }

    private String withoutBlanksAtTheEnd() {
        int end = field.length();
        while (end > 0 && field.charAt(end - 1) == ' ') {
            end--;
        }
        return field.substring(0, end);
    }

    private int quoted(Place opened) throws IOException, Unreadable {
        while (true) {
            int c = take();
            if (c == END) {
                throw new Unreadable(opened, "the quote opened here is never closed");
            } else if (c != '"') {
                if (field.length() == MOST_CHARACTERS) {
                    throw new Unreadable(
                            opened,
                            "a field is at most " + Shown.count(MOST_CHARACTERS)
                                    + " characters long; the quote opened here is not closed by then");
                }
                field.append((char) c);
            } else {
                c = take();
                if (c != '"') {
                    return afterQuote(c);
                }
                field.append('"');
            }
        }
    }

    private int afterQuote(int first) throws IOException, Unreadable {
        int c = first;
        while (c == ' ') {
            c = take();
        }
        if (!endsField(c)) {
            throw new Unreadable(
                    text.place(),
                    "after a closing quote comes a separator or the end of the line, found "
                            + Shown.quoted(Character.toString(c)) + "; a quote inside a field is written twice");
        }
        fields.add(field.toString());
        return c;
    }

    private boolean endsField(int c) {
        return c == separator || c == '\n' || c == '\r' || c == END;
    }

    private void append(int c) throws Unreadable {
        if (field.length() == MOST_CHARACTERS) {
            throw new Unreadable(
                    text.place(),
                    "a field is at most " + Shown.count(MOST_CHARACTERS) + " characters long, this is longer");
        }
        field.append((char) c);
    }
}
