package dev.sweepbook.write;

import dev.sweepbook.report.Graph;
import dev.sweepbook.report.Graph.Mark;
import dev.sweepbook.report.Graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a chart. Written here and not by POI, whose classes for charts cost more at start-up than a small run.
 * Elements stand in the order of ECMA-376 part 1, chapter 21.2.
 */
final class ChartXml {
    /** Labels that stand beside each other below a chart. */
    private static final int MOST_LABELS = 9;

    private static final int ACROSS = 111;
    private static final int UP = 222;
    private static final String GRID = "D9DEE5";
    private static final String TEXT = "333333";

    private final Chart chart;
    private final StringBuilder xml = new StringBuilder(8192);
    private int index;

    private ChartXml(Chart chart) {
        this.chart = chart;
    }

    static String of(Chart chart) {
        return new ChartXml(chart).whole();
    }

    private String whole() {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace"
                + " xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\""
                + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
                + "<c:roundedCorners val=\"0\"/><c:chart>");
        title(chart.title(), 1100, true, false);
        xml.append("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
        if (chart.shape() == Shape.NUMBERS) {
            scatter();
        } else {
            stacks();
        }
        xml.append("</c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>"
                + "<c:plotVisOnly val=\"0\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr>");
        fill("FFFFFF");
        xml.append("<a:ln w=\"9525\">");
        fill(GRID);
        xml.append("</a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\">");
        fill(TEXT);
        face();
        return xml.append("</a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr></c:chartSpace>")
                .toString();
    }

    private void face() {
        xml.append("<a:latin typeface=\"Arial\"/>");
    }

    private void fill(String colour) {
        xml.append("<a:solidFill><a:srgbClr val=\"").append(colour).append("\"/></a:solidFill>");
    }

    private void title(String text, int size, boolean bold, boolean upright) {
        String properties = " sz=\"" + size + "\" b=\"" + (bold ? 1 : 0) + "\"";
        xml.append("<c:title><c:tx><c:rich><a:bodyPr")
                .append(upright ? " rot=\"-5400000\" vert=\"horz\"" : "")
                .append("/><a:p><a:pPr><a:defRPr")
                .append(properties)
                .append("/></a:pPr><a:r><a:rPr lang=\"en-US\"")
                .append(properties)
                .append('>');
        fill(TEXT);
        face();
        xml.append("</a:rPr><a:t>");
        CellText.append(xml, text);
        xml.append("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>");
    }

    private void scatter() {
        xml.append("<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>");
        for (Chart.Series series : chart.series()) {
            begin(series);
            line(series);
            marker(series);
            numbers("xVal", series.across());
            numbers("yVal", series.up());
            xml.append("<c:smooth val=\"0\"/></c:ser>");
        }
        axes();
        xml.append("</c:scatterChart>");
        valueAxis(ACROSS, UP, chart.across(), "b", "min", false);
        valueAxis(UP, ACROSS, chart.up(), "l", "min", false);
    }

    private void stacks() {
        boolean bars = chart.shape() == Shape.BARS;
        List<Chart.Series> stacked = new ArrayList<>();
        List<Chart.Series> lines = new ArrayList<>();
        chart.series().forEach(series -> (series.mark() == Mark.DASHES ? lines : stacked).add(series));
        xml.append("<c:barChart><c:barDir val=\"")
                .append(bars ? "bar" : "col")
                .append("\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>");
        for (Chart.Series series : stacked) {
            begin(series);
            xml.append("<c:spPr>");
            fill(series.colour());
            xml.append("</c:spPr><c:invertIfNegative val=\"0\"/>");
            categories(series);
        }
        xml.append("<c:gapWidth val=\"45\"/><c:overlap val=\"100\"/>");
        axes();
        xml.append("</c:barChart>");
        if (!lines.isEmpty()) {
            xml.append("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
            for (Chart.Series series : lines) {
                begin(series);
                line(series);
                marker(series);
                categories(series);
            }
            xml.append("<c:marker val=\"1\"/>");
            axes();
            xml.append("</c:lineChart>");
        }
        categoryAxis(bars);
        valueAxis(UP, ACROSS, chart.up(), bars ? "b" : "l", bars ? "max" : "min", true);
    }

    private void axes() {
        xml.append("<c:axId val=\"")
                .append(ACROSS)
                .append("\"/><c:axId val=\"")
                .append(UP)
                .append("\"/>");
    }

    private void begin(Chart.Series series) {
        xml.append("<c:ser><c:idx val=\"")
                .append(index)
                .append("\"/><c:order val=\"")
                .append(index)
                .append("\"/><c:tx>");
        index++;
        if (series.nameCell().isEmpty()) {
            xml.append("<c:v>");
            CellText.append(xml, series.name());
            xml.append("</c:v>");
        } else {
            texts("strRef", new Chart.Cells(series.nameCell(), List.of(series.name())));
        }
        xml.append("</c:tx>");
    }

    private void line(Chart.Series series) {
        xml.append("<c:spPr><a:ln w=\"")
                .append(series.mark() == Mark.DASHES ? 15875 : 22225)
                .append("\" cap=\"rnd\">");
        if (series.mark() == Mark.DOTS) {
            xml.append("<a:noFill/>");
        } else {
            fill(series.colour());
            if (series.mark() == Mark.DASHES) {
                xml.append("<a:prstDash val=\"dash\"/>");
            }
            xml.append("<a:round/>");
        }
        xml.append("</a:ln></c:spPr>");
    }

    private void marker(Chart.Series series) {
        boolean dots = series.mark() == Mark.DOTS || series.mark() == Mark.DOTTED_LINE;
        if (!dots) {
            xml.append("<c:marker><c:symbol val=\"none\"/></c:marker>");
            return;
        }
        xml.append("<c:marker><c:symbol val=\"circle\"/><c:size val=\"")
                .append(series.mark() == Mark.DOTS ? 8 : 5)
                .append("\"/><c:spPr>");
        fill(series.colour());
        xml.append("<a:ln><a:noFill/></a:ln></c:spPr></c:marker>");
    }

    private void categories(Chart.Series series) {
        xml.append("<c:cat>");
        texts("strRef", series.across());
        xml.append("</c:cat>");
        numbers("val", series.up());
        xml.append(series.mark() == Mark.DASHES ? "<c:smooth val=\"0\"/></c:ser>" : "</c:ser>");
    }

    private void texts(String element, Chart.Cells cells) {
        xml.append("<c:").append(element).append("><c:f>");
        CellText.append(xml, cells.range());
        xml.append("</c:f><c:strCache>");
        points(cells);
        xml.append("</c:strCache></c:").append(element).append('>');
    }

    private void numbers(String element, Chart.Cells cells) {
        xml.append("<c:").append(element).append("><c:numRef><c:f>");
        CellText.append(xml, cells.range());
        xml.append("</c:f><c:numCache><c:formatCode>General</c:formatCode>");
        points(cells);
        xml.append("</c:numCache></c:numRef></c:").append(element).append('>');
    }

    private void points(Chart.Cells cells) {
        xml.append("<c:ptCount val=\"").append(cells.values().size()).append("\"/>");
        for (int i = 0; i < cells.values().size(); i++) {
            xml.append("<c:pt idx=\"").append(i).append("\"><c:v>");
            CellText.append(xml, cells.values().get(i).toString());
            xml.append("</c:v></c:pt>");
        }
    }

    private void valueAxis(int id, int other, Graph.Scale scale, String side, String crosses, boolean between) {
        xml.append("<c:valAx><c:axId val=\"").append(id).append("\"/><c:scaling>");
        if (scale.base() > 0) {
            xml.append("<c:logBase val=\"").append(scale.base()).append("\"/>");
        }
        xml.append("<c:orientation val=\"minMax\"/>");
        if (!Double.isNaN(scale.least())) {
            xml.append("<c:min val=\"").append(scale.least()).append("\"/>");
        }
        xml.append("</c:scaling><c:delete val=\"0\"/><c:axPos val=\"")
                .append(side)
                .append("\"/><c:majorGridlines>");
        thin();
        xml.append("</c:majorGridlines>");
        title(scale.title(), 900, false, side.equals("l"));
        xml.append("<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/>"
                + "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>");
        thin();
        crossing(other, crosses);
        xml.append("<c:crossBetween val=\"")
                .append(between ? "between" : "midCat")
                .append("\"/></c:valAx>");
    }

    private void categoryAxis(boolean bars) {
        xml.append("<c:catAx><c:axId val=\"")
                .append(ACROSS)
                .append("\"/><c:scaling><c:orientation val=\"")
                .append(bars ? "maxMin" : "minMax")
                .append("\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"")
                .append(bars ? "l" : "b")
                .append("\"/>");
        if (!bars) {
            title(chart.across().title(), 900, false, false);
        }
        xml.append("<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>"
                + "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>");
        thin();
        crossing(UP, "autoZero");
        xml.append("<c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:tickLblSkip val=\"")
                .append(bars ? 1 : (categories() + MOST_LABELS - 1) / MOST_LABELS)
                .append("\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>");
    }

    private int categories() {
        return chart.series().stream()
                .mapToInt(series -> series.across().values().size())
                .max()
                .orElse(1);
    }

    private void thin() {
        xml.append("<c:spPr><a:ln w=\"6350\">");
        fill(GRID);
        xml.append("</a:ln></c:spPr>");
    }

    private void crossing(int other, String crosses) {
        xml.append("<c:crossAx val=\"")
                .append(other)
                .append("\"/><c:crosses val=\"")
                .append(crosses)
                .append("\"/>");
    }
}
