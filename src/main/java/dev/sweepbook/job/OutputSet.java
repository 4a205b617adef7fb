package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Overview;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.TemplatePlan;
import dev.sweepbook.write.ChunkedRows;
import dev.sweepbook.write.ChunkedSink;
import dev.sweepbook.write.CsvSink;
import dev.sweepbook.write.SinkProvider;
import dev.sweepbook.write.WorkbookSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outputs of one scenario file, fed together, and the manifest that follows them. */
final class OutputSet implements Closeable {
    private static final int LOOKED_AT = 1 << 10;

    private final Task task;
    private final Publication publication;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private long scenarios;

    /** What is written, from what, and where to. */
    record Task(
            Request request,
            OutputPlan plan,
            InputFile file,
            Loaded loaded,
            SweepFile sweep,
            RunFacts facts,
            @Nullable TemplatePlan template) {
        /** What the manifest says of the shard, or null where the run makes all rows. */
        Manifest.@Nullable Shard shard() {
            if (!request.division().isShard()) {
                return null;
            }
            String key = WorkKey.ofWhole(request, facts.catalogVersion(), loaded, sweep.remarks());
            return new Manifest.Shard(
                    request.division().part(),
                    request.division().count(),
                    key,
                    request.formats().stream().map(Format::id).toList(),
                    request.columns());
        }
    }

    /** One output: its format, its bytes, and what takes its rows: all at once, or in chunks. */
    private record Part(
            Format format,
            Publication.Output output,
            @Nullable WorkbookSink workbook,
            @Nullable ChunkedSink chunks) implements Closeable {
        void finish() throws IOException {
            if (workbook != null) {
                workbook.finish();
            } else if (chunks != null) {
                chunks.finish();
            }
        }

        Map<String, Integer> sheetRows() {
            return workbook == null ? Map.of() : workbook.sheetRows();
        }

        @Override
        public void close() throws IOException {
            if (workbook != null) {
                workbook.close();
            } else if (chunks != null) {
                chunks.close();
            }
        }
    }

    OutputSet(Task task, Publication publication) {
        this.task = task;
        this.publication = publication;
    }

    void open(@Nullable Path spill, Function<Path, Path> place) throws IOException {
        List<Column> columns = Columns.of(task.sweep());
        for (Format format : task.request().written()) {
            Path target = task.plan().target(task.file(), format);
            Path free = place.apply(target);
            if (!free.equals(target)) {
                remarks.add(FileNames.text(target.getFileName()) + " is open in another program; the new one is "
                        + FileNames.text(free.getFileName()));
            }
            Publication.Output output = publication.begin(free);
            parts.add(
                    format == Format.XLSX
                            ? new Part(
                                    format,
                                    output,
                                    new WorkbookSink(
                                            output, task.sweep(), columns, task.facts(), task.template(), spill),
                                    null)
                            : new Part(format, output, null, divided(format, output, chosen(columns), task.facts())));
        }
    }

    /** What writes rows in a format whose files can be divided and joined. */
    static ChunkedSink divided(Format format, OutputStream out, List<Column> columns, RunFacts facts)
            throws IOException {
        if (format == Format.CSV) {
            return new CsvSink(out, columns);
        }
        Map<String, String> says = new TreeMap<>();
        says.put("sweepbook.version", facts.toolVersion());
        says.put("sweepbook.catalog", facts.catalogVersion());
        for (RunFacts.InputFile input : facts.inputs()) {
            says.put("sweepbook.input." + input.path(), input.sha256());
        }
        return SinkProvider.of(format.id())
                .orElseThrow(() -> new IllegalStateException("this build cannot write " + format.id()))
                .open(out, columns, says);
    }

    private List<Column> chosen(List<Column> columns) {
        if (task.request().columns().isEmpty()) {
            return columns;
        }
        Set<String> known = new HashSet<>();
        columns.forEach(column -> known.add(column.id()));
        for (String id : task.request().columns()) {
            String remark = "has no column " + id + ", which no axis of it sets; left out";
            if (!known.contains(id) && !remarks.contains(remark)) {
                remarks.add(remark);
            }
        }
        return chosen(columns, task.request().columns());
    }

    /** The columns of some ids that are among those of a file. */
    static List<Column> chosen(List<Column> columns, List<String> ids) {
        if (ids.isEmpty()) {
            return columns;
        }
        Map<String, Column> byId = new HashMap<>();
        columns.forEach(column -> byId.put(column.id(), column));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    /**
     * Writes every row into every output. The workbook takes them one by one; the others go over them again in chunks,
     * which costs less than to wait for each other.
     */
    void write(RowSource rows, Seen seen, Gauge gauge) throws IOException {
        gauge.begin(rows.range().size() * Math.max(1, walks(rows)));
        EngineRows elsewhere = rows.elsewhere();
        boolean open = elsewhere == null;
        if (elsewhere != null) {
            elsewhere.begin(gauge);
        }
        for (Part part : parts) {
            if (part.workbook() != null && elsewhere != null && elsewhere.gathers()) {
                gather(part.workbook(), elsewhere, rows, gauge);
                continue;
            }
            Seen first = open ? seen : null;
            ChunkedRows lines = part.workbook() == null ? null : part.workbook().chunked();
            if (part.workbook() != null && lines != null) {
                new ChunkWalk(rows.cursor(), rows.threads(), gauge)
                        .beside(part.workbook()::look)
                        .run(rows.range(), lines.chunkIndexes(), () -> new SeeingWorker(lines.encoder(), first));
            } else if (part.workbook() != null) {
                WorkbookSink workbook = part.workbook();
                for (IndexRange chunk : rows.range().chunks(LOOKED_AT)) {
                    rows.cursor().forEach(chunk, row -> {
                        workbook.row(row);
                        if (first != null) {
                            first.accept(row);
                        }
                    });
                    gauge.add(chunk.size());
                }
            } else if (part.chunks() != null) {
                List<Path> finished = rows.finished(part.format()).orElse(null);
                if (finished == null) {
                    walk(rows, part.chunks(), first, gauge);
                } else {
                    append(finished, part.chunks());
                    continue;
                }
            }
            open = false;
        }
        if (elsewhere != null) {
            elsewhere.await();
        } else if (open) {
            new ChunkWalk(rows.cursor(), rows.threads(), gauge)
                    .run(rows.range(), IndexRange.CHUNK, () -> new SeeingWorker(null, seen));
        }
    }

    /** Takes what was gathered of the parts; where that is not exact, the rows are gone over here after all. */
    private static void gather(WorkbookSink workbook, EngineRows elsewhere, RowSource rows, Gauge gauge)
            throws IOException {
        Optional<Overview> all = elsewhere.overview();
        if (all.isPresent()) {
            workbook.look(all.get());
        } else {
            new ChunkWalk(rows.cursor(), 1, gauge)
                    .beside(workbook::look)
                    .run(rows.range(), IndexRange.CHUNK, () -> new SeeingWorker(null, null));
        }
    }

    /** How often the rows are gone over. */
    private long walks(RowSource rows) {
        EngineRows elsewhere = rows.elsewhere();
        boolean gathers = elsewhere != null && elsewhere.gathers();
        long here = parts.stream()
                .filter(part -> part.workbook() != null ? !gathers : rows.isWalked(part.format()))
                .count();
        return elsewhere == null ? here : here + 1;
    }

    private static void walk(RowSource rows, ChunkedSink sink, @Nullable Seen seen, Gauge gauge) throws IOException {
        new ChunkWalk(rows.cursor(), rows.threads(), gauge)
                .run(rows.range(), sink.chunkIndexes(), () -> new SeeingWorker(sink.encoder(), seen));
    }

    private static void append(List<Path> finished, ChunkedSink sink) throws IOException {
        for (Path file : finished) {
            sink.appendFile(file);
        }
    }

    void finish(Tally tally) throws IOException {
        scenarios = tally.scenarios();
        List<Manifest.Written> written = new ArrayList<>();
        for (Part part : parts) {
            part.finish();
            if (part.workbook() != null) {
                remarks.addAll(part.workbook().remarks());
            }
            String name = FileNames.text(part.output().target().getFileName());
            String sha256 = part.output().sha256Hex();
            written.add(new Manifest.Written(name, sha256, part.sheetRows()));
            hashes.put(task.plan().below(part.output().target()), sha256);
        }
        RunFacts facts = task.facts();
        Manifest manifest = new Manifest(
                facts.toolVersion(),
                facts.catalogVersion(),
                task.loaded().inputs(),
                task.sweep(),
                tally,
                task.shard(),
                List.copyOf(written));
        Publication.Output last = publication.begin(task.plan().manifest(task.file()));
        last.write(manifest.json().getBytes(StandardCharsets.UTF_8));
        hashes.put(task.plan().below(last.target()), last.sha256Hex());
    }

    /** Scenarios of the report. */
    long scenarios() {
        return scenarios;
    }

    /** SHA-256 of the finished workbook, null where none was asked for. */
    @Nullable
    String workbookSha256() {
        return parts.stream()
                .map(part -> part.output().target())
                .filter(target -> FileNames.text(target).endsWith(Format.XLSX.ending()))
                .map(target -> hashes.get(task.plan().below(target)))
                .findFirst()
                .orElse(null);
    }

    /** Takes note of a file that stands beside the outputs and is no function of the inputs: no manifest names it. */
    void alsoStands(Path place, String sha256) {
        hashes.put(task.plan().below(place), sha256);
    }

    void remark(String text) {
        remarks.add(text);
    }

    /** SHA-256 of every output by its path below the output folder, the manifest last. */
    Map<String, String> hashes() {
        return hashes;
    }

    List<Path> targets() {
        return parts.stream().map(part -> part.output().target()).toList();
    }

    List<String> remarks() {
        return remarks;
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.close();
        }
    }
}
