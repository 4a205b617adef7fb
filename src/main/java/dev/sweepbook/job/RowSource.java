package dev.sweepbook.job;

import dev.sweepbook.load.ShardManifest;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
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
 * @param seen what was seen of the rows of the finished files, or null where they are to be walked for it
 */
record RowSource(
        RowCursor cursor,
        IndexRange range,
        int threads,
        Map<Format, List<Path>> finished,
        @Nullable SeenRows seen) {
    /** Rows the run works out itself. */
    static RowSource walked(RowCursor cursor, IndexRange range, int threads) {
        return new RowSource(cursor, range, threads, Map.of(), null);
    }

    Optional<List<Path>> finished(Format format) {
        return Optional.ofNullable(finished.get(format));
    }

    /** Rows that the shards say they have. */
    static long scenarios(List<ShardManifest> shards) {
        return shards.stream().mapToLong(ShardManifest::scenarios).sum();
    }
}
