package dev.sweepbook.estimate;

import java.util.List;

/**
 * A step of a formula set as the formula of a cell.
 *
 * @param name what other steps read it by; the id of a column where the step comes to one that is no figure
 * @param is the formula, in the words of {@link Live}
 * @param level what it is worked out for
 * @param gives the figures it comes to
 */
public record LiveStep(String name, String is, Live.Level level, List<Figure> gives) {
    /** Copies the list. */
    public LiveStep {
        gives = List.copyOf(gives);
    }
}
