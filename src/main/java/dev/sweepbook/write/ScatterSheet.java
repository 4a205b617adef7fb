package dev.sweepbook.write;

import java.util.List;
import org.apache.poi.xddf.usermodel.PresetColor;
import org.apache.poi.xddf.usermodel.PresetLineDash;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFNoFillProperties;
import org.apache.poi.xddf.usermodel.XDDFPresetLineDash;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.ScatterStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFScatterChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Draws points on a sheet of their own; their cells stand in another. */
final class ScatterSheet {
    private static final int BELOW = 37;
    private static final int ENDS = 4;
    /** Told apart by colour-blind readers; Okabe and Ito 2008. */
    private static final List<String> COLOURS =
            List.of("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "000000", "999999");

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

    void addTo(XSSFWorkbook workbook, String name, int place) {
        XSSFSheet sheet = workbook.createSheet(name);
        workbook.setSheetOrder(name, place);
        sheet.setDisplayGridlines(false);
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        XSSFClientAnchor anchor = new XSSFClientAnchor(0, 0, 0, 0, 0, 0, 16, 36);
        XSSFChart chart = sheet.createDrawingPatriarch().createChart(anchor);
        chart.setTitleText(scatter.title());
        chart.setTitleOverlay(false);
        chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        XDDFValueAxis right = axis(chart, AxisPosition.BOTTOM, scatter.horizontal());
        XDDFValueAxis up = axis(chart, AxisPosition.LEFT, scatter.vertical());
        XDDFScatterChartData data = (XDDFScatterChartData) chart.createData(ChartTypes.SCATTER, right, up);
        data.setStyle(ScatterStyle.LINE_MARKER);
        for (int i = 0; i < scatter.series().size(); i++) {
            points(data, scatter.series().get(i), COLOURS.get(i % COLOURS.size()));
        }
        diagonal(data, sheet);
        chart.plot(data);
    }

    private static XDDFValueAxis axis(XSSFChart chart, AxisPosition position, String title) {
        XDDFValueAxis axis = chart.createValueAxis(position);
        axis.setTitle(title);
        axis.setLogBase(10);
        axis.setCrosses(AxisCrosses.MIN);
        axis.setNumberFormat("General");
        return axis;
    }

    private void points(XDDFScatterChartData data, Scatter.Series series, String colour) {
        XDDFScatterChartData.Series points = (XDDFScatterChartData.Series) data.addSeries(
                source(series.horizontal(), range(horizontalColumn, series)),
                source(series.vertical(), range(verticalColumn, series)));
        points.setTitle(series.name(), null);
        points.setSmooth(false);
        points.setMarkerStyle(MarkerStyle.CIRCLE);
        XDDFLineProperties none = new XDDFLineProperties(new XDDFNoFillProperties());
        points.setLineProperties(none);
        XDDFSolidFillProperties fill = new XDDFSolidFillProperties(XDDFColor.from(rgb(colour)));
        var shape = new org.apache.poi.xddf.usermodel.XDDFShapeProperties();
        shape.setFillProperties(fill);
        shape.setLineProperties(new XDDFLineProperties(new XDDFNoFillProperties()));
        points.setMarkerStyle(MarkerStyle.CIRCLE);
        points.getCTScatterSer().getMarker().setSpPr(shape.getXmlObject());
    }

    private static byte[] rgb(String colour) {
        int value = Integer.parseInt(colour, 16);
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private String range(String column, Scatter.Series series) {
        return "'" + dataSheet + "'!$" + column + "$" + series.firstRow() + ":$" + column + "$" + series.lastRow();
    }

    private static XDDFNumericalDataSource<Double> source(List<Double> values, String range) {
        return XDDFDataSourcesFactory.fromArray(values.toArray(Double[]::new), range);
    }

    /** The line of equal values; its two ends stand in cells below the chart. */
    private void diagonal(XDDFScatterChartData data, XSSFSheet sheet) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Scatter.Series series : scatter.series()) {
            for (int i = 0; i < series.horizontal().size(); i++) {
                double right = series.horizontal().get(i);
                double up = series.vertical().get(i);
                least = Math.min(least, Math.min(right, up));
                most = Math.max(most, Math.max(right, up));
            }
        }
        XSSFRow from = sheet.createRow(BELOW);
        from.createCell(0).setCellValue("The line of equal values, from");
        from.createCell(ENDS).setCellValue(least);
        XSSFRow to = sheet.createRow(BELOW + 1);
        to.createCell(0).setCellValue("to");
        to.createCell(ENDS).setCellValue(most);
        XDDFNumericalDataSource<Double> ends =
                source(List.of(least, most), "'" + sheet.getSheetName() + "'!$E$" + (BELOW + 1) + ":$E$" + (BELOW + 2));
        XDDFScatterChartData.Series line = (XDDFScatterChartData.Series) data.addSeries(ends, ends);
        line.setTitle("as measured", null);
        line.setSmooth(false);
        line.setMarkerStyle(MarkerStyle.NONE);
        XDDFLineProperties dashes =
                new XDDFLineProperties(new XDDFSolidFillProperties(XDDFColor.from(PresetColor.GRAY)));
        dashes.setPresetDash(new XDDFPresetLineDash(PresetLineDash.DASH));
        line.setLineProperties(dashes);
    }
}
