package dev.sweepbook.scenario;

/**
 * Where the values of a model or a device come from.
 *
 * @param origin who defines it: {@code shipped catalogue}, or the file that does
 * @param source the document the values were read from, empty where the user gave none
 * @param evidence what was read there and what was recalled, empty where nothing is known
 * @param note the trap it teaches, empty where there is none
 */
public record Provenance(String origin, String source, String evidence, String note) {
    /** Nothing known beyond that somebody typed it. */
    public static final Provenance NONE = new Provenance("", "", "", "");
}
