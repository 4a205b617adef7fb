package dev.sweepbook.load;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file: all are counted, the first are kept. */
public final class Problems {
    private static final int KEPT = 50;

    private final String file;
    private final List<Problem> first = new ArrayList<>();
    private long count;

    /**
     * No problem yet.
     *
     * @param file the file as the user named it
     */
    public Problems(String file) {
        this.file = file;
    }

    /**
     * Adds a problem.
     *
     * @param line physical line, from 1; 0 for the whole file
     * @param column column, from 1; 0 for the whole line
     * @param message field, rule, value found, remedy
     */
    public void add(int line, int column, String message) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Problem(file, line, column, message));
        }
    }

    /**
     * The problems kept.
     *
     * @return at most 50, in the order found
     */
    public List<Problem> first() {
        return List.copyOf(first);
    }

    /**
     * How many there are.
     *
     * @return the exact count
     */
    public long count() {
        return count;
    }

    /**
     * Whether there is none.
     *
     * @return whether the file is good
     */
    public boolean isEmpty() {
        return count == 0;
    }
}
