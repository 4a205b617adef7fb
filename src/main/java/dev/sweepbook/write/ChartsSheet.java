package dev.sweepbook.write;

import dev.sweepbook.report.Graph;
import dev.sweepbook.report.Graph.Ink;
import dev.sweepbook.report.Graph.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The charts of a summary two beside each other, each under a sentence, and the table their points stand in. */
final class ChartsSheet {
    /** Name of the sheet with the charts. */
    static final String CHARTS = "Charts";
    /** Name of the sheet with their points. */
    static final String DATA = "Chart data";

    private static final double WIDE = 79;
    private static final double GAP = 3;
    private static final int ROWS = 17;
    private static final double ROW_POINTS = 13.5;
    private static final int BESIDE = 2;
    private static final int ON_A_PAGE = 2;

    private final List<Graph> graphs;
    private final Styles styles;
    private final List<SheetCharts.Placed> placed = new ArrayList<>();
    private final List<Integer> breaks = new ArrayList<>();

    ChartsSheet(List<Graph> graphs, Styles styles) {
        this.graphs = graphs;
        this.styles = styles;
    }

    /** The sheet without its charts, which {@link #addTo} draws. */
    SheetPart sheet() throws IOException {
        List<Chart> charts = charts();
        DeflatedPart part = new DeflatedPart(null);
        RowWriter rows = new RowWriter(part, 0);
        rows.begin(26);
        rows.text(0, CHARTS, Look.TITLE.style());
        rows.end();
        for (int first = 0; first < charts.size(); first += BESIDE) {
            List<Chart> beside = charts.subList(first, Math.min(first + BESIDE, charts.size()));
            rows.begin(captionHeight(beside));
            for (int i = 0; i < beside.size(); i++) {
                rows.text(2 * i, beside.get(i).says(), Look.SENTENCE.style());
            }
            rows.end();
            int top = rows.row();
            for (int i = 0; i < beside.size(); i++) {
                placed.add(new SheetCharts.Placed(beside.get(i), 2 * i, top, 2 * i + 1, top + ROWS));
            }
            for (int i = 0; i <= ROWS; i++) {
                rows.begin(ROW_POINTS);
                rows.end();
            }
            if ((first / BESIDE + 1) % ON_A_PAGE == 0 && first + BESIDE < charts.size()) {
                breaks.add(rows.row() - 1);
            }
        }
        rows.flush();
        part.end();
        List<Double> widths = List.of(WIDE, GAP, WIDE);
        SheetPart.Frame frame = new SheetPart.Frame(0, 0);
        return new SheetPart(CHARTS, List.of(), widths, part, "", rows.row(), List.of(), List.of(), frame);
    }

    private static double captionHeight(List<Chart> beside) {
        int lines = 1;
        for (Chart chart : beside) {
            lines = Math.max(lines, TextFit.lines(chart.says(), WIDE - 3));
        }
        return TextFit.height(lines);
    }

    /** Draws the charts, once the sheets are there. */
    void addTo(XSSFWorkbook workbook) throws IOException {
        XSSFSheet sheet = workbook.getSheet(CHARTS);
        breaks.forEach(sheet::setRowBreak);
        SheetCharts.add(sheet, placed);
    }

    /** The points of all charts, a line each. */
    SheetPart data() throws IOException {
        TableSheet table = new TableSheet(
                DATA,
                styles,
                List.of(
                        new TableSheet.Head("Chart", 60, "Title of the chart on sheet Charts"),
                        new TableSheet.Head("Series", 44, "Its name in the legend"),
                        new TableSheet.Head("Category", 44, "What a column or a bar stands for"),
                        new TableSheet.Head("Across", 16, "Value on the axis to the right, in the unit the axis names"),
                        new TableSheet.Head("Up", 16, "Value on the axis of heights, in the unit the axis names")));
        for (Graph graph : graphs) {
            for (Graph.Series series : graph.series()) {
                for (Point point : series.points()) {
                    table.line(line(graph, series, point));
                }
            }
        }
        return table.finish();
    }

    private static List<@Nullable Object> line(Graph graph, Graph.Series series, Point point) {
        Object category = point.category().isEmpty() ? null : point.category();
        Object across = Double.isNaN(point.across()) ? null : (Object) point.across();
        return Arrays.asList(graph.title(), series.name(), category, across, point.up());
    }

    private List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        int row = 2;
        for (Graph graph : graphs) {
            List<Chart.Series> drawn = new ArrayList<>();
            int others = 0;
            for (Graph.Series series : graph.series()) {
                drawn.add(series(series, row, others));
                others += series.ink() == Ink.OTHER ? 1 : 0;
                row += series.points().size();
            }
            charts.add(new Chart(graph.title(), graph.says(), graph.shape(), graph.across(), graph.up(), drawn));
        }
        return charts;
    }

    private static Chart.Series series(Graph.Series series, int row, int others) {
        int last = row + series.points().size() - 1;
        boolean named = !series.points().get(0).category().isEmpty();
        List<Object> across = new ArrayList<>();
        List<Object> up = new ArrayList<>();
        for (Point point : series.points()) {
            across.add(named ? point.category() : (Object) point.across());
            up.add(point.up());
        }
        return new Chart.Series(
                series.name(),
                cell("B", row),
                ChartColours.of(series.ink(), others),
                series.mark(),
                new Chart.Cells(range(named ? "C" : "D", row, last), across),
                new Chart.Cells(range("E", row, last), up));
    }

    private static String cell(String column, int row) {
        return "'" + DATA + "'!$" + column + "$" + row;
    }

    private static String range(String column, int row, int last) {
        return cell(column, row) + ":$" + column + "$" + last;
    }
}
