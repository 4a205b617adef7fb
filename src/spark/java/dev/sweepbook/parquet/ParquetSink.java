package dev.sweepbook.parquet;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.write.ChunkedSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one row a scenario as Parquet: columns by their ids, numbers in base units, empty cells as nulls; zstd,
 * dictionaries where they pay, smallest and largest value of each column of a row group. A chunk is a row group with one
 * page a column, so that finished files are joined by copying their bytes.
 */
public final class ParquetSink implements ChunkedSink {
    private final MessageType schema;
    private final List<Column> columns;
    private final Map<String, String> facts;
    private final ParquetFileWriter writer;
    private final int chunkIndexes;

    /**
     * A file without rows yet.
     *
     * @param out takes the bytes; closed with the sink
     * @param columns what is written, in order
     * @param facts what the file says of itself, key to text
     * @throws IOException where it cannot be begun
     */
    public ParquetSink(OutputStream out, List<Column> columns, Map<String, String> facts) throws IOException {
        this(out, columns, facts, IndexRange.CHUNK);
    }

    ParquetSink(OutputStream out, List<Column> columns, Map<String, String> facts, int chunkIndexes)
            throws IOException {
        this.columns = List.copyOf(columns);
        this.schema = ParquetSchema.of(columns);
        this.facts = new TreeMap<>(facts);
        this.chunkIndexes = chunkIndexes;
        this.writer = new ParquetFileWriter(
                new CountedOutput(out),
                schema,
                ParquetFileWriter.Mode.CREATE,
                Long.MAX_VALUE,
                0,
                null,
                ParquetProperties.builder().withPageWriteChecksumEnabled(false).build());
        writer.start();
    }

    @Override
    public int chunkIndexes() {
        return chunkIndexes;
    }

    @Override
    public Encoder encoder() {
        return new RowGroupEncoder();
    }

    @Override
    public void appendFile(Path file) throws IOException {
        ParquetReadOptions plain =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build(); // Hadoop's own is not in the jar
        try (ParquetFileReader reader = ParquetFileReader.open(new FileInput(file), plain)) {
            MessageType found = reader.getFileMetaData().getSchema();
            if (!found.equals(schema)) {
                throw new IOException(file.getFileName() + " has other columns");
            }
            reader.appendTo(writer);
        }
    }

    @Override
    public void finish() throws IOException {
        writer.end(facts);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Encodes the rows of one row group after another. */
    private final class RowGroupEncoder implements Encoder {
        private final ColumnEncoder[] encoders;
        private final ZstdCompressor compressor = new ZstdCompressor();
        private int rows;

        RowGroupEncoder() {
            encoders = new ColumnEncoder[columns.size()];
            for (int i = 0; i < encoders.length; i++) {
                encoders[i] = ColumnEncoder.of(
                        columns.get(i), schema.getType(i).asPrimitiveType(), chunkIndexes);
            }
        }

        @Override
        public void row(Row row) {
            rows++;
            for (ColumnEncoder encoder : encoders) {
                encoder.add(row);
            }
        }

        @Override
        public Chunk chunk() throws IOException {
            int count = rows;
            rows = 0;
            if (count == 0) {
                return () -> {};
            }
            ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                    .withSchema(schema)
                    .withAllocator(HeapByteBufferAllocator.getInstance())
                    .withCompressorProvider(column -> compressor)
                    .withPageWriteChecksumEnabled(false)
                    .build();
            for (int i = 0; i < encoders.length; i++) {
                encoders[i].write(pages.getPageWriter(schema.getColumns().get(i)));
            }
            return () -> {
                try (pages) {
                    writer.startBlock(count);
                    pages.flushToFileWriter(writer);
                    writer.endBlock();
                }
            };
        }

        @Override
        public void close() {
            compressor.release();
        }
    }
}
