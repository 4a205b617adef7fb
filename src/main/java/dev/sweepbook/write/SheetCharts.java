package dev.sweepbook.write;

import java.io.IOException;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Puts charts on a sheet that has none. */
final class SheetCharts {
    private static final String CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    private SheetCharts() {}

    /**
     * A chart and the cells it covers, from 0.
     *
     * @param chart what is drawn
     * @param column the first column
     * @param row the first row
     * @param toColumn the first column beside it
     * @param toRow the first row below it
     */
    record Placed(Chart chart, int column, int row, int toColumn, int toRow) {}

    static void add(XSSFSheet sheet, List<Placed> charts) throws IOException {
        OPCPackage whole = sheet.getPackagePart().getPackage();
        String name = free(whole, "/xl/drawings/drawing");
        String id = OwnPart.add(sheet, name, XSSFRelation.DRAWINGS, drawing(charts));
        sheet.getCTWorksheet().addNewDrawing().setId(id);
        PackagePart drawing = whole.getPart(named(name));
        for (int i = 0; i < charts.size(); i++) {
            String part = free(whole, "/xl/charts/chart");
            OwnPart.add(
                    drawing,
                    part,
                    XSSFRelation.CHART,
                    relation(i),
                    ChartXml.of(charts.get(i).chart()));
        }
    }

    private static String relation(int chart) {
        return "rId" + (chart + 1);
    }

    /** A name no part has. */
    private static String free(OPCPackage whole, String stem) throws IOException {
        int number = 1;
        while (whole.containPart(named(stem + number + ".xml"))) {
            number++;
        }
        return stem + number + ".xml";
    }

    private static PackagePartName named(String name) throws IOException {
        try {
            return PackagingURIHelper.createPartName(name);
        } catch (InvalidFormatException e) {
            throw new IOException("cannot name the part " + name, e);
        }
    }

    private static String drawing(List<Placed> charts) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<xdr:wsDr"
                + " xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\""
                + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
        for (int i = 0; i < charts.size(); i++) {
            Placed placed = charts.get(i);
            xml.append("<xdr:twoCellAnchor editAs=\"oneCell\">");
            corner(xml, "from", placed.column(), placed.row());
            corner(xml, "to", placed.toColumn(), placed.toRow());
            xml.append("<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"")
                    .append(i + 2)
                    .append("\" name=\"Chart ")
                    .append(i + 1)
                    .append("\" descr=\"");
            CellText.append(xml, placed.chart().title() + ". " + placed.chart().says());
            xml.append("\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
                            + "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"" + CHART
                            + "\"><c:chart xmlns:c=\"" + CHART + "\" r:id=\"")
                    .append(relation(i))
                    .append("\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>");
        }
        return xml.append("</xdr:wsDr>").toString();
    }

    private static void corner(StringBuilder xml, String name, int column, int row) {
        xml.append("<xdr:")
                .append(name)
                .append("><xdr:col>")
                .append(column)
                .append("</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>")
                .append(row)
                .append("</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:")
                .append(name)
                .append('>');
    }
}
