package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.io.IOException;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTTableParts;

/** Makes a sheet's lines a table with a name, which formulas can use and Excel filters and grows. */
final class SheetTable {
    private SheetTable() {}

    static void add(XSSFSheet sheet, int number, SheetPart part) throws IOException {
        if (!part.isTable()) {
            return;
        }
        String id = OwnPart.add(sheet, "/xl/tables/table" + number + ".xml", XSSFRelation.TABLE, xml(number, part));
        CTTableParts parts = sheet.getCTWorksheet().addNewTableParts();
        parts.addNewTablePart().setId(id);
        parts.setCount(1);
    }

    private static String xml(int number, SheetPart part) {
        String name = Sheet.rangeName(part.name());
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<table"
                + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" id=\"" + number + "\" name=\""
                + name + "\" displayName=\"" + name + "\" ref=\"" + part.area()
                + "\" totalsRowShown=\"0\"><autoFilter ref=\""
                + part.area() + "\"/><tableColumns count=\"" + part.titles().size() + "\">");
        for (int i = 0; i < part.titles().size(); i++) {
            xml.append("<tableColumn id=\"").append(i + 1).append("\" name=\"");
            CellText.append(xml, part.titles().get(i));
            xml.append("\"/>");
        }
        return xml.append(
                        "</tableColumns><tableStyleInfo showFirstColumn=\"0\" showLastColumn=\"0\" showRowStripes=\"0\""
                                + " showColumnStripes=\"0\"/></table>")
                .toString();
    }
}
