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
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSource;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** The charts of a workbook as POI reads them, which did not write them. */
class ChartsTest {
    private static XSSFWorkbook workbook() throws IOException {
        SweepFile file = SampleSweeps.workedCases();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookSink sink = new WorkbookSink(bytes, file, Columns.of(file), SampleSweeps.FACTS, null)) {
            new RowCursor(file).forEach(sink::row);
            sink.finish();
        }
        return new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void everyChartHasTitlesForItselfAndItsAxesAndWordsForThoseWhoCannotSee() throws IOException {
        try (XSSFWorkbook workbook = workbook()) {
            List<XSSFChart> charts =
                    workbook.getSheet("Charts").getDrawingPatriarch().getCharts();
            assertThat(charts).hasSize(5);
            List<String> descriptions =
                    workbook.getSheet("Charts").getDrawingPatriarch().getCTDrawing().getTwoCellAnchorList().stream()
                            .map(anchor -> anchor.getGraphicFrame()
                                    .getNvGraphicFramePr()
                                    .getCNvPr()
                                    .getDescr())
                            .toList();
            for (int i = 0; i < charts.size(); i++) {
                assertThat(descriptions.get(i))
                        .startsWith(charts.get(i).getTitleText().getString() + ". ");
            }
            for (XSSFChart chart : charts) {
                assertThat(chart.getTitleText().getString()).isNotBlank();
                chart.getCTChart()
                        .getPlotArea()
                        .getValAxList()
                        .forEach(axis -> assertThat(axis.getTitle().xmlText())
                                .containsPattern("\\((ms|sequences|GB|FLOP/B|TFLOP/s|tokens)\\)|tokens a second"));
            }
        }
    }

    @Test
    void everyPointIsTheCellItRefersTo() throws IOException {
        int points = 0;
        try (XSSFWorkbook workbook = workbook()) {
            for (XSSFChart chart :
                    workbook.getSheet("Charts").getDrawingPatriarch().getCharts()) {
                for (XDDFChartData data : chart.getChartSeries()) {
                    for (int i = 0; i < data.getSeriesCount(); i++) {
                        XDDFChartData.Series series = data.getSeries(i);
                        points += compare(workbook, series.getCategoryData());
                        points += compare(workbook, series.getValuesData());
                    }
                }
            }
        }
        assertThat(points).isGreaterThan(100);
    }

    private static int compare(XSSFWorkbook workbook, XDDFDataSource<?> source) {
        List<Object> cells = cells(workbook, source.getFormula());
        assertThat(source.getPointCount()).isEqualTo(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            String point = String.valueOf(source.getPointAt(i));
            assertThat(source.isNumeric() || cells.get(i) instanceof Double ? (Object) Double.valueOf(point) : point)
                    .isEqualTo(cells.get(i));
        }
        return cells.size();
    }

    private static List<Object> cells(XSSFWorkbook workbook, String range) {
        List<Object> values = new ArrayList<>();
        for (CellReference at : new AreaReference(range, workbook.getSpreadsheetVersion()).getAllReferencedCells()) {
            Cell cell = workbook.getSheet(at.getSheetName()).getRow(at.getRow()).getCell(at.getCol());
            values.add(
                    switch (cell.getCellType()) {
                        case NUMERIC -> cell.getNumericCellValue();
                        default -> cell.getStringCellValue();
                    });
        }
        return values;
    }

    @Test
    void mapsAreShadedLineByLine() throws IOException {
        try (XSSFWorkbook workbook = workbook()) {
            XSSFSheet summary = workbook.getSheet("Summary");
            assertThat(summary.getSheetConditionalFormatting().getNumConditionalFormattings())
                    .isEqualTo(4); // two models, by cost and by throughput
            XSSFConditionalFormattingRule rule = summary.getSheetConditionalFormatting()
                    .getConditionalFormattingAt(0)
                    .getRule(0);
            assertThat(rule.getColorScaleFormatting().getNumControlPoints())
                    .isEqualTo(3); // the lowest, the median, the highest
        }
    }
}
