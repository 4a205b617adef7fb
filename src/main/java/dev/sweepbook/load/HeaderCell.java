package dev.sweepbook.load;

import dev.sweepbook.ooxml.CellPlace;
import java.util.Locale;

/**
 * The head of a column on a sheet that is read back.
 *
 * @param place where it stands
 * @param title its text without the unit
 * @param unit what stands in brackets behind the title, empty where nothing does
 * @param id the column's id as its note gives it, empty where it has none
 * @param isNoted whether it has a note
 */
record HeaderCell(CellPlace place, String title, String unit, String id, boolean isNoted) {
    /** Takes a header's text and note apart. */
    static HeaderCell of(CellPlace place, String text, String note) {
        String bare = text.strip();
        int bracket = bare.endsWith(")") ? bare.lastIndexOf(" (") : -1;
        int line = note.indexOf('\n');
        String first = line < 0 ? "" : note.substring(0, line).strip();
        return new HeaderCell(
                place,
                bracket < 0 ? bare : bare.substring(0, bracket),
                bracket < 0 ? "" : bare.substring(bracket + 2, bare.length() - 1),
                first.matches("[A-Za-z0-9_.]+") ? first : "",
                !note.isEmpty());
    }

    /** The title as the id of something would be written. */
    String titleAsId() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** The whole text, as a person sees it. */
    String text() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }
}
