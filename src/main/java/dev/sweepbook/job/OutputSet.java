package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.write.CsvSink;
import dev.sweepbook.write.Sink;
import dev.sweepbook.write.WorkbookSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outputs of one scenario file, fed together, and the manifest that follows them. */
final class OutputSet implements Closeable {
    private final Task task;
    private final Publication publication;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** What is written, from what, and where to. */
    record Task(Request request, OutputPlan plan, InputFile file, Loaded loaded, SweepFile sweep, RunFacts facts) {}

    /** One output: its bytes, what takes its rows, and its sheets once it is finished. */
    private record Part(Publication.Output output, Sink sink, Supplier<Map<String, Integer>> sheetRows) {}

    OutputSet(Task task, Publication publication) {
        this.task = task;
        this.publication = publication;
    }

    void open(@Nullable Path spill) throws IOException {
        List<Column> columns = Columns.of(task.sweep());
        for (Format format : task.request().formats()) {
            Publication.Output output = publication.begin(task.plan().target(task.file(), format));
            parts.add(
                    switch (format) {
                        case XLSX -> workbook(output, columns, spill);
                        case CSV -> new Part(output, new CsvSink(output, chosen(columns)), Map::of);
                    });
        }
    }

    private Part workbook(Publication.Output output, List<Column> columns, @Nullable Path spill) {
        WorkbookSink sink = new WorkbookSink(output, task.sweep(), columns, task.facts(), spill);
        return new Part(output, sink, sink::sheetRows);
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
        List<Manifest.Written> written = new ArrayList<>();
        for (Part part : parts) {
            part.sink().finish();
            String name = FileNames.text(part.output().target().getFileName());
            written.add(new Manifest.Written(
                    name, part.output().sha256Hex(), part.sheetRows().get()));
        }
        RunFacts facts = task.facts();
        Manifest manifest = new Manifest(
                facts.toolVersion(),
                facts.catalogVersion(),
                task.loaded().inputs(),
                task.sweep(),
                tally,
                List.copyOf(written));
        publication
                .begin(task.plan().manifest(task.file()))
                .write(manifest.json().getBytes(StandardCharsets.UTF_8));
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
