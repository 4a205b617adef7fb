package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTTableParts;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTWorksheet;

/** Makes a sheet's lines a table with a name, which formulas can use and Excel filters and grows. */
final class SheetTable {
    private SheetTable() {}

    /** The tables a workbook has already, which the names and numbers of further ones keep clear of. */
    static final class Numbers {
        private final Set<String> names = new HashSet<>();
        private long last;

        static Numbers of(XSSFWorkbook workbook) {
            Numbers numbers = new Numbers();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                for (XSSFTable table : workbook.getSheetAt(i).getTables()) {
                    numbers.last = Math.max(numbers.last, table.getCTTable().getId());
                    numbers.names.add(table.getDisplayName().toLowerCase(Locale.ROOT));
                }
            }
            workbook.getAllNames()
                    .forEach(name ->
                            numbers.names.add(String.valueOf(name.getNameName()).toLowerCase(Locale.ROOT)));
            return numbers;
        }

        long next() {
            return ++last;
        }

        /** The name, or where a template has a table of that name elsewhere, the name and {@code _all}. */
        String free(String name) {
            String free = name;
            while (!names.add(free)) {
                free += "_all";
            }
            return free;
        }
    }

    static void add(XSSFSheet sheet, Numbers numbers, SheetPart part) throws IOException {
        if (!part.isTable()) {
            return;
        }
        long number = numbers.next();
        String name = numbers.free(Sheet.rangeName(part.name()));
        String id = OwnPart.add(sheet, "/xl/tables/table#.xml", XSSFRelation.TABLE, xml(number, name, part));
        CTWorksheet worksheet = sheet.getCTWorksheet();
        CTTableParts parts = worksheet.isSetTableParts() ? worksheet.getTableParts() : worksheet.addNewTableParts();
        parts.addNewTablePart().setId(id);
        parts.setCount(parts.sizeOfTablePartArray());
    }

    private static String xml(long number, String name, SheetPart part) {
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
