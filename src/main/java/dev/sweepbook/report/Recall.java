package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds rows again by their numbers, which is all that is kept of a row that leads. Each is estimated once more. */
final class Recall {
    private final SweepFile file;
    private final Settings settings;
    private final Map<Long, Winner> known = new HashMap<>();
    private @Nullable RowCursor cursor;

    Recall(SweepFile file, Settings settings) {
        this.file = file;
        this.settings = settings;
    }

    /** The row of a number that a row had. */
    Winner winner(long number) {
        Winner winner = known.get(number);
        if (winner == null) {
            Row row = row(number);
            winner = Winner.of(row, settings.of(row));
            known.put(number, winner);
        }
        return winner;
    }

    private Row row(long number) {
        RowCursor walk = cursor;
        if (walk == null) {
            walk = new RowCursor(file.withoutExclusions()); // whoever had the number was not excluded
            cursor = walk;
        }
        return walk.row(number).orElseThrow(() -> new IllegalStateException("no scenario has the number " + number));
    }
}
