package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.sweep.Row;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes one row a scenario as CSV: UTF-8, comma, line feed, column ids as header, numbers in base units. Text that a
 * spreadsheet would take for a formula gets a leading apostrophe.
 */
public final class CsvSink implements Sink {
    private static final double EXACT_LONG = 1L << 53;
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final List<Column> columns;
    private final Writer writer;
    private final CSVPrinter printer;

    /**
     * A file with its header.
     *
     * @param out takes the bytes; closed with the sink
     * @param columns what is written, in order
     * @throws IOException where the header cannot be written
     */
    public CsvSink(OutputStream out, List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.printer = new CSVPrinter(writer, FORMAT);
        for (Column column : columns) {
            printer.print(column.id());
        }
        printer.println();
    }

    @Override
    public void row(Row row) throws IOException {
        for (Column column : columns) {
            printer.print(text(column.value(), row));
        }
        printer.println();
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
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
