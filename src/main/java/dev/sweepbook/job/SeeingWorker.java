package dev.sweepbook.job;

import dev.sweepbook.sweep.Row;
import dev.sweepbook.write.ChunkedRows;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes the rows of a chunk and keeps what was seen of them until the chunk is appended. */
final class SeeingWorker implements ChunkWalk.Worker {
    private final ChunkedRows.@Nullable Encoder encoder;
    private final @Nullable Seen all;
    private @Nullable Seen seen;

    /** Encodes where there is an encoder, and tells {@code all} where it is given. */
    SeeingWorker(ChunkedRows.@Nullable Encoder encoder, @Nullable Seen all) {
        this.encoder = encoder;
        this.all = all;
        this.seen = all == null ? null : all.another();
    }

    @Override
    public void begin(long rowsBefore) {
        if (encoder != null) {
            encoder.begin(rowsBefore);
        }
    }

    @Override
    public void row(Row row) throws IOException {
        if (encoder != null) {
            encoder.row(row);
        }
        if (seen != null) {
            seen.accept(row);
        }
    }

    @Override
    public ChunkedRows.Chunk chunk() throws IOException {
        ChunkedRows.Chunk encoded = encoder == null ? () -> {} : encoder.chunk();
        Seen before = seen;
        if (all == null || before == null) {
            return encoded;
        }
        seen = all.another();
        return () -> {
            encoded.append();
            all.add(before);
        };
    }

    @Override
    public void close() throws IOException {
        if (encoder != null) {
            encoder.close();
        }
    }
}
