package dev.sweepbook.write;

import dev.sweepbook.report.Graph;
import dev.sweepbook.report.Graph.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Draws points on a sheet of their own; their cells stand in another. */
final class ScatterSheet {
    private static final int WIDE = 16;
    private static final int HIGH = 36;
    private static final int BELOW = 37;
    private static final int ENDS = 4;

    private final Scatter scatter;
    private final String dataSheet;
    private final String horizontalColumn;
    private final String verticalColumn;

    ScatterSheet(Scatter scatter, String dataSheet, int horizontalColumn, int verticalColumn) {
        this.scatter = scatter;
        this.dataSheet = dataSheet;
        this.horizontalColumn = letters(horizontalColumn);
        this.verticalColumn = letters(verticalColumn);
    }

    private static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        RowWriter.letters(letters, column);
        return letters.toString();
    }

    void addTo(XSSFWorkbook workbook, String name, int place) throws IOException {
        XSSFSheet sheet = workbook.createSheet(name);
        workbook.setSheetOrder(name, place);
        sheet.setDisplayGridlines(false);
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        List<Chart.Series> drawn = new ArrayList<>();
        for (int i = 0; i < scatter.series().size(); i++) {
            drawn.add(points(scatter.series().get(i), i));
        }
        double least = scatter.lowest();
        drawn.add(diagonal(sheet, least, scatter.highest()));
        Chart chart = new Chart(
                scatter.title(),
                "Each point is a measurement; on the dashed line both agree",
                Graph.Shape.NUMBERS,
                new Graph.Scale(scatter.horizontal(), 10, powerBelow(least)),
                new Graph.Scale(scatter.vertical(), 10, powerBelow(least)),
                drawn);
        SheetCharts.add(sheet, List.of(new SheetCharts.Placed(chart, 0, 0, WIDE, HIGH)));
    }

    private static double powerBelow(double value) {
        return Math.pow(10, Math.floor(Math.log10(value)));
    }

    private Chart.Series points(Scatter.Series series, int place) {
        return new Chart.Series(
                series.name(),
                "",
                ChartColours.of(Graph.Ink.OTHER, place),
                Mark.DOTS,
                new Chart.Cells(range(horizontalColumn, series), List.copyOf(series.horizontal())),
                new Chart.Cells(range(verticalColumn, series), List.copyOf(series.vertical())));
    }

    private String range(String column, Scatter.Series series) {
        return "'" + dataSheet + "'!$" + column + "$" + series.firstRow() + ":$" + column + "$" + series.lastRow();
    }

    /** The line of equal values; its two ends stand in cells below the chart. */
    private static Chart.Series diagonal(XSSFSheet sheet, double least, double most) {
        XSSFRow from = sheet.createRow(BELOW);
        from.createCell(0).setCellValue("The line of equal values, from");
        from.createCell(ENDS).setCellValue(least);
        XSSFRow to = sheet.createRow(BELOW + 1);
        to.createCell(0).setCellValue("to");
        to.createCell(ENDS).setCellValue(most);
        Chart.Cells ends = new Chart.Cells(
                "'" + sheet.getSheetName() + "'!$E$" + (BELOW + 1) + ":$E$" + (BELOW + 2), List.of(least, most));
        return new Chart.Series("as measured", "", ChartColours.of(Graph.Ink.LIMIT, 0), Mark.DASHES, ends, ends);
    }
}
