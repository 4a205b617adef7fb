package dev.sweepbook.write;

/** How text breaks into the lines of a cell. */
final class TextFit {
    static final double LINE_POINTS = 13.2;

    private TextFit() {}

    /** Lines of a text that wraps at blanks, in a column of a width in characters. */
    static int lines(String text, double width) {
        int lines = 0;
        for (String paragraph : text.split("\n", -1)) {
            lines += paragraph.length() <= width ? 1 : wrapped(paragraph, Math.max(1, width));
        }
        return lines;
    }

    private static int wrapped(String paragraph, double width) {
        int lines = 1;
        double used = 0;
        for (String word : paragraph.split(" ", -1)) {
            double needed = used == 0 ? word.length() : used + 1 + word.length();
            if (needed > width && used > 0) {
                lines++;
                needed = word.length();
            }
            if (needed > width) {
                lines += (int) Math.ceil(needed / width) - 1;
                needed = needed % width;
            }
            used = needed;
        }
        return lines;
    }

    static int longestLine(String text) {
        int longest = 0;
        for (String line : text.split("\n", -1)) {
            longest = Math.max(longest, line.length());
        }
        return longest;
    }

    /** The least width at which a header stands on few lines without breaking a word. */
    static int headerWidth(String header, int mostLines) {
        int width = 4;
        for (String word : header.split(" ", -1)) {
            width = Math.max(width, word.length());
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
