package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The plain text of strings that may hold runs of formats and phonetic readings. */
public final class RichText {
    /** Characters of all shared strings together. */
    private static final long MOST_CHARACTERS = 200_000_000;

    private RichText() {}

    /**
     * Reads the shared strings of a workbook; how many there are said to be is not believed.
     *
     * @param part the part
     * @param in its content, closed here
     * @return the strings
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken or too large
     */
    public static List<String> shared(String part, InputStream in) throws IOException, Refused {
        List<String> strings = new ArrayList<>();
        long[] characters = new long[1];
        XmlReading.read(part, in, (xml, depth) -> {
            if (depth == 1 && xml.getLocalName().equals("si")) {
                String text = read(xml);
                characters[0] += text.length() + 16L;
                if (characters[0] > MOST_CHARACTERS) {
                    throw new Refused(part, "is too large: its strings are above the limit of what is read");
                }
                strings.add(text);
            }
        });
        return strings;
    }

    /** The text of the element the reader stands on, up to its end. */
    static String read(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "t" -> text.append(XmlReading.text(xml));
                    case "rPh" -> XmlReading.text(xml); // how the text is read aloud
                    default -> depth = XmlReading.deeper(depth);
                }
            }
        }
        return unescaped(text.toString());
    }

    /** {@code _x000A_} for the character of that number, as cells hold what XML cannot. */
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int code = escape(text, at);
            plain.append(code < 0 ? text.charAt(at) : (char) code);
            at += code < 0 ? 1 : 7;
        }
        return plain.toString();
    }

    private static int escape(String text, int at) {
        if (at + 7 > text.length()
                || text.charAt(at) != '_'
                || text.charAt(at + 1) != 'x'
                || text.charAt(at + 6) != '_') {
            return -1;
        }
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
