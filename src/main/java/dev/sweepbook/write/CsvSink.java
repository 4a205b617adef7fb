package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes one row a scenario as CSV: UTF-8, comma, line feed, column ids as header, numbers in base units. Text that a
 * spreadsheet would take for a formula gets a leading apostrophe.
 */
public final class CsvSink implements ChunkedSink {
    private static final int CHUNK = 1 << 12;
    private static final int COPY_BYTES = 1 << 16;
    private static final double EXACT_LONG = 1L << 53;
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final List<Column> columns;
    private final OutputStream out;
    private final byte[] header;

    /**
     * A file with its header.
     *
     * @param out takes the bytes; closed with the sink
     * @param columns what is written, in order
     * @throws IOException where the header cannot be written
     */
    public CsvSink(OutputStream out, List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.out = new BufferedOutputStream(out, COPY_BYTES);
        try (Text text = new Text()) {
            for (Column column : columns) {
                text.printer.print(column.id());
            }
            text.printer.println();
            this.header = text.taken();
        }
        this.out.write(header);
    }

    @Override
    public int chunkIndexes() {
        return CHUNK;
    }

    @Override
    public Encoder encoder() {
        try {
            return new Text();
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is written yet
        }
    }

    @Override
    public void appendFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(header.length), header)) {
                throw new IOException(file.getFileName() + " has other columns");
            }
            byte[] buffer = new byte[COPY_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static String text(Column.Value value, Row row) {
        if (value instanceof Column.Measure measure) {
            return number(measure.of().applyAsDouble(row));
        }
        if (value instanceof Column.Flag flag) {
            Boolean state = flag.of().apply(row);
            return state == null ? "" : state.toString();
        }
        String text = ((Column.Text) value).of().apply(row);
        return text == null ? "" : inert(text);
    }

    /**
     * Digits that read back as the same double; a whole number without point or exponent where a double is exact.
     *
     * @param value a number
     * @return its digits, empty where it is not finite
     */
    public static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_LONG) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /**
     * Text that no spreadsheet takes for a formula, the full-width signs included.
     *
     * @param text any text
     * @return the text, with an apostrophe before it where it looks like a formula
     */
    public static String inert(String text) {
        return !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Rows as text. */
    private final class Text implements Encoder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        private final CSVPrinter printer = new CSVPrinter(writer, FORMAT);

        Text() throws IOException {}

        @Override
        public void row(Row row) throws IOException {
            for (Column column : columns) {
                printer.print(text(column.value(), row));
            }
            printer.println();
        }

        byte[] taken() throws IOException {
            writer.flush();
            byte[] taken = bytes.toByteArray();
            bytes.reset();
            return taken;
        }

        @Override
        public Chunk chunk() throws IOException {
            byte[] taken = taken();
            return () -> out.write(taken);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
