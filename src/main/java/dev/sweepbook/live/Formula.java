package dev.sweepbook.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A formula of a workbook whose references are names. It is written with cells in the names' places, and worked out here
 * with their values, so that no cell is without one.
 */
final class Formula {
    /** What names stand for. */
    interface Values {
        /**
         * The value of a name.
         *
         * @param name its number among {@link Names}
         * @return a {@link Double}, NaN where undefined; a {@link String}, empty where blank; or an array of either
         */
        Object of(int name);
    }

    /** A part of a formula that can be worked out. */
    interface Node {
        Object value(Values values);
    }

    private final List<FormulaLexer.Token> tokens;
    private final Node root;
    private final Set<String> names = new LinkedHashSet<>();

    private Formula(List<FormulaLexer.Token> tokens, Names known) {
        this.tokens = tokens;
        this.root = new FormulaParser(tokens, known).parse();
        for (FormulaLexer.Token token : tokens) {
            if (token.kind() == FormulaLexer.Kind.NAME) {
                names.add(token.text());
            }
        }
    }

    /**
     * Reads a formula.
     *
     * @param text without the equals sign
     * @param known the names of the workbook's formulas
     * @return the formula
     * @throws IllegalArgumentException where it is none
     */
    static Formula of(String text, Names known) {
        return new Formula(FormulaLexer.tokens(text), known);
    }

    /** The names it reads, in the order they come. */
    List<String> names() {
        return new ArrayList<>(names);
    }

    /** The text with cells in place of names. */
    String text(Function<String, String> reference) {
        StringBuilder text = new StringBuilder();
        for (FormulaLexer.Token token : tokens) {
            text.append(token.kind() == FormulaLexer.Kind.NAME ? reference.apply(token.text()) : token.text());
        }
        return text.toString();
    }

    Object value(Values values) {
        return root.value(values);
    }
}
