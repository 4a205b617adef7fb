package dev.sweepbook.write;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFPrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTWorksheet;

/** What of a sheet are not cells: widths, what stays in view, how it prints. What a template has set up stays. */
final class SheetFrame {
    private static final double NARROW_INCHES = 0.4;
    private static final double WIDE_INCHES = 0.6;

    private SheetFrame() {}

    static void of(XSSFSheet sheet, SheetPart part, boolean ofTemplate) {
        CTWorksheet xml = sheet.getCTWorksheet();
        boolean framed = ofTemplate && sheet.getPaneInformation() != null;
        boolean printed = ofTemplate && xml.isSetPageSetup();
        (xml.isSetDimension() ? xml.getDimension() : xml.addNewDimension()).setRef(part.area());
        for (int i = 0; i < part.widths().size(); i++) {
            int width = (int) Math.min(255 * 256, Math.round(part.widths().get(i) * 256));
            if (!ofTemplate || sheet.getColumnWidth(i) < width) {
                sheet.setColumnWidth(i, width);
            }
        }
        if (part.table().frozenRows() > 0 && !framed) {
            sheet.createFreezePane(part.table().frozenColumns(), part.table().frozenRows());
        }
        for (String range : part.merged()) {
            sheet.addMergedRegionUnsafe(CellRangeAddress.valueOf(range));
        }
        sheet.setDisplayGridlines(false);
        if (!printed) {
            print(sheet, part);
        }
    }

    private static void print(XSSFSheet sheet, SheetPart part) {
        XSSFPrintSetup setup = sheet.getPrintSetup();
        setup.setLandscape(true);
        setup.setPaperSize(XSSFPrintSetup.A4_PAPERSIZE);
        sheet.setFitToPage(true);
        setup.setFitWidth((short) part.pagesWide());
        setup.setFitHeight((short) 0);
        for (short side = 0; side < 4; side++) {
            sheet.setMargin(PageMargin.getByShortValue(side), side < 2 ? NARROW_INCHES : WIDE_INCHES);
        }
        SheetPart.Frame frame = part.table();
        if (frame.frozenRows() > 0) {
            sheet.setRepeatingRows(new CellRangeAddress(0, frame.frozenRows() - 1, -1, -1));
        }
        if (part.pagesWide() > 1 && frame.frozenColumns() > 0) {
            sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, frame.frozenColumns() - 1));
        }
        sheet.getFooter().setLeft("&A");
        sheet.getFooter().setRight("Page &P of &N");
    }
}
