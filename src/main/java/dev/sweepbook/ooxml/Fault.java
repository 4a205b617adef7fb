package dev.sweepbook.ooxml;

/**
 * Something in a workbook that is not taken. What others wrote into it may have any length: of a long place or reason the
 * beginning and the end are kept.
 *
 * @param place the part, or the sheet and cell as in {@code Cover!B2}; empty for the whole file
 * @param reason the rule, what was found and the remedy; as found, control characters too
 */
public record Fault(String place, String reason) {
    private static final int LONGEST_PLACE = 200;
    private static final int LONGEST_REASON = 800;

    /** Cuts what is long. */
    public Fault {
        place = cut(place, LONGEST_PLACE);
        reason = cut(reason, LONGEST_REASON);
    }

    private static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return text;
        }
        int begin = text.offsetByCodePoints(0, most / 2);
        int end = text.offsetByCodePoints(text.length(), -most / 2);
        return text.substring(0, begin) + "…" + text.substring(end);
    }

    /**
     * Place and reason.
     *
     * @return the two with a colon between
     */
    public String text() {
        return place.isEmpty() ? reason : place + ": " + reason;
    }
}
