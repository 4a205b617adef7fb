package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.ReportOptions;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Gopher on 8 and 16 devices at three batches, of which only 4 and 5, 16 devices at batch 1 and 16, fit. */
class BestRowsTest {
    private static SweepFile gopher(ReportOptions.Rows rows) {
        return SampleSweeps.file(
                        "gopher",
                        List.of(SampleSweeps.gopher()),
                        GridAxis.of(Axis.TENSOR_PARALLEL, List.of(8L, 16L)),
                        GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 16L, 512L)))
                .withReport(new ReportOptions(null, 1, rows));
    }

    private static XSSFWorkbook written(ReportOptions.Rows rows) throws IOException {
        SweepFile file = gopher(rows);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookSink sink = new WorkbookSink(bytes, file, Columns.of(file), SampleSweeps.FACTS, null)) {
            new RowCursor(file).forEach(sink::row);
            sink.finish();
            assertThat(sink.rows()).isEqualTo(6);
        }
        return new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static List<List<String>> lines(XSSFSheet sheet) {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : sheet) {
            List<String> line = new ArrayList<>();
            for (Cell cell : row) {
                DataFormatter shown = new DataFormatter();
                shown.setUseCachedValuesForFormulaCells(true);
                line.add(shown.formatCellValue(cell));
            }
            lines.add(line);
        }
        return lines.subList(1, lines.size());
    }

    @Test
    void theSheetsHoldTheBestAndTheirFiguresAreTheSame() throws IOException {
        try (XSSFWorkbook all = written(ReportOptions.Rows.ALL);
                XSSFWorkbook best = written(ReportOptions.Rows.BEST)) {
            // the lowest step is that of 4; 5 is as fast, cheaper, and gives more: it leads everything else
            for (String sheet : List.of("Scenarios", "Latency", "KV cache", "Cost")) {
                List<List<String>> every = lines(all.getSheet(sheet));
                List<List<String>> held = lines(best.getSheet(sheet));
                assertThat(held).as(sheet).extracting(line -> line.get(0)).containsExactly("4", "5");
                for (int row = 0; row < 2; row++) {
                    assertThat(raw(best.getSheet(sheet), row + 1))
                            .as(sheet)
                            .isEqualTo(raw(all.getSheet(sheet), row + 4));
                }
                assertThat(every).hasSize(6);
            }
            assertThat(best.getName("sb_rows").getRefersToFormula()).isEqualTo("\"best\"");
            assertThat(best.getName("sb_scenario_count").getRefersToFormula()).isEqualTo("6");
            assertThat(all.getName("sb_rows").getRefersToFormula()).isEqualTo("\"all\"");
        }
    }

    private static List<Object> raw(XSSFSheet sheet, int row) {
        List<Object> values = new ArrayList<>();
        for (Cell cell : sheet.getRow(row)) {
            CellType type =
                    cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
            values.add(
                    switch (type) {
                        case NUMERIC -> cell.getNumericCellValue();
                        case BOOLEAN -> cell.getBooleanCellValue();
                        case STRING -> cell.getStringCellValue();
                        default -> "";
                    });
        }
        return values;
    }

    @Test
    void theSummaryCoversEveryScenarioAndSaysWhatTheSheetsHold() throws IOException {
        try (XSSFWorkbook best = written(ReportOptions.Rows.BEST)) {
            List<String> texts = new ArrayList<>();
            best.getSheet("Summary")
                    .forEach(row -> row.forEach(cell -> texts.add(new DataFormatter().formatCellValue(cell))));
            assertThat(texts)
                    .contains("6 scenarios: 2 fit the memory, 4 do not, 0 are not supported. Scenarios that do not fit"
                            + " win nothing below.")
                    .anyMatch(text -> text.startsWith("2 of the 6 scenarios: the best 1 by cost, latency"));
        }
    }
}
