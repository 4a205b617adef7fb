package dev.sweepbook.ooxml;

import dev.sweepbook.ooxml.FormulaToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Refuses formulas that reach outside the workbook, start something, or that Excel does not take. */
final class FormulaRules {
    private static final int LONGEST = 8_192;
    private static final Map<String, String> REACHING = Map.of(
            "WEBSERVICE", "fetches from the web",
            "IMAGE", "shows a remote image",
            "RTD", "asks another program (RTD)",
            "DDE", "asks another program (DDE)",
            "CALL", "calls a library",
            "REGISTER", "calls a library",
            "REGISTER.ID", "calls a library",
            "EXEC", "starts a program",
            "SQL.REQUEST", "asks a data connection");
    private static final List<String> LINKS = List.of("http://", "https://", "mailto:");

    private FormulaRules() {}

    /** Why a formula is refused, or nothing. */
    static Optional<String> refusal(String formula) {
        if (formula.length() > LONGEST) {
            return Optional.of(String.format(
                    Locale.ROOT, "has a formula of %,d characters, the limit is %,d", formula.length(), LONGEST));
        }
        List<FormulaToken> tokens = FormulaToken.of(formula);
        for (int i = 0; i < tokens.size(); i++) {
            Optional<String> refusal = refusal(tokens, i);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(List<FormulaToken> tokens, int at) {
        FormulaToken token = tokens.get(at);
        return switch (token.kind()) {
            case SIGN ->
                token.is("|") ? Optional.of("has a formula that asks another program (DDE)") : Optional.empty();
            case BRACKETS ->
                namesFile(tokens, at)
                        ? Optional.of("has a formula with an external link to " + token.text())
                        : Optional.empty();
            case QUOTED ->
                token.text().indexOf('[') >= 0 || token.text().indexOf('|') >= 0
                        ? Optional.of("has a formula with an external link to " + token.text())
                        : Optional.empty();
            case WORD -> isCalled(tokens, at) ? function(tokens, at) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Brackets before a sheet's name or an exclamation mark: {@code [1]Sheet1!A1}, {@code [Book.xlsx]Sheet1!A1}. */
    private static boolean namesFile(List<FormulaToken> tokens, int at) {
        int next = at + 1;
        while (next < tokens.size() && tokens.get(next).kind() == Kind.WORD) {
            next++;
        }
        return next < tokens.size() && tokens.get(next).is("!");
    }

    private static boolean isCalled(List<FormulaToken> tokens, int at) {
        return at + 1 < tokens.size() && tokens.get(at + 1).is("(");
    }

    private static Optional<String> function(List<FormulaToken> tokens, int at) {
        String name = tokens.get(at).text().toUpperCase(Locale.ROOT);
        while (name.startsWith("_XLFN.") || name.startsWith("_XLWS.") || name.startsWith("_XLL.")) {
            name = name.substring(name.indexOf('.') + 1);
        }
        String reason = REACHING.get(name);
        if (reason != null) {
            return Optional.of("has a formula with " + name + ", which " + reason);
        } else if (name.equals("HYPERLINK") && !leadsToPlainLink(tokens, at + 2)) {
            return Optional.of("has a formula with HYPERLINK to a place that is worked out or no web page; write a link"
                    + " as text, or one inside the workbook with #");
        } else if (name.equals("INDIRECT") && namesFileInText(tokens, at + 2)) {
            return Optional.of("has a formula with INDIRECT to another workbook, an external link");
        }
        return Optional.empty();
    }

    private static boolean leadsToPlainLink(List<FormulaToken> tokens, int from) {
        int at = behindBlanks(tokens, from);
        if (at >= tokens.size() || tokens.get(at).kind() != Kind.STRING) {
            return false;
        }
        String text = tokens.get(at).text().substring(1).toLowerCase(Locale.ROOT);
        int next = behindBlanks(tokens, at + 1);
        boolean whole = next < tokens.size()
                && (tokens.get(next).is(",") || tokens.get(next).is(")"));
        return text.startsWith("#") || (whole && LINKS.stream().anyMatch(text::startsWith));
    }

    private static int behindBlanks(List<FormulaToken> tokens, int from) {
        int at = from;
        while (at < tokens.size() && tokens.get(at).kind() == Kind.BLANK) {
            at++;
        }
        return at;
    }

    private static boolean namesFileInText(List<FormulaToken> tokens, int from) {
        int depth = 1;
        for (int at = from; at < tokens.size() && depth > 0; at++) {
            FormulaToken token = tokens.get(at);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.kind() == Kind.STRING && token.text().indexOf('[') >= 0) {
                return true;
            }
        }
        return false;
    }
}
