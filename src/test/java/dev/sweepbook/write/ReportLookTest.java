package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTColorScale;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCfvoType;

/** What a reader of a report sees at a glance. */
class ReportLookTest {
    private static final String INPUT = "FFFFFDE7";

    private XSSFWorkbook workbook = new XSSFWorkbook();

    @BeforeEach
    void write() throws IOException {
        SweepFile file = SampleSweeps.workedCases();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookSink sink = new WorkbookSink(
                bytes, file, Columns.of(file), SampleSweeps.FACTS, null, null, WorkbookSink.MOST_ROWS)) {
            new RowCursor(file).forEach(sink::row);
            sink.finish();
        }
        workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @AfterEach
    void close() throws IOException {
        workbook.close();
    }

    private XSSFCell cell(String sheet, String id, int row) {
        XSSFSheet lines = workbook.getSheet(sheet);
        for (Cell head : lines.getRow(0)) {
            if (head.getCellComment().getString().getString().startsWith(id + "\n")) {
                return lines.getRow(row).getCell(head.getColumnIndex());
            }
        }
        throw new AssertionError(sheet + " has no column " + id);
    }

    private static String fill(XSSFCell cell) {
        XSSFColor color = cell.getCellStyle().getFillForegroundColorColor();
        return color == null ? "" : color.getARGBHex();
    }

    @Test
    void cellsThatMayBeEditedHaveAColourOfTheirOwn() {
        for (String id : List.of("model", "hardware", "batch_size", "weight_dtype", "price_per_device_hour")) {
            assertThat(fill(cell("Scenarios", id, 1))).as(id).isEqualTo(INPUT);
        }
        for (String id : List.of("scenario", "devices", "status")) {
            assertThat(fill(cell("Scenarios", id, 1))).as(id).isNotEqualTo(INPUT);
        }
        assertThat(fill(cell("Hardware", "memory_bandwidth", 1))).isEqualTo(INPUT);
        assertThat(fill(cell("Models", "hidden_size", 1))).isEqualTo(INPUT);
        assertThat(fill(cell("Latency", "batch_size", 1))).isNotEqualTo(INPUT); // a copy of what stands on Scenarios
    }

    @Test
    void theSummaryExplainsTheColours() {
        List<String> explained = new ArrayList<>();
        for (Cell cell : workbook.getSheet("Summary").getRow(2)) {
            explained.add(cell.getStringCellValue() + " " + fill((XSSFCell) cell));
        }
        assertThat(explained)
                .contains("input, to be edited " + INPUT, "memory binds FFDCE9F5", "does not fit FFFFF3C4")
                .hasSize(7);
    }

    @Test
    void theHeaderThatLinksBackIsLight() {
        assertThat(fill(workbook.getSheet("Latency").getRow(0).getCell(0))).isEqualTo("FFE8EDF3");
        assertThat(fill(workbook.getSheet("Latency").getRow(0).getCell(1))).isEqualTo("FF1F3A5F");
    }

    @Test
    void notesStandOnOneLineAndLast() {
        XSSFCell notes = cell("Scenarios", "notes", 1);
        assertThat(notes.getCellStyle().getWrapText()).isFalse();
        assertThat(notes.getColumnIndex())
                .isEqualTo(workbook.getSheet("Scenarios").getRow(0).getLastCellNum() - 1);
        for (Row row : workbook.getSheet("Scenarios")) {
            assertThat(row.getRowNum() == 0
                            || !((org.apache.poi.xssf.usermodel.XSSFRow) row)
                                    .getCTRow()
                                    .isSetHt())
                    .as("row " + row.getRowNum())
                    .isTrue();
        }
    }

    @Test
    void costSaysBesideThePromiseWhetherAScenarioFits() {
        assertThat(cell("Cost", "fits", 1).getColumnIndex() + 1)
                .isEqualTo(cell("Cost", "meets_slo", 1).getColumnIndex());
        assertThat(cell("Cost", "usd_per_million_output_tokens_with_prompt", 1).getColumnIndex() + 1)
                .isEqualTo(cell("Cost", "usd_per_million_output_tokens", 1).getColumnIndex());
    }

    @Test
    void anOutlierDoesNotFlattenAHeatMap() {
        List<CTColorScale> scales = new ArrayList<>();
        workbook.getSheet("Summary")
                .getCTWorksheet()
                .getConditionalFormattingList()
                .forEach(format -> format.getCfRuleList().forEach(rule -> {
                    if (rule.isSetColorScale()) {
                        scales.add(rule.getColorScale());
                    }
                }));
        assertThat(scales).isNotEmpty().allSatisfy(scale -> {
            assertThat(scale.sizeOfCfvoArray()).isEqualTo(3);
            assertThat(scale.getCfvoArray(1).getType()).isEqualTo(STCfvoType.PERCENTILE);
            assertThat(scale.getCfvoArray(1).getVal()).isEqualTo("50");
        });
    }
}
