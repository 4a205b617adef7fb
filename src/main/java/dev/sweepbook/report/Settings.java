package dev.sweepbook.report;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns tell a row from the others: what varies within its sweep, and the sweep where there are several. */
final class Settings {
    private static final Set<String> NAMED_APART = Set.of("model", "hardware", "formulas");

    private final Map<String, List<Column>> bySweep = new HashMap<>();

    Settings(SweepFile file, List<Column> columns) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (Sweep sweep : file.sweeps()) {
            Set<String> told = ids.computeIfAbsent(sweep.name(), name -> new LinkedHashSet<>());
            Varied.of(sweep).stream().map(AxisKey::id).forEach(told::add);
            if (file.sweeps().size() > 1) {
                told.add(InputColumns.SWEEP.id());
            }
            told.removeAll(NAMED_APART);
        }
        ids.forEach((sweep, told) -> bySweep.put(
                sweep,
                columns.stream().filter(column -> told.contains(column.id())).toList()));
    }

    List<Column> of(Row row) {
        return bySweep.getOrDefault(row.sweep(), List.of());
    }
}
