package dev.sweepbook.job;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** What came of one part of a file, as it travels back. */
public final class PartMade implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int part;
    private final SeenRows seen;
    private final EnumMap<Format, Long> bytes;

    PartMade(int part, SeenRows seen, Map<Format, Long> bytes) {
        this.part = part;
        this.seen = seen;
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
}
