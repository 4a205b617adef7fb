package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The per-scenario sheets of a workbook that holds values alone. Chunks of rows are formatted and deflated by any number
 * of threads; where a chunk begins does not depend on them, so neither do the bytes.
 */
final class ValueSheets implements ChunkedRows {
    private static final int CHUNK = 1 << 11;

    private final List<Column> columns;
    private final ColumnShape[] shapes;
    private final List<ScenarioSheet> sheets;
    private final Vocabulary vocabulary;
    private long rows;

    ValueSheets(List<Column> columns, ColumnShape[] shapes, Collection<ScenarioSheet> sheets, Vocabulary vocabulary) {
        this.columns = columns;
        this.shapes = shapes;
        this.sheets = List.copyOf(sheets);
        this.vocabulary = vocabulary;
    }

    @Override
    public int chunkIndexes() {
        return CHUNK;
    }

    @Override
    public ValueEncoder encoder() {
        return new ValueEncoder();
    }

    /** Rows appended so far. */
    long rows() {
        return rows;
    }

    /** The lines of all sheets, on one thread. */
    final class ValueEncoder implements Encoder {
        private final RowValues values = new RowValues(columns);
        private final CellBytes cells = new CellBytes(columns, shapes, vocabulary);
        private final List<ValueLines> lines = new ArrayList<>();
        private ColumnShape[] seen = another();
        private long next;
        private int taken;

        ValueEncoder() {
            sheets.forEach(sheet -> lines.add(sheet.lines()));
        }

        private ColumnShape[] another() {
            ColumnShape[] fresh = new ColumnShape[shapes.length];
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = shapes[i].another();
            }
            return fresh;
        }

        @Override
        public void begin(long rowsBefore) {
            next = rowsBefore;
        }

        @Override
        public void row(Row row) {
            values.read(row, seen);
            cells.read(values);
            for (ValueLines sheet : lines) {
                sheet.row(next, cells, values);
            }
            next++;
            taken++;
        }

        /** The values of the last row. */
        RowValues values() {
            return values;
        }

        /** Rows taken since the last chunk. */
        int taken() {
            return taken;
        }

        @Override
        public Chunk chunk() {
            List<List<ValueLines.Piece>> pieces = new ArrayList<>();
            lines.forEach(sheet -> pieces.add(sheet.pieces()));
            ColumnShape[] shown = seen;
            int count = taken;
            seen = another();
            taken = 0;
            return () -> {
                append(pieces, shown);
                rows += count;
            };
        }

        @Override
        public void close() {
            // holds nothing but memory
        }
    }

    private void append(List<List<ValueLines.Piece>> pieces, ColumnShape[] seen) throws IOException {
        for (int i = 0; i < sheets.size(); i++) {
            for (ValueLines.Piece piece : pieces.get(i)) {
                sheets.get(i).append(piece);
            }
        }
        for (int i = 0; i < shapes.length; i++) {
            shapes[i].add(seen[i]);
        }
    }
}
