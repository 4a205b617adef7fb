package dev.sweepbook.write;

/** Text as the XML of a spreadsheet cell. */
final class CellText {
    static final int LONGEST = 32_767;
    private static final String CUT = " … (cut: a cell holds 32,767 characters)";

    private CellText() {}

    static void append(StringBuilder xml, String text) {
        String whole = text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                case '_' -> xml.append(looksEscaped(whole, i) ? "_x005F_" : "_");
                default -> i += character(xml, whole, i);
            }
        }
    }

    private static int character(StringBuilder xml, String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
            xml.append(c).append(text.charAt(i + 1));
            return 1;
        }
        boolean illegal = Character.isSurrogate(c) || (c < ' ' && c != '\t' && c != '\n') || c >= '\uFFFE';
        xml.append(illegal ? '\uFFFD' : c);
        return 0;
    }

    /** Readers take {@code _xHHHH_} for the character of that number. */
    private static boolean looksEscaped(String text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
