package dev.sweepbook.job;

import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.write.ChunkedRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chunks of a range on several threads; what comes of each is appended on the calling thread, in order. At
 * most one chunk more than there are threads is in memory.
 */
final class ChunkWalk {
    private static final long END_SECONDS = 60;

    private final RowCursor cursor;
    private final int threads;
    private final Gauge gauge;
    private RowCursor.@Nullable RowTaker<IOException> beside;

    ChunkWalk(RowCursor cursor, int threads, Gauge gauge) {
        this.cursor = cursor;
        this.threads = threads;
        this.gauge = gauge;
    }

    /** Takes the rows of one chunk after another, on one thread at a time. */
    interface Worker extends Closeable {
        /** Begins a chunk that stands behind so many rows. */
        void begin(long rowsBefore);

        void row(Row row) throws IOException;

        /** What to append of the rows since the last chunk. */
        ChunkedRows.Chunk chunk() throws IOException;
    }

    /** Lets something else take every row too, in order, on one thread at a time. */
    ChunkWalk beside(RowCursor.RowTaker<IOException> taker) {
        beside = taker;
        return this;
    }

    void run(IndexRange range, int chunkIndexes, Supplier<Worker> workers) throws IOException {
        List<IndexRange> chunks = range.chunks(chunkIndexes);
        if (threads == 1 || chunks.size() <= 1) {
            try (Worker worker = workers.get()) {
                long rows = 0;
                for (IndexRange chunk : chunks) {
                    rows += alone(worker, chunk, rows);
                }
            }
            return;
        }
        Pool pool = new Pool(workers, Math.min(threads, chunks.size()));
        try (pool) {
            pool.run(chunks);
        }
    }

    private void append(ChunkedRows.Chunk encoded, IndexRange chunk) throws IOException {
        encoded.append();
        gauge.add(chunk.size());
    }

    /** On this thread alone one walk serves both. */
    private long alone(Worker worker, IndexRange chunk, long rowsBefore) throws IOException {
        RowCursor.RowTaker<IOException> other = beside;
        long[] rows = new long[1];
        worker.begin(rowsBefore);
        cursor.forEach(chunk, row -> {
            rows[0]++;
            worker.row(row);
            if (other != null) {
                other.take(row);
            }
        });
        append(worker.chunk(), chunk);
        return rows[0];
    }

    /** Cursor and worker, which stay together. */
    private record Pair(RowCursor cursor, Worker worker) {}

    private final class Pool implements Closeable {
        private final Supplier<Worker> workers;
        private final int size;
        private final ExecutorService pool;
        private final Queue<Pair> idle = new ConcurrentLinkedQueue<>();
        private final Queue<Worker> made = new ConcurrentLinkedQueue<>();

        Pool(Supplier<Worker> workers, int size) {
            this.workers = workers;
            this.size = size;
            this.pool = Executors.newFixedThreadPool(size, task -> {
                Thread thread = new Thread(task, "rows");
                thread.setDaemon(true);
                return thread;
            });
        }

        void run(List<IndexRange> chunks) throws IOException {
            Deque<Future<ChunkedRows.Chunk>> underWay = new ArrayDeque<>();
            Iterator<IndexRange> appended = chunks.iterator();
            RowCursor.RowTaker<IOException> other = beside;
            Future<?> side = other == null ? null : pool.submit(() -> side(chunks, other));
            long rows = 0;
            for (IndexRange chunk : chunks) {
                long before = rows;
                underWay.add(pool.submit(() -> encoded(chunk, before)));
                rows += cursor.count(chunk);
                if (underWay.size() > size) {
                    append(Awaited.get(underWay.remove()), appended.next());
                }
            }
            while (!underWay.isEmpty()) {
                append(Awaited.get(underWay.remove()), appended.next());
            }
            if (side != null) {
                Awaited.get(side);
            }
        }

        private boolean side(List<IndexRange> chunks, RowCursor.RowTaker<IOException> taker) throws IOException {
            RowCursor own = cursor.another();
            for (IndexRange chunk : chunks) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                own.forEach(chunk, taker);
            }
            return true;
        }

        private ChunkedRows.Chunk encoded(IndexRange chunk, long rowsBefore) throws IOException {
            Pair pair = idle.poll();
            if (pair == null) {
                Worker fresh = workers.get();
                made.add(fresh);
                pair = new Pair(cursor.another(), fresh);
            }
            Worker worker = pair.worker();
            worker.begin(rowsBefore);
            pair.cursor().forEach(chunk, worker::row);
            ChunkedRows.Chunk encoded = worker.chunk();
            idle.add(pair);
            return encoded;
        }

        @Override
        public void close() throws IOException {
            pool.shutdownNow();
            try {
                if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                    return; // what still runs holds its encoder
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            for (Worker worker : made) {
                worker.close();
            }
        }
    }
}
