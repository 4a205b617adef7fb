package dev.sweepbook.live;

import java.util.ArrayList;
import java.util.List;

/** Cuts a formula into its smallest parts. */
final class FormulaLexer {
    private FormulaLexer() {}

    /** What a part is. */
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        FUNCTION,
        SIGN
    }

    /** A part of a formula. */
    record Token(Kind kind, String text) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            String part = text.substring(at, end);
            tokens.add(new Token(kind(part), part));
            at = end;
        }
        return tokens;
    }

    private static Kind kind(String part) {
        char first = part.charAt(0);
        if (Character.isDigit(first)) {
            return Kind.NUMBER;
        } else if (first == '"') {
            return Kind.TEXT;
        } else if (Character.isLowerCase(first)) {
            return Kind.NAME;
        }
        return Character.isUpperCase(first) ? Kind.FUNCTION : Kind.SIGN;
    }

    private static int end(String text, int at) {
        char first = text.charAt(at);
        if (first == '"') {
            int end = at + 1;
            while (text.charAt(end) != '"') {
                end++;
            }
            return end + 1;
        } else if (Character.isDigit(first)) {
            int end = at;
            while (end < text.length() && isOfNumber(text, end)) {
                end++;
            }
            return end;
        } else if (Character.isLetter(first)) {
            int end = at;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || isInner(text.charAt(end)))) {
                end++;
            }
            return end;
        }
        boolean two = at + 1 < text.length()
                && (text.startsWith("<=", at) || text.startsWith(">=", at) || text.startsWith("<>", at));
        return at + (two ? 2 : 1);
    }

    private static boolean isInner(char c) {
        return c == '_' || c == '.';
    }

    private static boolean isOfNumber(String text, int at) {
        char c = text.charAt(at);
        boolean exponentSign = (c == '-' || c == '+') && text.charAt(at - 1) == 'E';
        return Character.isDigit(c) || c == '.' || c == 'E' || exponentSign;
    }
}
