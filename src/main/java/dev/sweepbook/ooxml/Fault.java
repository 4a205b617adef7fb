package dev.sweepbook.ooxml;

/**
 * Something in a workbook that is not taken.
 *
 * @param place the part, or the sheet and cell as in {@code Cover!B2}; empty for the whole file
 * @param reason the rule, what was found and the remedy; as found, control characters too
 */
public record Fault(String place, String reason) {
    /**
     * Place and reason.
     *
     * @return the two with a colon between
     */
    public String text() {
        return place.isEmpty() ? reason : place + ": " + reason;
    }
}
