package dev.sweepbook.ooxml;

/**
 * How much of a workbook is read. Files are hostile until they are read, so every limit is kept before memory is taken.
 *
 * @param fileBytes largest file (B)
 * @param entries most entries of the archive
 * @param partBytes largest part once inflated (B)
 * @param allBytes all parts together once inflated (B)
 */
public record Limits(long fileBytes, int entries, long partBytes, long allBytes) {
    /** A template: a form, not data. */
    public static final Limits TEMPLATE = new Limits(32L << 20, 1_000, 24L << 20, 48L << 20);

    /** A workbook with the rows of a large sweep, read as a stream. */
    public static final Limits SCENARIOS = new Limits(2L << 30, 1_000, 4L << 30, 16L << 30);

    /** A part that inflates further than this, and to more than {@link #RATIO_FROM_BYTES}, is a bomb. */
    static final int RATIO = 200;

    static final long RATIO_FROM_BYTES = 1 << 20;
}
