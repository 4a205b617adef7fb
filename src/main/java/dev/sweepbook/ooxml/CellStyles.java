package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the cell styles of a workbook are, as far as reading needs it: how many, and which show dates. */
public final class CellStyles {
    /** A workbook without a part for styles. */
    public static final CellStyles NONE = new CellStyles(List.of());

    private final List<Boolean> dates;

    private CellStyles(List<Boolean> dates) {
        this.dates = dates;
    }

    /**
     * Reads the styles.
     *
     * @param part the part
     * @param in its content, closed here
     * @return the styles
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken
     */
    public static CellStyles read(String part, InputStream in) throws IOException, Refused {
        Map<Integer, String> formats = new HashMap<>();
        List<Integer> used = new ArrayList<>();
        boolean[] inCells = new boolean[1];
        XmlReading.read(part, in, (xml, depth) -> {
            if (depth == 1) {
                inCells[0] = xml.getLocalName().equals("cellXfs");
            } else if (depth == 2 && xml.getLocalName().equals("numFmt")) {
                String code = xml.getAttributeValue(null, "formatCode");
                formats.put(id(xml.getAttributeValue(null, "numFmtId")), code == null ? "" : code);
            } else if (depth == 2 && inCells[0] && xml.getLocalName().equals("xf")) {
                used.add(id(xml.getAttributeValue(null, "numFmtId")));
            }
        });
        return new CellStyles(used.stream()
                .map(id -> formats.containsKey(id) ? isDate(formats.get(id)) : isBuiltInDate(id))
                .toList());
    }

    private static int id(@org.jspecify.annotations.Nullable String text) {
        return text == null ? 0 : SheetCells.whole(text);
    }

    private static boolean isBuiltInDate(int id) {
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    }

    /** Whether a format has a letter of a date or a time outside quotes, escapes and colours. */
    static boolean isDate(String code) {
        String bare = code.toLowerCase(Locale.ROOT)
                .replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", "")
                .replaceAll("\\[(?!h|m|s)[^\\]]*\\]", "");
        return !bare.contains("general") && bare.chars().anyMatch(c -> "dmyhs".indexOf(c) >= 0);
    }

    /**
     * How many there are.
     *
     * @return the count
     */
    public int count() {
        return dates.size();
    }

    /**
     * Whether a style shows a number as a date or a time.
     *
     * @param style place of the style
     * @return whether it does
     */
    public boolean isDate(int style) {
        return style < dates.size() && dates.get(style);
    }
}
