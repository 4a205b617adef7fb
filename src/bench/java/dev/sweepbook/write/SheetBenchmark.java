package dev.sweepbook.write;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a scenario's lines on the six sheets of a large workbook take on one thread, step by step: estimating alone, with
 * formatting, with deflating; and what zlib's fastest level takes for the same bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(SheetBenchmark.ROWS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class SheetBenchmark {
    static final int ROWS = 1 << 11; // a chunk

    private static final String GRID = """
            models: [llama-3.1-8b, llama-3.1-70b, qwen2.5-32b, mixtral-8x7b]
            hardware: [a100-sxm-80gb, h100-sxm]
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 312, step: 1}
              prompt_tokens: {from: 128, to: 12800, step: 128}
            """;
    private static final byte[] LAST_BLOCK = {3, 0};

    private final IndexRange chunk = new IndexRange(0, ROWS);
    private final Deflater zlib = new Deflater(Deflater.BEST_SPEED, true);
    private SweepFile file;
    private RowCursor cursor;
    private RowValues values;
    private CellBytes cells;
    private ColumnShape[] shapes;
    private ValueSheets.ValueEncoder encoder;
    private byte[] xml;
    private byte[] deflated;

    @Setup
    public void begin() throws IOException {
        Path scenarios = Files.writeString(Files.createTempFile("bench", ".yaml"), GRID);
        file = Objects.requireNonNull(new ScenarioFiles(Catalog.shipped(), List.of(), Long.MAX_VALUE)
                .read(scenarios.getParent(), scenarios)
                .sweep());
        Files.delete(scenarios);
        cursor = new RowCursor(file);
        List<Column> columns = Columns.of(file);
        Vocabulary vocabulary = Vocabulary.of(file, columns);
        Styles styles = new Styles();
        shapes = columns.stream().map(column -> new ColumnShape(column, styles)).toArray(ColumnShape[]::new);
        values = new RowValues(columns);
        cells = new CellBytes(columns, shapes, vocabulary);
        ScenarioRows rows = new ScenarioRows(columns, shapes, WorkbookSink.MOST_ROWS, 0, vocabulary, null);
        encoder = ((ValueSheets) rows.chunked()).encoder();
        encode().append();
        xml = xml(rows);
        deflated = new byte[xml.length];
        System.out.printf("%,d bytes of XML a scenario%n", xml.length / ROWS);
    }

    private static byte[] xml(ScenarioRows rows) throws IOException {
        rows.finish();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ScenarioSheet sheet : rows.sheets().values()) {
            for (SheetPart part : sheet.finish()) {
                InputStream whole = new SequenceInputStream(part.rows().open(), new ByteArrayInputStream(LAST_BLOCK));
                new InflaterInputStream(whole, new Inflater(true)).transferTo(all);
            }
        }
        return all.toByteArray();
    }

    private ChunkedRows.Chunk encode() {
        encoder.begin(0);
        cursor.forEach(chunk, encoder::row);
        return encoder.chunk();
    }

    @Benchmark
    public void estimated(Blackhole hole) {
        cursor.forEach(chunk, hole::consume);
    }

    @Benchmark
    public void formatted(Blackhole hole) {
        cursor.forEach(chunk, row -> {
            values.read(row, shapes);
            cells.read(values);
            hole.consume(cells);
        });
    }

    @Benchmark
    public Object deflated() {
        return encode();
    }

    @Benchmark
    public long byZlib() {
        CRC32 crc = new CRC32();
        crc.update(xml);
        zlib.reset();
        zlib.setInput(xml);
        zlib.finish();
        return crc.getValue() + zlib.deflate(deflated);
    }
}
