package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Links from cell to cell inside the workbook: a sheet's own, and back from the first header of a table. */
final class SheetLinks {
    private SheetLinks() {}

    static void add(XSSFSheet sheet, SheetPart part) {
        List<SheetPart.Link> links = new ArrayList<>(part.links());
        if (part.isTable() && sheet.getWorkbook().getSheet(Sheet.SUMMARY.title()) != null) {
            links.add(new SheetPart.Link("A1", Sheet.SUMMARY.title(), "A1"));
        }
        for (SheetPart.Link link : links) {
            XSSFHyperlink added = sheet.getWorkbook().getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
            added.setCellReference(link.from());
            added.setLocation("'" + link.sheet().replace("'", "''") + "'!" + link.to());
            added.setTooltip("To " + link.sheet());
            sheet.addHyperlink(added);
        }
    }
}
