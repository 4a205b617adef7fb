package dev.sweepbook.job;

import dev.sweepbook.load.ShardManifest;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a file come from.
 *
 * @param cursor walks them
 * @param range which of them
 * @param threads how many threads walk
 * @param finished finished files that hold them, by format, in the order of their rows; none where they are worked out
 * @param elsewhere the rows that an engine works out, or null where none does
 */
record RowSource(
        RowCursor cursor,
        IndexRange range,
        int threads,
        Map<Format, List<Path>> finished,
        @Nullable EngineRows elsewhere) {
    /** Rows the run works out itself. */
    static RowSource walked(RowCursor cursor, IndexRange range, int threads) {
        return new RowSource(cursor, range, threads, Map.of(), null);
    }

    /** The same rows, worked out by an engine. */
    RowSource workedOut(EngineRows engine) {
        return new RowSource(cursor, range, threads, Map.of(), engine);
    }

    /** Whether the rows are gone over here for a format. */
    boolean isWalked(Format format) {
        return elsewhere == null && !finished.containsKey(format);
    }

    /** Finished files of a format; waits for those that an engine makes. */
    Optional<List<Path>> finished(Format format) throws IOException {
        if (elsewhere != null) {
            elsewhere.await();
            return Optional.of(elsewhere.files(format));
        }
        return Optional.ofNullable(finished.get(format));
    }

    /** Rows that the shards say they have. */
    static long scenarios(List<ShardManifest> shards) {
        return shards.stream().mapToLong(ShardManifest::scenarios).sum();
    }
}
