package dev.sweepbook.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into its words. */
final class ExpressionLexer {
    private static final String SINGLE = "()[],+-*/%";
    private static final List<String> DOUBLE = List.of("==", "!=", "<=", ">=", "<", ">");

    private final String text;
    private int at;

    private ExpressionLexer(String text) {
        this.text = text;
    }

    /** What a word is. */
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        SIGN,
        END
    }

    /**
     * A word.
     *
     * @param kind what it is
     * @param text the word, of a text what stands between the quotes
     * @param position character it begins at, from 1
     */
    record Word(Kind kind, String text, int position) {
        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
        }

        String found() {
            return kind == Kind.END ? "the end" : Shown.quoted(text) + " at character " + position;
        }
    }

    static List<Word> words(String text) throws ExpressionFault {
        ExpressionLexer lexer = new ExpressionLexer(text);
        List<Word> words = new ArrayList<>();
        for (Word word = lexer.next(); word != null; word = lexer.next()) {
            words.add(word);
        }
        words.add(new Word(Kind.END, "", text.length() + 1));
        return words;
    }

    private @Nullable Word next() throws ExpressionFault {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return null;
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c);
        } else if (isNameStart(c)) {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            return new Word(Kind.NAME, text.substring(start, at), start + 1);
        } else if (c >= '0' && c <= '9') {
            return number(start);
        } else if (SINGLE.indexOf(c) >= 0) {
            at++;
            return new Word(Kind.SIGN, text.substring(start, at), start + 1);
        }
        for (String sign : DOUBLE) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return new Word(Kind.SIGN, sign, start + 1);
            }
        }
        throw new ExpressionFault("cannot hold " + Shown.quoted(Character.toString(text.codePointAt(at)))
                + " at character " + (start + 1) + hint(c));
    }

    private static String hint(char c) {
        return switch (c) {
            case '=' -> "; equal is ==";
            case '&' -> "; write and";
            case '|' -> "; write or";
            case '!' -> "; write not";
            case '^' -> "; there are no powers";
            default -> "";
        };
    }

    private Word quoted(char quote) throws ExpressionFault {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw new ExpressionFault("has a quote at character " + (at + 1) + " that is never closed");
        }
        Word word = new Word(Kind.TEXT, text.substring(at + 1, end), at + 1);
        at = end + 1;
        return word;
    }

    private Word number(int start) throws ExpressionFault {
        String rest = text.substring(start);
        int end = Numbers.end(rest);
        boolean goesOn = end < rest.length() && (isNamePart(rest.charAt(end)) || rest.charAt(end) == '.');
        if (end == 0 || goesOn) {
            int stop = Math.max(end, 1);
            while (stop < rest.length() && isNamePart(rest.charAt(stop))) {
                stop++;
            }
            throw new ExpressionFault("takes numbers in base units without a unit, found "
                    + Shown.quoted(rest.substring(0, stop)) + " at character " + (start + 1));
        }
        at = start + end;
        return new Word(Kind.NUMBER, rest.substring(0, end), start + 1);
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '.';
    }
}
