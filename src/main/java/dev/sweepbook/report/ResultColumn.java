package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the columns that say what a scenario comes to. */
final class ResultColumn {
    private ResultColumn() {}

    static Column figure(Figure figure, String title, Unit unit, Sheet sheet, String description) {
        return figure(figure, title, unit, List.of(sheet), description);
    }

    static Column figure(Figure figure, String title, Unit unit, List<Sheet> sheets, String description) {
        Column.Value value = new Column.Measure(row -> row.estimate().get(figure));
        return new Column(figure.id(), title, unit, sheets, description, value);
    }

    static Column text(String id, String title, Sheet sheet, String description, Function<Row, @Nullable String> of) {
        return new Column(id, title, Unit.TEXT, List.of(sheet), description, new Column.Text(of));
    }

    static Column flag(
            String id, String title, List<Sheet> sheets, String description, Function<Row, @Nullable Boolean> of) {
        return new Column(id, title, Unit.NONE, sheets, description, new Column.Flag(of));
    }
}
