package dev.sweepbook.job;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.write.ChunkedRows;
import dev.sweepbook.write.ChunkedSink;
import dev.sweepbook.write.WorkbookSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the outputs of a large file are going to have. Rows from all over the file are encoded as they will be
 * and thrown away: what they take, times how many there are. Right to a quarter for CSV and workbook. Parquet's
 * dictionaries pay less in a sample, so more rows are taken of it: right to a tenth.
 */
final class SizeEstimate {
    private static final int PIECES = 16;
    private static final int PIECE = 1 << 9;
    private static final int PIECE_OF_DICTIONARIES = 1 << 11;

    private final OutputSet.Task task;
    private final List<Column> columns;
    private final @Nullable Path spill;

    SizeEstimate(OutputSet.Task task, @Nullable Path spill) {
        this.task = task;
        this.columns = Columns.of(task.sweep());
        this.spill = spill;
    }

    /** Bytes by format; a workbook that does not grow with the scenarios is left out. */
    Map<Format, Long> of(RowSource rows) throws IOException {
        Map<Format, Long> sizes = new EnumMap<>(Format.class);
        long count = rows.cursor().count(rows.range());
        for (Format format : task.request().written()) {
            List<Path> finished = rows.finished(format).orElse(null);
            if (finished != null) {
                long bytes = 0;
                for (Path file : finished) {
                    bytes += Files.size(file);
                }
                sizes.put(format, bytes);
            } else if (format == Format.XLSX) {
                ofWorkbook(rows, count, sizes);
            } else {
                sizes.put(format, ofDivided(format, rows, count));
            }
        }
        return sizes;
    }

    private long ofDivided(Format format, RowSource rows, long count) throws IOException {
        Counted out = new Counted();
        List<Column> chosen = OutputSet.chosen(columns, task.request().columns());
        try (ChunkedSink sink = OutputSet.divided(format, out, chosen, task.facts())) {
            long head = out.bytes;
            long sampled = sample(rows, sink, format == Format.PARQUET ? PIECE_OF_DICTIONARIES : PIECE);
            long body = out.bytes - head;
            sink.finish();
            long foot = out.bytes - head - body; // of one chunk
            long chunks = (rows.range().size() + sink.chunkIndexes() - 1) / sink.chunkIndexes();
            return head + scaled(body, sampled, count) + foot * chunks;
        }
    }

    private void ofWorkbook(RowSource rows, long count, Map<Format, Long> sizes) throws IOException {
        try (WorkbookSink sink = new WorkbookSink(new Counted(), task.sweep(), columns, task.facts(), null, spill)) {
            ChunkedRows lines = sink.chunked();
            if (lines != null) {
                long sampled = sample(rows, lines, PIECE);
                sizes.put(Format.XLSX, scaled(sink.bytesSoFar(), sampled, count));
            }
        }
    }

    private static long scaled(long bytes, long sampled, long count) {
        return sampled == 0 ? 0 : (long) ((double) bytes / sampled * count);
    }

    /** Encodes a sample as one chunk and says how many rows it has. */
    private static long sample(RowSource rows, ChunkedRows into, int piece) throws IOException {
        RowCursor cursor = rows.cursor().another();
        long[] taken = new long[1];
        try (ChunkedRows.Encoder encoder = into.encoder()) {
            encoder.begin(0);
            for (IndexRange part : pieces(rows.range(), piece)) {
                cursor.forEach(part, row -> {
                    taken[0]++;
                    encoder.row(row);
                });
            }
            encoder.chunk().append();
        }
        return taken[0];
    }

    private static List<IndexRange> pieces(IndexRange range, int piece) {
        if (range.size() <= (long) PIECES * piece) {
            return List.of(range);
        }
        return IntStream.range(0, PIECES)
                .mapToLong(i -> range.from() + (range.size() - piece) / (PIECES - 1) * i)
                .mapToObj(from -> new IndexRange(from, from + piece))
                .toList();
    }

    /** Takes bytes and keeps none. */
    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }
}
