package dev.sweepbook.write;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTXf;

/**
 * The styles a workbook knows by name, which people restyle: one changed in Excel changes every cell that has it. The
 * schema classes that POI brings have no names of styles, so that they are put into its text.
 */
final class NamedStyles {
    private static final String END = "</cellStyles>";

    private final StylesTable table;
    private final Map<String, Integer> known;
    private final Map<String, Integer> given = new LinkedHashMap<>();

    /** The names a template has, in lower case, with the places of what they look like. */
    NamedStyles(XSSFWorkbook workbook, Map<String, Integer> known) {
        this.table = workbook.getStylesSource();
        this.known = known;
    }

    /** Makes a cell's style the one of a name, where the template has it. */
    boolean take(String name, XSSFCellStyle style) {
        Integer place = known.get(name.toLowerCase(Locale.ROOT));
        CTXf look = place == null ? null : table.getCellStyleXfAt(place);
        if (place == null || look == null) {
            return false;
        }
        style.getCoreXf().set(look);
        follow(style.getCoreXf(), place);
        return true;
    }

    /** Gives a name to what a cell's style looks like. */
    void give(String name, XSSFCellStyle style) {
        CTXf look = (CTXf) style.getCoreXf().copy();
        if (look.isSetXfId()) {
            look.unsetXfId();
        }
        int place = table.putCellStyleXf(look) - 1;
        follow(style.getCoreXf(), place);
        given.put(name, place);
    }

    /** Nothing of it is the cell's own, so that all of it changes with the named style. */
    private static void follow(CTXf look, int place) {
        look.setXfId(place);
        if (look.isSetApplyFont()) {
            look.unsetApplyFont();
        }
        if (look.isSetApplyFill()) {
            look.unsetApplyFill();
        }
        if (look.isSetApplyBorder()) {
            look.unsetApplyBorder();
        }
        if (look.isSetApplyAlignment()) {
            look.unsetApplyAlignment();
        }
        if (look.isSetApplyNumberFormat()) {
            look.unsetApplyNumberFormat();
        }
        if (look.isSetApplyProtection()) {
            look.unsetApplyProtection();
        }
    }

    /** The part of the styles with the names that were given. */
    String named(String xml) {
        StringBuilder names = new StringBuilder();
        given.forEach((name, place) -> names.append("<cellStyle name=\"")
                .append(name)
                .append("\" xfId=\"")
                .append(place)
                .append("\"/>"));
        int end = xml.indexOf(END);
        if (end >= 0) {
            int open = xml.lastIndexOf("<cellStyles", end);
            String list = xml.substring(open, end).replaceFirst(" count=\"[0-9]+\"", "");
            return xml.substring(0, open) + list + names + xml.substring(end);
        }
        String behind = "</cellXfs>";
        int at = xml.indexOf(behind) + behind.length();
        return xml.substring(0, at) + "<cellStyles><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>" + names
                + END + xml.substring(at);
    }
}
