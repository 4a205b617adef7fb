package dev.sweepbook.write;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCfRule;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTConditionalFormatting;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDxf;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCfType;

/**
 * Colour that follows what cells say: what binds, what does not fit. Conditional formats, so that a cell which is edited
 * or recalculated changes its colour; they look like the named styles, those of a template too.
 */
final class Highlights {
    private static final List<String> TERMS = List.of("bound", "next_bound", "prefill_bound");
    private static final List<String> VERDICTS = List.of("fits", "meets_slo");

    private final XSSFWorkbook workbook;
    private final Map<Look, Integer> formats = new EnumMap<>(Look.class);

    Highlights(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    /** Adds the formats of a table whose headers' notes begin with the ids of its columns. */
    void add(XSSFSheet sheet, SheetPart part) {
        for (SheetPart.Note note : part.notes()) {
            int end = note.text().indexOf('\n');
            String id = end < 0 ? note.text() : note.text().substring(0, end);
            StringBuilder letters = new StringBuilder();
            RowWriter.letters(letters, note.column());
            Map<String, Look> rules = rules(id, letters + "2");
            if (!rules.isEmpty() && part.lastRow() > 1) {
                add(sheet, letters + "2:" + letters + part.lastRow(), rules);
            }
        }
    }

    /** Adds the formats of a row's cells that show one column, from a cell to another. */
    void add(XSSFSheet sheet, String id, String from, String to) {
        Map<String, Look> rules = rules(id, from);
        if (!rules.isEmpty()) {
            add(sheet, from + ":" + to, rules);
        }
    }

    /** Adds a format of one cell that follows a condition. */
    void add(XSSFSheet sheet, String cell, String condition, Look look) {
        add(sheet, cell, Map.of(condition, look));
    }

    /** Formulas that hold for the first cell below the header, with the looks they give. */
    private static Map<String, Look> rules(String id, String cell) {
        Map<String, Look> rules = new LinkedHashMap<>();
        if (TERMS.contains(id)) {
            for (Look look : List.of(Look.MEMORY, Look.COMPUTE, Look.COMMS, Look.OVERHEAD)) {
                rules.put(cell + "=\"" + look.name().toLowerCase(java.util.Locale.ROOT) + "\"", look);
            }
        } else if (VERDICTS.contains(id)) {
            rules.put("AND(ISLOGICAL(" + cell + ")," + cell + "=FALSE)", Look.MISFIT_FLAG);
        } else if (id.equals("status")) {
            rules.put("LEFT(" + cell + ",12)=\"does not fit\"", Look.MISFIT);
            rules.put("LEFT(" + cell + ",13)=\"not supported\"", Look.MUTED);
        }
        return rules;
    }

    private void add(XSSFSheet sheet, String area, Map<String, Look> rules) {
        int priority = 1;
        for (CTConditionalFormatting known : sheet.getCTWorksheet().getConditionalFormattingList()) {
            for (CTCfRule rule : known.getCfRuleList()) {
                priority = Math.max(priority, rule.getPriority() + 1);
            }
        }
        CTConditionalFormatting format = sheet.getCTWorksheet().addNewConditionalFormatting();
        format.setSqref(List.of(area));
        for (Map.Entry<String, Look> entry : rules.entrySet()) {
            CTCfRule rule = format.addNewCfRule();
            rule.setType(STCfType.EXPRESSION);
            rule.setPriority(priority++);
            rule.setDxfId(formats.computeIfAbsent(entry.getValue(), this::format));
            rule.addFormula(entry.getKey());
        }
    }

    private int format(Look look) {
        XSSFCellStyle style = workbook.getCellStyleAt(look.style());
        CTDxf format = CTDxf.Factory.newInstance();
        XSSFColor ink = style.getFont().getXSSFColor();
        if (ink != null) {
            format.addNewFont().addNewColor().set(ink.getCTColor());
        }
        XSSFColor fill = style.getFillForegroundColorColor();
        if (fill != null) {
            format.addNewFill().addNewPatternFill().addNewBgColor().set(fill.getCTColor());
        }
        return workbook.getStylesSource().putDxf(format) - 1;
    }
}
