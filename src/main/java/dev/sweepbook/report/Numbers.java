package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.List;

/** The numbers of some scenarios: all are counted, the first are kept. */
final class Numbers {
    private static final int KEPT = 8;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(long number) {
        count++;
        if (first.size() < KEPT) {
            first.add(Words.count(number));
        }
    }

    long count() {
        return count;
    }

    /** Semicolons, since a number may hold commas. */
    String text() {
        return String.join("; ", first) + (count > first.size() ? "; …" : "");
    }
}
