package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The notes that cells of a sheet have. */
public final class SheetNoteTexts {
    private static final int MOST = 100_000;

    private SheetNoteTexts() {}

    /**
     * Reads the notes of a sheet.
     *
     * @param part the part
     * @param in its content, closed here
     * @return cell to text
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken or has too many
     */
    public static Map<CellPlace, String> read(String part, InputStream in) throws IOException, Refused {
        Map<CellPlace, String> notes = new HashMap<>();
        XmlReading.read(part, in, (xml, depth) -> {
            if (depth == 2 && xml.getLocalName().equals("comment")) {
                Optional<CellPlace> place = CellPlace.of(String.valueOf(xml.getAttributeValue(null, "ref")));
                String text = RichText.read(xml);
                place.ifPresent(at -> notes.put(at, text));
                if (notes.size() > MOST) {
                    throw new Refused(part, "has more notes than the limit of " + MOST);
                }
            }
        });
        return notes;
    }
}
