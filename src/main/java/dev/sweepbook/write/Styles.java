package dev.sweepbook.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFDataFormat;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The styles of a workbook by their place in it. Rows name a place before its number format is known: the format of a
 * column is chosen once all its numbers were seen.
 */
final class Styles {
    private static final String FACE = "Arial";
    /** LibreOffice shows a bare boolean as 1 or 0; Excel shows TRUE or FALSE whatever the format. */
    private static final String BOOLEAN = "\"TRUE\";\"TRUE\";\"FALSE\"";

    private static final String RULE = "D5DBE3";

    private final List<String> formats = new ArrayList<>();
    private final Map<String, Integer> byFormat = new HashMap<>();

    /** A place for numbers whose format comes later. */
    int column() {
        formats.add("General");
        return Look.values().length + formats.size();
    }

    void format(int style, String format) {
        formats.set(style - Look.values().length - 1, format);
    }

    /** The place of numbers of a known format. */
    int number(String format) {
        return byFormat.computeIfAbsent(format, wanted -> {
            int style = column();
            format(style, wanted);
            return style;
        });
    }

    void addTo(XSSFWorkbook workbook) {
        XSSFFont plain = workbook.getFontAt(0);
        plain.setFontName(FACE);
        plain.setFontHeightInPoints((short) 10);
        Map<String, XSSFFont> fonts = new HashMap<>();
        XSSFDataFormat dataFormats = workbook.createDataFormat();
        for (Look look : Look.values()) {
            XSSFCellStyle style = workbook.createCellStyle();
            paint(
                    style,
                    look,
                    fonts.computeIfAbsent(look.ink() + look.isBold() + size(look), k -> font(workbook, look)),
                    dataFormats);
        }
        for (String format : formats) {
            XSSFCellStyle style = workbook.createCellStyle();
            paint(style, Look.NUMBER, plain, dataFormats);
            style.setDataFormat(dataFormats.getFormat(format));
        }
    }

    private static int size(Look look) {
        return switch (look) {
            case TITLE -> 16;
            case SECTION -> 12;
            default -> 10;
        };
    }

    private static XSSFFont font(XSSFWorkbook workbook, Look look) {
        XSSFFont font = workbook.createFont();
        font.setFontName(FACE);
        font.setFontHeightInPoints((short) size(look));
        font.setBold(look.isBold());
        if (look.ink() != null) {
            font.setColor(color(look.ink()));
        }
        return font;
    }

    private static void paint(XSSFCellStyle style, Look look, XSSFFont font, XSSFDataFormat formats) {
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        String fill = look.fill();
        if (fill != null) {
            style.setFillForegroundColor(color(fill));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        switch (look) {
            case TITLE, SECTION -> style.setVerticalAlignment(VerticalAlignment.BOTTOM);
            case SENTENCE -> style.setWrapText(true);
            case NUMBER -> style.setAlignment(HorizontalAlignment.RIGHT);
            case FLAG, MISFIT_FLAG -> {
                style.setAlignment(HorizontalAlignment.CENTER);
                style.setDataFormat(formats.getFormat(BOOLEAN));
            }
            case HEADER, LABEL ->
                text(style, look == Look.HEADER ? VerticalAlignment.CENTER : VerticalAlignment.BOTTOM);
            case NUMBER_HEADER -> {
                style.setWrapText(true);
                style.setVerticalAlignment(VerticalAlignment.CENTER);
                style.setAlignment(HorizontalAlignment.CENTER);
            }
            case NUMBER_LABEL -> {
                style.setWrapText(true);
                style.setVerticalAlignment(VerticalAlignment.BOTTOM);
                style.setAlignment(HorizontalAlignment.RIGHT);
            }
            default -> text(style, VerticalAlignment.TOP);
        }
        if (look != Look.TITLE && look != Look.SECTION && look != Look.SENTENCE) {
            style.setBorderBottom(BorderStyle.THIN);
            style.setBottomBorderColor(color(RULE));
        }
    }

    private static void text(XSSFCellStyle style, VerticalAlignment alignment) {
        style.setWrapText(true);
        style.setVerticalAlignment(alignment);
        style.setAlignment(HorizontalAlignment.LEFT);
        style.setIndention((short) 1);
    }

    private static XSSFColor color(String rgb) {
        int value = Integer.parseInt(rgb, 16);
        return new XSSFColor(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }
}
