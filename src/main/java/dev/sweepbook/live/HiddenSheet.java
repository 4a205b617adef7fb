package dev.sweepbook.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hidden sheet, or some of its rows.
 *
 * @param name on the tab
 * @param row the first of the rows, counted from 1; 0 for the one after those written
 * @param heads of its columns
 * @param rows the cells, null where empty
 */
public record HiddenSheet(String name, int row, List<String> heads, List<? extends List<@Nullable LiveCell>> rows) {
    /** Copies the lists. */
    public HiddenSheet {
        heads = List.copyOf(heads);
        rows = List.copyOf(new ArrayList<>(rows));
    }
}
