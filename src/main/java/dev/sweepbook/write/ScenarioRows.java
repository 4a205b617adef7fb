package dev.sweepbook.write;

import dev.sweepbook.live.LiveBook;
import dev.sweepbook.live.LiveRow;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.sweep.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sheets that have a line a scenario, and their lines: of formulas, or of values. */
final class ScenarioRows implements Closeable {
    private final ColumnShape[] shapes;
    private final Map<Sheet, ScenarioSheet> sheets = new EnumMap<>(Sheet.class);
    private final RowValues values;
    private final ValueSheets chunked;
    private ValueSheets.@Nullable ValueEncoder own;
    private long living;

    /**
     * Sheets without lines, those left out that would say nothing.
     *
     * @param columns the workbook's columns
     * @param shapes how each is shown
     * @param mostRows rows of one sheet
     * @param formulaRows lines that hold formulas
     * @param vocabulary texts that lines of values refer to
     * @param temporary folder for rows that outgrow the memory, or null for the system's own
     */
    ScenarioRows(
            List<Column> columns,
            ColumnShape[] shapes,
            int mostRows,
            int formulaRows,
            Vocabulary vocabulary,
            @Nullable Path temporary) {
        this.shapes = shapes;
        this.values = new RowValues(columns);
        for (Sheet sheet : Sheet.perScenario()) {
            ScenarioSheet shown = new ScenarioSheet(sheet, columns, shapes, mostRows, formulaRows, temporary);
            if (shown.saysSomething()) {
                sheets.put(sheet, shown);
            }
        }
        this.chunked = new ValueSheets(columns, shapes, sheets.values(), vocabulary);
    }

    Map<Sheet, ScenarioSheet> sheets() {
        return sheets;
    }

    /** Takes lines of values in chunks, from any number of threads. */
    ChunkedRows chunked() {
        return chunked;
    }

    /** Shows a row as formulas, with its steps on the hidden sheets; gives its cells, valid until the next row. */
    RowValues formulas(Row row, LiveBook book, HiddenSheets hidden) throws IOException {
        living++;
        values.read(row, shapes);
        LiveRow formulas = book.row(row, values);
        for (ScenarioSheet sheet : sheets.values()) {
            sheet.row(values, formulas);
        }
        hidden.row(formulas);
        return values;
    }

    /** Shows a row as values; gives its cells, valid until the next row. */
    RowValues values(Row row) throws IOException {
        ValueSheets.ValueEncoder encoder = own;
        if (encoder == null) {
            encoder = chunked.encoder();
            own = encoder;
        } else if (encoder.taken() == chunked.chunkIndexes()) {
            encoder.chunk().append();
        }
        encoder.row(row);
        return encoder.values();
    }

    /** Ends the lines; gives how many there are on each sheet. */
    long finish() throws IOException {
        if (own != null) {
            own.chunk().append();
        }
        return living + chunked.rows();
    }

    /** Bytes of the lines so far, what is still in a chunk left out. */
    long bytes() {
        return sheets.values().stream().mapToLong(ScenarioSheet::bytes).sum();
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
        for (ScenarioSheet sheet : sheets.values()) {
            sheet.close();
        }
    }
}
