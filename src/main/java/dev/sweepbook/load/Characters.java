package dev.sweepbook.load;

import java.util.Locale;

/** Kinds of characters that do not show as what they are. */
final class Characters {
    private Characters() {}

    /** Characters no text file of ours holds: controls, line breaks of other worlds, halves of a pair. */
    static boolean isControl(int c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x2028
                || c == 0x2029
                || isNoCharacter(c);
    }

    static boolean isNoCharacter(int c) {
        return (c >= 0xd800 && c <= 0xdfff) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    }

    /** Marks that turn the direction of the text around them. */
    static boolean isBidirectional(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Characters without width; the joiners of scripts and emoji are let pass. */
    static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT && c != 0x200c && c != 0x200d;
    }

    /** Blanks other than the space bar's, which look like it. */
    static boolean isOddBlank(int c) {
        return c != ' ' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    static boolean mustBeEscaped(int c) {
        return c < 0x20
                || isControl(c)
                || isBidirectional(c)
                || isOddBlank(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.UNASSIGNED;
    }

    static String named(int c) {
        String code = String.format(Locale.ROOT, "U+%04X", c);
        String name = c == 0xfeff ? "BYTE ORDER MARK" : Character.getName(c);
        return name == null || isNoCharacter(c) ? code : code + " " + name.toLowerCase(Locale.ROOT);
    }

    /** What is first at fault in a line of text a person reads, or 0. */
    static int firstHidden(String text) {
        return text.codePoints()
                .filter(c -> c < 0x20 || isControl(c) || isBidirectional(c) || isInvisible(c))
                .findFirst()
                .orElse(-1);
    }
}
