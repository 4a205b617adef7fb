package dev.sweepbook.write;

import dev.sweepbook.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for a sheet of its own.
 *
 * @param name on the tab
 * @param heads of its columns
 * @param lines the cells: {@link String}, {@link Double} in the shown unit, or null where empty
 */
public record NamedTable(String name, List<Table.Head> heads, List<List<@Nullable Object>> lines) {
    /** Copies the lists. */
    public NamedTable {
        heads = List.copyOf(heads);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        lines.forEach(line -> copies.add(Collections.unmodifiableList(new ArrayList<>(line))));
        lines = List.copyOf(copies);
    }
}
