package dev.sweepbook.job;

import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.write.ChunkedSink;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Walks the chunks of a range on several threads; what comes of each is appended on the calling thread, in order. At
 * most one chunk more than there are threads is in memory.
 */
final class ChunkWalk {
    private static final long END_SECONDS = 60;

    private final RowCursor cursor;
    private final int threads;
    private final Gauge gauge;

    ChunkWalk(RowCursor cursor, int threads, Gauge gauge) {
        this.cursor = cursor;
        this.threads = threads;
        this.gauge = gauge;
    }

    /** Takes the rows of one chunk after another, on one thread at a time. */
    interface Worker extends Closeable {
        void row(Row row) throws IOException;

        /** What to append of the rows since the last chunk. */
        ChunkedSink.Chunk chunk() throws IOException;
    }

    void run(IndexRange range, int chunkIndexes, Supplier<Worker> workers) throws IOException {
        List<IndexRange> chunks = range.chunks(chunkIndexes);
        if (threads == 1 || chunks.size() <= 1) {
            try (Worker worker = workers.get()) {
                for (IndexRange chunk : chunks) {
                    append(walk(cursor, worker, chunk), chunk);
                }
            }
            return;
        }
        Pool pool = new Pool(workers, Math.min(threads, chunks.size()));
        try (pool) {
            pool.run(chunks);
        }
    }

    private void append(ChunkedSink.Chunk encoded, IndexRange chunk) throws IOException {
        encoded.append();
        gauge.add(chunk.size());
    }

    private static ChunkedSink.Chunk walk(RowCursor cursor, Worker worker, IndexRange chunk) throws IOException {
        cursor.forEach(chunk, worker::row);
        return worker.chunk();
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
            Deque<Future<ChunkedSink.Chunk>> underWay = new ArrayDeque<>();
            Iterator<IndexRange> appended = chunks.iterator();
            for (IndexRange chunk : chunks) {
                underWay.add(pool.submit(() -> encoded(chunk)));
                if (underWay.size() > size) {
                    append(get(underWay.remove()), appended.next());
                }
            }
            while (!underWay.isEmpty()) {
                append(get(underWay.remove()), appended.next());
            }
        }

        private ChunkedSink.Chunk encoded(IndexRange chunk) throws IOException {
            Pair pair = idle.poll();
            if (pair == null) {
                Worker worker = workers.get();
                made.add(worker);
                pair = new Pair(cursor.another(), worker);
            }
            ChunkedSink.Chunk encoded = walk(pair.cursor(), pair.worker(), chunk);
            idle.add(pair);
            return encoded;
        }

        private static ChunkedSink.Chunk get(Future<ChunkedSink.Chunk> future) throws IOException {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException fault) {
                    throw fault;
                } else if (e.getCause() instanceof RuntimeException fault) {
                    throw fault;
                } else if (e.getCause() instanceof Error fault) {
                    throw fault;
                }
                throw new IllegalStateException(e.getCause());
            }
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
