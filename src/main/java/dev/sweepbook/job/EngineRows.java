package dev.sweepbook.job;

import dev.sweepbook.report.Overview;
import dev.sweepbook.sweep.IndexRange;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Rows of a file that an engine works out while this process goes on, and waits for where it needs them. */
final class EngineRows implements Closeable {
    /** Most parts of a file: each is a task of the cluster and, for a while, a file in one folder. */
    private static final int MOST_PARTS = 4096;

    private final Path folder;
    private final @Nullable PartMade[] made;
    private final IndexRange range;
    private final Seen seen;
    private final @Nullable Overview overview;
    private final FutureTask<Boolean> task;
    private final Thread thread;
    private @Nullable Gauge gauge;
    private int added;

    /** What takes what came of the parts, in their order: what was seen, and what a workbook says where one asks. */
    record Gathered(Seen seen, @Nullable Overview overview) {}

    /** Rows of a range in so many parts. */
    EngineRows(Engine engine, PartWork work, IndexRange range, int parts, Path folder, Gathered gathered) {
        this.range = range;
        this.folder = folder;
        this.made = new PartMade[parts];
        this.seen = gathered.seen();
        this.overview = gathered.overview();
        this.task = new FutureTask<>(() -> {
            engine.run(work, parts, this::take);
            return true;
        });
        this.thread = new Thread(task, "engine");
        thread.setDaemon(true);
    }

    /** Begins, and tells how far it is. */
    synchronized void begin(Gauge told) {
        gauge = told;
        thread.start();
    }

    /** How many parts a file of so many indexes has: one a chunk, as far as that goes. */
    static int parts(long indexes, int chunk) {
        return (int) Math.max(1, Math.min(MOST_PARTS, (indexes + chunk - 1) / chunk));
    }

    private synchronized void take(PartMade part) {
        if (made[part.part() - 1] == null && gauge != null) {
            gauge.add(range.part(part.part(), made.length, IndexRange.CHUNK).size());
        }
        made[part.part() - 1] = part;
        while (added < made.length) {
            PartMade next = made[added];
            if (next == null) {
                return;
            }
            seen.add(next.seen());
            if (overview != null && next.overview() != null) {
                overview.add(next.overview());
            }
            made[added] = next.withoutOverview();
            added++;
        }
    }

    /** Waits for all rows. */
    void await() throws IOException {
        Awaited.get(task);
    }

    /** Whether a workbook is made from what is gathered of the parts. */
    boolean gathers() {
        return overview != null;
    }

    /** Waits, and gives what a workbook says of all rows; nothing where it is not as one walk would have it. */
    Optional<Overview> overview() throws IOException {
        await();
        return Optional.ofNullable(overview).filter(Overview::isExact);
    }

    /** Waits, and gives the files of a format in the order of their rows, each whole. */
    synchronized List<Path> files(Format format) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int part = 1; part <= made.length; part++) {
            PartMade one = made[part - 1];
            Path file = PartFolder.file(folder, part, made.length, format);
            Long bytes = one == null ? null : one.bytes().get(format);
            if (bytes == null || !Files.isRegularFile(file) || Files.size(file) != bytes) {
                throw new EngineException(
                        "part " + part + " of " + made.length + " was written elsewhere and is not whole in "
                                + FileNames.shown(folder)
                                + ": the output folder must be one that all machines share, under the same path; name it"
                                + " with --output",
                        null);
            }
            files.add(file);
        }
        return files;
    }

    /** Removes the files of the parts. */
    @Override
    public void close() {
        thread.interrupt();
        PartFolder.remove(folder);
    }
}
