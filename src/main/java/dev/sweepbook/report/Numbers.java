package dev.sweepbook.report;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The numbers of some scenarios: all are counted, the first are kept. */
final class Numbers implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 8;

    private final long[] first = new long[KEPT];
    private long count;

    void add(long number) {
        if (count < KEPT) {
            first[(int) count] = number;
        }
        count++;
    }

    /** Adds others, of which the lowest number may be lower than one of these. */
    void add(Numbers others) {
        long[] both = new long[kept() + others.kept()];
        System.arraycopy(first, 0, both, 0, kept());
        System.arraycopy(others.first, 0, both, kept(), others.kept());
        Arrays.sort(both);
        System.arraycopy(both, 0, first, 0, Math.min(KEPT, both.length));
        count += others.count;
    }

    private int kept() {
        return (int) Math.min(KEPT, count);
    }

    long count() {
        return count;
    }

    /** Semicolons, since a number may hold commas. */
    String text() {
        return Arrays.stream(first, 0, kept()).mapToObj(Words::count).collect(Collectors.joining("; "))
                + (count > KEPT ? "; …" : "");
    }
}
