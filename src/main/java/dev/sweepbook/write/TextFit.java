package dev.sweepbook.write;

/** How text breaks into the lines of a cell. */
final class TextFit {
    static final double LINE_POINTS = 13.2;
    private static final double NARROW = 0.65;
    static final double WIDE = 1.3;

    private TextFit() {}

    /** Lines of a text that wraps at blanks, in a column of a width in characters. */
    static int lines(String text, double width) {
        int lines = 0;
        for (String paragraph : text.split("\n", -1)) {
            lines += length(paragraph) <= width ? 1 : wrapped(paragraph, Math.max(1, width));
        }
        return lines;
    }

    private static int wrapped(String paragraph, double width) {
        int lines = 1;
        double used = 0;
        for (String word : paragraph.split(" ", -1)) {
            double needed = used == 0 ? length(word) : used + NARROW + length(word);
            if (needed > width && used > 0) {
                lines++;
                needed = length(word);
            }
            if (needed > width) {
                lines += (int) Math.ceil(needed / width) - 1;
                needed = needed % width;
            }
            used = needed;
        }
        return lines;
    }

    /** Width of a text in digits of the font the sheets are set in. */
    static double length(String text) {
        double length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += " .,;:'|!()[]ijltfr-/".indexOf(c) >= 0 ? NARROW : c < 'A' || isSmall(c) ? 1 : WIDE;
        }
        return length;
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z' && c != 'm' && c != 'w';
    }

    static int longestLine(String text) {
        if (text.indexOf('\n') < 0) {
            return (int) Math.ceil(length(text));
        }
        int longest = 0;
        for (String line : text.split("\n", -1)) {
            longest = Math.max(longest, (int) Math.ceil(length(line)));
        }
        return longest;
    }

    /** The least width at which a header stands on few lines without breaking a word. */
    static int headerWidth(String header, int mostLines) {
        int width = 4;
        for (String word : header.split(" ", -1)) {
            width = Math.max(width, (int) Math.ceil(length(word)));
        }
        while (lines(header, width) > mostLines) {
            width++;
        }
        return width;
    }

    /** Points a row needs for some lines. */
    static double height(int lines) {
        return Math.min(409, Math.ceil(lines * LINE_POINTS + 3));
    }
}
