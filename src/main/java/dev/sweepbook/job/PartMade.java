package dev.sweepbook.job;

import dev.sweepbook.report.Overview;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of one part of a file, as it travels back. */
public final class PartMade implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int part;
    private final SeenRows seen;
    private final EnumMap<Format, Long> bytes;

    private final @Nullable Overview overview;

    PartMade(int part, SeenRows seen, Map<Format, Long> bytes, @Nullable Overview overview) {
        this.part = part;
        this.seen = seen;
        this.overview = overview;
        this.bytes = new EnumMap<>(Format.class);
        this.bytes.putAll(bytes);
    }

    /** Which part, from 1. */
    int part() {
        return part;
    }

    SeenRows seen() {
        return seen;
    }

    /** Size of the part's file in each format it was written in. */
    Map<Format, Long> bytes() {
        return bytes;
    }

    /** What a workbook says of the rows, null where none asks. */
    @Nullable
    Overview overview() {
        return overview;
    }

    /** The same without what need not be kept once it was added. */
    PartMade withoutOverview() {
        return new PartMade(part, seen, bytes, null);
    }
}
