package dev.sweepbook.load;

import dev.sweepbook.ooxml.CellPlace;
import java.util.ArrayList;
import java.util.Comparator;
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
        add(new Problem(file, line, column, message));
    }

    void add(Place place, String message) {
        add(place.line(), place.column(), message);
    }

    private void add(Problem problem) {
        if (first.contains(problem)) {
            return; // found again through a block that inherits it
        }
        count++;
        if (keeps()) {
            first.add(problem);
        }
    }

    /** Adds the problems of another file, a catalogue this one uses. */
    void addAll(Problems other) {
        count += other.count - other.first.size();
        other.first.forEach(this::add);
    }

    /** Adds what is wrong with this file to the problems of one that names it, at the place of the name. */
    void addTo(Problems other, Place place, String field) {
        other.count += count - first.size();
        String head = field.isEmpty() ? "" : field + ": ";
        first.forEach(problem -> other.add(place, head + Shown.escaped(file) + ": " + problem.message()));
    }

    /** Adds the problems of one sheet of a workbook, whose lines and columns are those of cells. */
    void addAllOfSheet(Problems other, String sheet) {
        count += other.count - other.first.size();
        for (Problem problem : other.first) {
            String cell = problem.line() < 1 || problem.column() < 1
                    ? sheet
                    : sheet + "!" + new CellPlace(problem.line(), problem.column());
            add(new Problem(file, 0, 0, cell + ": " + problem.message()));
        }
    }

    /** Adds a problem that is kept whatever was found before it, in place of the one kept last. */
    void addKept(Place place, String message) {
        if (!keeps()) {
            first.remove(first.size() - 1);
        }
        add(place, message);
    }

    /** Whether the next problem would be kept; where not, its message need not be worked out. */
    boolean keeps() {
        return first.size() < KEPT;
    }

    /**
     * The problems kept.
     *
     * @return the first 50 found, in the order of their lines; those of other files last
     */
    public List<Problem> first() {
        List<Problem> sorted = new ArrayList<>(first);
        sorted.sort(Comparator.comparing((Problem problem) -> !problem.file().equals(file))
                .thenComparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        return List.copyOf(sorted);
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
