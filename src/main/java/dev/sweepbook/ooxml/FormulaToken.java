package dev.sweepbook.ooxml;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a formula; all pieces together are the formula again.
 *
 * @param kind what it is
 * @param text as written
 */
record FormulaToken(Kind kind, String text) {
    /** What a piece is. */
    enum Kind {
        /** Text between double quotes. */
        STRING,
        /** A sheet's name between single quotes, perhaps with a file before it. */
        QUOTED,
        /** A name, a function, a cell, a number: letters, digits and what may stand inside them. */
        WORD,
        /** Square brackets with what they hold: a column of a table, or another file. */
        BRACKETS,
        /** Blanks and line breaks. */
        BLANK,
        /** One sign. */
        SIGN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    static List<FormulaToken> of(String formula) {
        List<FormulaToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            Kind kind = kind(c);
            int end = switch (kind) {
                case STRING, QUOTED -> quoted(formula, at, c);
                case BRACKETS -> bracketed(formula, at);
                case WORD -> word(formula, at);
                case BLANK -> blank(formula, at);
                default -> at + 1;
            };
            tokens.add(new FormulaToken(kind, formula.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    private static Kind kind(char c) {
        if (c == '"') {
            return Kind.STRING;
        } else if (c == '\'') {
            return Kind.QUOTED;
        } else if (c == '[') {
            return Kind.BRACKETS;
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            return Kind.BLANK;
        }
        return isWord(c) ? Kind.WORD : Kind.SIGN;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_.$\\?".indexOf(c) >= 0 || Character.isSurrogate(c);
    }

    /** Behind the closing quote, where two together stand for one; the end of the text where none closes. */
    private static int quoted(String text, int from, char quote) {
        int at = from + 1;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
            at++;
        }
        return at;
    }

    private static int bracketed(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                at++; // the next sign stands for itself
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    private static int word(String text, int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int blank(String text, int from) {
        int at = from;
        while (at < text.length() && kind(text.charAt(at)) == Kind.BLANK) {
            at++;
        }
        return at;
    }
}
