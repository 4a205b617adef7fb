package dev.sweepbook.write;

import java.io.IOException;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/**
 * The notes of a sheet's header. Written as parts of the package, since POI's own comments cost half the start-up of a
 * small run.
 */
final class SheetNotes {
    private static final String VML_HEAD = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\""
            + " xmlns:o=\"urn:schemas-microsoft-com:office:office\""
            + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
            + "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
            + " path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
            + "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

    private SheetNotes() {}

    /** Adds notes to a sheet; {@code number} tells its parts from those of other sheets. */
    static void add(XSSFSheet sheet, int number, List<SheetPart.Note> notes) throws IOException {
        if (notes.isEmpty()) {
            return;
        }
        OwnPart.add(sheet, "/xl/comments#.xml", XSSFRelation.SHEET_COMMENTS, comments(notes));
        String id = OwnPart.add(
                sheet, "/xl/drawings/vmlDrawing#.vml", XSSFRelation.VML_DRAWINGS, shapes(notes, 1024 * number));
        sheet.getCTWorksheet().addNewLegacyDrawing().setId(id);
    }

    private static String comments(List<SheetPart.Note> notes) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + "<authors><author>Sweepbook</author></authors><commentList>");
        for (SheetPart.Note note : notes) {
            xml.append("<comment ref=\"");
            RowWriter.letters(xml, note.column());
            xml.append("1\" authorId=\"0\"><text><r><t xml:space=\"preserve\">");
            CellText.append(xml, note.text());
            xml.append("</t></r></text></comment>");
        }
        return xml.append("</commentList></comments>").toString();
    }

    private static String shapes(List<SheetPart.Note> notes, int firstId) {
        StringBuilder xml = new StringBuilder(VML_HEAD);
        for (SheetPart.Note note : notes) {
            int column = note.column();
            int rows = 3 + TextFit.lines(note.text(), 30);
            xml.append("<v:shape id=\"_x0000_s")
                    .append(firstId + column + 1)
                    .append("\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\"")
                    .append(" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>")
                    .append("<v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\">")
                    .append("<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>")
                    .append(column + 1)
                    .append(",12,0,4,")
                    .append(column + 4)
                    .append(",12,")
                    .append(rows)
                    .append(",4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>")
                    .append(column)
                    .append("</x:Column></x:ClientData></v:shape>");
        }
        return xml.append("</xml>").toString();
    }
}
