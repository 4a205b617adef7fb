package dev.sweepbook.job;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Overview;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.Expression;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.ScenarioCount;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.write.ChunkedSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes any part of a scenario file on whatever machine: what it needs travels with it, and what it writes goes to a
 * folder that all machines see. A part that is made twice is the same, and its file is whole whenever it has its name.
 */
public final class PartWork implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString();
    private final ShippedFile file;
    private final String toolVersion;
    private final String catalogVersion;
    private final ArrayList<String[]> inputs = new ArrayList<>();
    private final ArrayList<Format> formats = new ArrayList<>();
    private final ArrayList<String> columns;
    private final @Nullable String failOn;
    private final boolean gathers;
    private final long indexes;
    private final int parts;
    private final String folder;

    /** What is asked, beside the scenario file. */
    record Asked(
            Request request,
            RunFacts facts,
            SweepFile sweep,
            @Nullable Expression failOn) {
        /**
         * Whether the workbook of the file is made from what is gathered of its parts: it holds the best rows alone, and
         * nothing in it compares rows of parts far apart. Other workbooks are made from rows that the process that began
         * the run works out itself: sheets of every row end where Excel's do.
         */
        boolean gathers() {
            return request.written().contains(Format.XLSX)
                    && ScenarioCount.showsBestOnly(sweep)
                    && Overview.isDivisible(sweep);
        }
    }

    PartWork(Asked asked, ShippedFile file, int parts, Path folder) {
        this.file = file;
        this.toolVersion = asked.facts().toolVersion();
        this.catalogVersion = asked.facts().catalogVersion();
        asked.facts().inputs().forEach(input -> inputs.add(new String[] {input.path(), input.sha256()}));
        asked.request().formats().stream().filter(Format::isDivided).forEach(formats::add);
        this.columns = new ArrayList<>(asked.request().columns());
        this.failOn = asked.failOn() == null ? null : asked.failOn().text();
        this.gathers = asked.gathers();
        this.indexes = asked.sweep().indexes();
        this.parts = parts;
        this.folder = folder.toAbsolutePath().toString();
    }

    /**
     * Makes a part.
     *
     * @param part which, from 1
     * @return what came of it
     * @throws IOException where it cannot be made here
     */
    public PartMade make(int part) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            throw new IOException(folder + " is not to be seen on this machine: the output folder must be one that all"
                    + " machines of the cluster have under the same path; name it with --output");
        }
        OpenFiles.Opened opened = OpenFiles.of(id, this::open);
        RowCursor cursor = opened.cursor().another();
        IndexRange range = IndexRange.of(opened.sweep()).part(part, parts, IndexRange.CHUNK);
        List<Column> all = Columns.of(opened.sweep());
        Expression gate = failOn == null ? null : FailOn.read(failOn);
        Seen seen = new Seen(new Tally(), () -> new GateCount(gate, all));
        Overview overview = gathers ? new Overview(opened.sweep(), all) : null;
        if (overview != null) {
            overview.startAt(cursor, range);
        }
        Watch watch = new Watch(seen, overview);
        Map<Format, Long> bytes = new EnumMap<>(Format.class);
        for (Format format : formats) {
            Watch first = bytes.isEmpty() ? watch : Watch.NONE;
            bytes.put(format, write(format, part, cursor, range, OutputSet.chosen(all, columns), first));
        }
        if (formats.isEmpty()) {
            watch.walk(cursor, new Gauge()).run(range, IndexRange.CHUNK, () -> new SeeingWorker(null, seen));
        }
        return new PartMade(part, seen.rows(), bytes, overview);
    }

    /** What looks at rows while they are written. */
    private record Watch(@Nullable Seen seen, @Nullable Overview overview) {
        static final Watch NONE = new Watch(null, null);

        ChunkWalk walk(RowCursor cursor, Gauge gauge) {
            ChunkWalk walk = new ChunkWalk(cursor, 1, gauge);
            return overview == null ? walk : walk.beside(overview::accept);
        }
    }

    private OpenFiles.Opened open() throws IOException {
        if (!Catalog.shipped().version().equals(catalogVersion)) {
            throw new IOException("this machine has another version of Sweepbook than the one the run began with: give"
                    + " all of them the same jar");
        }
        SweepFile sweep = file.read();
        if (sweep.indexes() != indexes) {
            throw new IOException(
                    "the scenario file has another size here than where the run began, which is a defect");
        }
        return new OpenFiles.Opened(sweep, new RowCursor(sweep));
    }

    private long write(Format format, int part, RowCursor cursor, IndexRange range, List<Column> shown, Watch watch)
            throws IOException {
        Path target = PartFolder.file(Path.of(folder), part, parts, format);
        Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            try (ChunkedSink sink = OutputSet.divided(format, new Kept(out), shown, facts())) {
                watch.walk(cursor, new Gauge())
                        .run(range, sink.chunkIndexes(), () -> new SeeingWorker(sink.encoder(), watch.seen()));
                sink.finish();
            }
            channel.force(true);
            long size = channel.size();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return size;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private RunFacts facts() {
        return new RunFacts(
                toolVersion,
                catalogVersion,
                inputs.stream()
                        .map(input -> new RunFacts.InputFile(input[0], input[1]))
                        .toList());
    }

    /** Stays open when what writes into it is closed: the file is synced behind it. */
    private static final class Kept extends OutputStream {
        private final OutputStream out;

        Kept(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
