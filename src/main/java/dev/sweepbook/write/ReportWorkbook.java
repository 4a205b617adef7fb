package dev.sweepbook.write;

import dev.sweepbook.report.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workbook of a summary, a chart, and tables: what a command reports that is no sweep. */
public final class ReportWorkbook {
    /** Name of the sheet with the chart. */
    public static final String CHART = "Chart";

    private final String maker;

    /**
     * A maker of workbooks.
     *
     * @param toolVersion version of the program
     */
    public ReportWorkbook(String toolVersion) {
        this.maker = "Sweepbook " + toolVersion;
    }

    /**
     * A chart whose points stand in a table.
     *
     * @param scatter what is drawn
     * @param table name of the sheet the points stand in
     * @param horizontalColumn column of the values to the right, from 0
     * @param verticalColumn column of the values upwards, from 0
     */
    public record Drawn(Scatter scatter, String table, int horizontalColumn, int verticalColumn) {}

    /**
     * The workbook's bytes. The same contents give the same bytes.
     *
     * @param summary the first sheet
     * @param chart the second sheet, or null
     * @param tables the sheets that follow; one without lines is left out
     * @return the file
     */
    public byte[] bytes(Summary summary, @Nullable Drawn chart, List<NamedTable> tables) {
        return bytes(summary, chart, tables, Map.of());
    }

    /**
     * The same with names that tell programs what it is.
     *
     * @param summary the first sheet
     * @param chart the second sheet, or null
     * @param tables the sheets that follow; one without lines is left out
     * @param names defined names and the text each stands for
     * @return the file
     */
    public byte[] bytes(Summary summary, @Nullable Drawn chart, List<NamedTable> tables, Map<String, String> names) {
        Styles styles = new Styles();
        List<SheetPart> parts = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            parts.add(new SummarySheet(summary, styles).finish());
            for (NamedTable table : tables) {
                if (!table.lines().isEmpty()) {
                    parts.add(sheet(table, styles));
                }
            }
            WorkbookFile file = new WorkbookFile(summary.title(), maker, styles);
            Map<String, String> constants = new LinkedHashMap<>();
            names.forEach((name, text) -> constants.put(name, '"' + text.replace("\"", "\"\"") + '"'));
            file.define(constants);
            file.write(parts, out, workbook -> {
                if (chart != null) {
                    new ScatterSheet(chart.scatter(), chart.table(), chart.horizontalColumn(), chart.verticalColumn())
                            .addTo(workbook, CHART, 1);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(parts);
        }
        return out.toByteArray();
    }

    private static SheetPart sheet(NamedTable table, Styles styles) throws IOException {
        List<TableSheet.Head> heads = table.heads().stream()
                .map(head -> new TableSheet.Head(head.text(), head.widest(), head.note()))
                .toList();
        TableSheet sheet = new TableSheet(table.name(), styles, heads);
        table.lines().forEach(sheet::line);
        return sheet.finish();
    }

    private static void close(List<SheetPart> parts) {
        for (SheetPart part : parts) {
            try {
                part.rows().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
