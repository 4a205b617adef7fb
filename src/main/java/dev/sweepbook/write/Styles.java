package dev.sweepbook.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.FontUnderline;
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
    private static final String FRAME = "5B6B7F";

    /** A style besides the looks: numbers, or what the template has in a cell, with a format that may come later. */
    private static final class Place {
        final int templateStyle;
        String format;

        Place(int templateStyle, String format) {
            this.templateStyle = templateStyle;
            this.format = format;
        }

        boolean isOwn() {
            return templateStyle < 0;
        }
    }

    private static final int OWN = -1;
    private static final int OWN_FIELD = -2;
    private static final String GENERAL = "General";

    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> byFormat = new HashMap<>();
    private final Map<String, Integer> fieldsByFormat = new HashMap<>();

    /** A place for numbers whose format comes later. */
    int column() {
        return place(OWN);
    }

    private int place(int templateStyle) {
        places.add(new Place(templateStyle, GENERAL));
        return Look.values().length + places.size();
    }

    void format(int style, String format) {
        places.get(style - Look.values().length - 1).format = format;
    }

    /** The place of numbers of a known format. */
    int number(String format) {
        return byFormat.computeIfAbsent(format, wanted -> {
            int style = column();
            format(style, wanted);
            return style;
        });
    }

    /** A place for numbers that may be edited, whose format comes later. */
    int fieldColumn() {
        return place(OWN_FIELD);
    }

    /** The place of numbers of a known format that may be edited. */
    int field(String format) {
        return fieldsByFormat.computeIfAbsent(format, wanted -> {
            int style = fieldColumn();
            format(style, wanted);
            return style;
        });
    }

    /** A place that looks like a style of the template; where that has no number format, one may be given later. */
    int copied(int templateStyle) {
        return place(templateStyle);
    }

    /** How many there are, without the plain one every workbook has. */
    int count() {
        return Look.values().length + places.size();
    }

    /**
     * Makes the styles, in a template's workbook in the places left for them.
     *
     * @param workbook has nothing but its plain style, or a template's styles from {@link #count()} + 1 on
     * @param names the named styles of the template, by their names in lower case
     * @return the named styles
     */
    NamedStyles addTo(XSSFWorkbook workbook, Map<String, Integer> names) {
        NamedStyles named = new NamedStyles(workbook, names);
        boolean template = workbook.getNumCellStyles() > 1;
        if (!template) {
            XSSFFont plain = workbook.getFontAt(0);
            plain.setFontName(FACE);
            plain.setFontHeightInPoints((short) 10);
        }
        Map<String, XSSFFont> fonts = new HashMap<>();
        XSSFDataFormat dataFormats = workbook.createDataFormat();
        for (Look look : Look.values()) {
            XSSFCellStyle style = style(workbook, look.style());
            if (!named.take(look.styleName(), style)) {
                String key = look.ink() + look.isBold() + size(look) + (look == Look.LINK);
                paint(style, look, fonts.computeIfAbsent(key, k -> font(workbook, look)), dataFormats);
                named.give(look.styleName(), style);
            }
        }
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            XSSFCellStyle style = style(workbook, Look.values().length + 1 + i);
            Look look = place.templateStyle == OWN_FIELD ? Look.FIELD_NUMBER : Look.NUMBER;
            int model = place.isOwn() ? look.style() : place.templateStyle == 0 ? 0 : place.templateStyle + count();
            style.getCoreXf().set(workbook.getCellStyleAt(model).getCoreXf());
            if (place.isOwn() || style.getDataFormat() == 0) {
                style.setDataFormat(dataFormats.getFormat(place.format));
            }
        }
        return named;
    }

    private static XSSFCellStyle style(XSSFWorkbook workbook, int place) {
        return place < workbook.getNumCellStyles() ? workbook.getCellStyleAt(place) : workbook.createCellStyle();
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
        if (look == Look.LINK) {
            font.setUnderline(FontUnderline.SINGLE);
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
            case LINK -> style.setWrapText(false);
            case NUMBER, FIELD_NUMBER -> style.setAlignment(HorizontalAlignment.RIGHT);
            case NOTE -> {
                text(style, VerticalAlignment.TOP);
                style.setWrapText(false);
            }
            case FLAG, MISFIT_FLAG -> {
                style.setAlignment(HorizontalAlignment.CENTER);
                style.setDataFormat(formats.getFormat(BOOLEAN));
            }
            case HEADER, HEADER_LINK, LABEL ->
                text(style, look == Look.LABEL ? VerticalAlignment.BOTTOM : VerticalAlignment.CENTER);
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
        if (look != Look.TITLE && look != Look.SECTION && look != Look.SENTENCE && look != Look.LINK) {
            style.setBorderBottom(BorderStyle.THIN);
            style.setBottomBorderColor(color(RULE));
        }
        if (look == Look.INPUT) {
            frame(style);
        }
    }

    /** A cell to be edited stands in a frame. */
    private static void frame(XSSFCellStyle style) {
        style.setBorderBottom(BorderStyle.THIN);
        style.setBottomBorderColor(color(FRAME));
        style.setBorderTop(BorderStyle.THIN);
        style.setTopBorderColor(color(FRAME));
        style.setBorderLeft(BorderStyle.THIN);
        style.setLeftBorderColor(color(FRAME));
        style.setBorderRight(BorderStyle.THIN);
        style.setRightBorderColor(color(FRAME));
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
