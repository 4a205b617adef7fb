package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.TemplatePlan;
import dev.sweepbook.write.CsvSink;
import dev.sweepbook.write.Sink;
import dev.sweepbook.write.WorkbookSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outputs of one scenario file, fed together, and the manifest that follows them. */
final class OutputSet implements Closeable {
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
            @Nullable TemplatePlan template) {}

    /** One output: its bytes, what takes its rows, and its sheets once it is finished. */
    private record Part(
            Publication.Output output,
            Sink sink,
            Supplier<Map<String, Integer>> sheetRows,
            Supplier<List<String>> remarks) {}

    OutputSet(Task task, Publication publication) {
        this.task = task;
        this.publication = publication;
    }

    void open(@Nullable Path spill, Function<Path, Path> place) throws IOException {
        List<Column> columns = Columns.of(task.sweep());
        for (Format format : task.request().formats()) {
            Path target = task.plan().target(task.file(), format);
            Path free = place.apply(target);
            if (!free.equals(target)) {
                remarks.add(FileNames.text(target.getFileName()) + " is open in another program; the new one is "
                        + FileNames.text(free.getFileName()));
            }
            Publication.Output output = publication.begin(free);
            parts.add(
                    switch (format) {
                        case XLSX -> workbook(output, columns, spill);
                        case CSV -> new Part(output, new CsvSink(output, chosen(columns)), Map::of, List::of);
                    });
        }
    }

    private Part workbook(Publication.Output output, List<Column> columns, @Nullable Path spill) {
        WorkbookSink sink = new WorkbookSink(output, task.sweep(), columns, task.facts(), task.template(), spill);
        return new Part(output, sink, sink::sheetRows, sink::remarks);
    }

    private List<Column> chosen(List<Column> columns) {
        if (task.request().columns().isEmpty()) {
            return columns;
        }
        Map<String, Column> byId = new HashMap<>();
        columns.forEach(column -> byId.put(column.id(), column));
        List<Column> chosen = new ArrayList<>();
        for (String id : task.request().columns()) {
            Column column = byId.get(id);
            if (column == null) {
                remarks.add("has no column " + id + ", which no axis of it sets; left out");
            } else {
                chosen.add(column);
            }
        }
        return chosen;
    }

    void row(Row row) throws IOException {
        for (Part part : parts) {
            part.sink().row(row);
        }
    }

    void finish(Tally tally) throws IOException {
        scenarios = tally.scenarios();
        List<Manifest.Written> written = new ArrayList<>();
        for (Part part : parts) {
            part.sink().finish();
            remarks.addAll(part.remarks().get());
            String name = FileNames.text(part.output().target().getFileName());
            String sha256 = part.output().sha256Hex();
            written.add(new Manifest.Written(name, sha256, part.sheetRows().get()));
            hashes.put(task.plan().below(part.output().target()), sha256);
        }
        RunFacts facts = task.facts();
        Manifest manifest = new Manifest(
                facts.toolVersion(),
                facts.catalogVersion(),
                task.loaded().inputs(),
                task.sweep(),
                tally,
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
            part.sink().close();
        }
    }
}
