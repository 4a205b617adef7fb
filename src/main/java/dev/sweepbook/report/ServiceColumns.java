package dev.sweepbook.report;

import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The columns that say what the service promises, where a file promises anything. */
final class ServiceColumns {
    private ServiceColumns() {}

    static List<Column> of(SweepFile file) {
        List<Column> columns = new ArrayList<>();
        add(columns, file, "slo.ttft", "SLO TTFT", "Longest time to the first token, unqueued", Slo::ttftSeconds);
        add(columns, file, "slo.tpot", "SLO TPOT", "Longest time per output token", Slo::tpotSeconds);
        return columns;
    }

    private static void add(
            List<Column> columns,
            SweepFile file,
            String id,
            String title,
            String description,
            ToDoubleFunction<Slo> seconds) {
        boolean asked =
                file.sweeps().stream().map(Sweep::slo).anyMatch(slo -> !Double.isNaN(seconds.applyAsDouble(slo)));
        if (asked) {
            columns.add(new Column(
                    id,
                    title,
                    Unit.MILLISECONDS,
                    List.of(Sheet.SCENARIOS),
                    description + " that the service promises",
                    new Column.Measure(
                            row -> seconds.applyAsDouble(row.serviceLevel().slo()))));
        }
    }
}
