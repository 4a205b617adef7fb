package dev.sweepbook.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.write.ChunkedRows;
import dev.sweepbook.write.ChunkedSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink writes, read by DuckDB and by Parquet's own reader. */
@Tag("spark")
class ParquetSinkTest {
    private static final Map<String, String> FACTS = Map.of("sweepbook.version", "9.9", "sweepbook.catalog", "c");

    @TempDir
    Path folder;

    /** 2 models × 2 formula sets × 3 splits × 100 batches = 1,200 scenarios. */
    private static SweepFile file() {
        return SampleSweeps.file(
                "p",
                List.of(SampleSweeps.model52b(), SampleSweeps.gopher()),
                GridAxis.of(Axis.FORMULAS, List.of(Formulas.SEED_2020, Formulas.KIPPLY_2022)),
                GridAxis.of(Axis.TENSOR_PARALLEL, List.of(3L, 4L, 16L)),
                GridAxis.of(
                        Axis.BATCH_SIZE,
                        LongStream.rangeClosed(1, 100).boxed().toList()));
    }

    private static byte[] write(SweepFile file, List<Column> columns, IndexRange range, int chunk)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ChunkedSink sink = new ParquetSink(bytes, columns, FACTS, chunk);
                ChunkedRows.Encoder encoder = sink.encoder()) {
            RowCursor cursor = new RowCursor(file);
            for (IndexRange piece : range.chunks(chunk)) {
                cursor.forEach(piece, encoder::row);
                encoder.chunk().append();
            }
            sink.finish();
        }
        return bytes.toByteArray();
    }

    private Path written(SweepFile file, int chunk) throws IOException {
        byte[] bytes = write(file, Columns.of(file), IndexRange.of(file), chunk);
        return Files.write(folder.resolve("p.parquet"), bytes);
    }

    private static Object value(Column column, Row row) {
        if (column.value() instanceof Column.Measure measure) {
            double number = measure.of().applyAsDouble(row);
            if (!Double.isFinite(number)) {
                return null;
            }
            return ParquetSchema.isWhole(column) ? (Object) (long) number : (Object) number;
        }
        return column.value() instanceof Column.Flag flag
                ? flag.of().apply(row)
                : ((Column.Text) column.value()).of().apply(row);
    }

    @Test
    void duckDbReadsEveryValueOfEveryRow() throws IOException, SQLException {
        SweepFile file = file();
        List<Column> columns = Columns.of(file);
        List<List<Object>> expected = new ArrayList<>();
        new RowCursor(file).forEach(row -> {
            List<Object> values = new ArrayList<>();
            columns.forEach(column -> values.add(value(column, row)));
            expected.add(values);
        });
        List<List<Object>> found = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("from '" + written(file, 500) + "'")) {
            while (rows.next()) {
                List<Object> values = new ArrayList<>();
                for (Column column : columns) {
                    values.add(rows.getObject(column.id()));
                }
                found.add(values);
            }
        }
        assertThat(found).hasSize(1200).isEqualTo(expected);
    }

    @Test
    void aQueryFindsWhatTheSourceSays() throws IOException, SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("select count(*), min(weight_bytes), max(weight_bytes),"
                        + " count(distinct batch_size), sum(devices) from '" + written(file(), 1200)
                        + "' where formulas = 'seed-2020'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(600);
            assertThat(rows.getDouble(2)).isEqualTo(104e9); // 52e9 parameters of 2 bytes
            assertThat(rows.getDouble(3)).isEqualTo(520e9); // 260e9 of 2 bytes
            assertThat(rows.getLong(4)).isEqualTo(100);
            assertThat(rows.getLong(5)).isEqualTo(2 * 100 * (3 + 4 + 16));
        }
    }

    @Test
    void rowGroupsAreCompressedWithDictionariesAndBounds() throws IOException {
        Path path = written(file(), 500);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
            assertThat(reader.getFileMetaData().getKeyValueMetaData()).containsAllEntriesOf(FACTS);
            assertThat(reader.getRowGroups()).extracting(BlockMetaData::getRowCount).containsExactly(500L, 500L, 200L);
            ColumnChunkMetaData batch = column(reader, "batch_size");
            assertThat(batch.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
            assertThat(batch.hasDictionaryPage()).isTrue();
            assertThat((Object) batch.getStatistics().genericGetMin()).isEqualTo(1L);
            assertThat((Object) batch.getStatistics().genericGetMax()).isEqualTo(100L);
            assertThat(column(reader, "model").getStatistics().minAsString()).isEqualTo("anthropic-52b");
            assertThat(column(reader, "calibration").getStatistics().getNumNulls()).isEqualTo(500);
        }
    }

    private static ColumnChunkMetaData column(ParquetFileReader reader, String id) {
        return reader.getRowGroups().get(0).getColumns().stream()
                .filter(column -> column.getPath().toDotString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shardsAppendedAreTheBytesOfOneFile() throws IOException {
        SweepFile file = file();
        List<Column> columns = Columns.of(file);
        byte[] whole = write(file, columns, IndexRange.of(file), 100);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try (ChunkedSink sink = new ParquetSink(joined, columns, FACTS, 100)) {
            for (int part = 1; part <= 5; part++) {
                IndexRange range = IndexRange.of(file).part(part, 5, 100);
                sink.appendFile(Files.write(folder.resolve("s" + part), write(file, columns, range, 100)));
            }
            sink.finish();
        }
        assertThat(joined.toByteArray()).isEqualTo(whole);
    }

    @Test
    void aFileWithOtherColumnsIsNotAppended() throws IOException {
        SweepFile file = file();
        byte[] few = write(file, Columns.of(file).subList(0, 5), IndexRange.of(file), 100);
        Path other = Files.write(folder.resolve("other.parquet"), few);
        try (ChunkedSink sink = new ParquetSink(new ByteArrayOutputStream(), Columns.of(file), FACTS, 100)) {
            assertThatThrownBy(() -> sink.appendFile(other)).hasMessage("other.parquet has other columns");
        }
    }
}
