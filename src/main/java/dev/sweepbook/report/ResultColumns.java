package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.text;
import static dev.sweepbook.report.Sheet.SCENARIOS;

import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that say what a scenario comes to, in the contract's order. */
final class ResultColumns {
    private static final List<Column> VERDICT = List.of(
            text(
                    "status",
                    "Status",
                    SCENARIOS,
                    "ok, or why the scenario is not",
                    row -> row.estimate().status()),
            text(
                    "notes",
                    "Notes",
                    SCENARIOS,
                    "What to know of the figures, and why cells are empty",
                    ResultColumns::notes));

    static final List<Column> ALL = Stream.of(
                    VERDICT,
                    CapacityColumns.ALL,
                    TimeColumns.ALL,
                    ThresholdColumns.ALL,
                    CostColumns.ALL,
                    ExtraColumns.ALL)
            .flatMap(List::stream)
            .toList();

    private ResultColumns() {}

    static boolean isResult(Column column) {
        return ALL.stream().anyMatch(one -> one.id().equals(column.id())); // whatever sheets a file shows it on
    }

    /** Whether the column shows a figure of the estimate, as opposed to a verdict on figures. */
    static boolean isFigure(Column column) {
        return isResult(column)
                && column.value() instanceof Column.Measure
                && !column.id().equals(ExtraColumns.SLO_BATCH_SIZE.id())
                && !BandColumns.ALL.contains(column);
    }

    /** Whether the column is a verdict on figures, so that its description is its rule. */
    static boolean isRule(Column column) {
        return isResult(column)
                && !isFigure(column)
                && !column.id().equals("notes")
                && !column.id().equals("status");
    }

    private static @Nullable String notes(Row row) {
        List<String> notes = new ArrayList<>(row.estimate().notes());
        notes.addAll(Gaps.notes(row));
        return notes.isEmpty() ? null : String.join("; ", notes);
    }
}
