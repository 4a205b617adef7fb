package dev.sweepbook.live;

import dev.sweepbook.live.Formula.Node;
import dev.sweepbook.live.FormulaLexer.Kind;
import dev.sweepbook.live.FormulaLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a formula: comparisons bind loosest, then sums, products, powers, the sign of a number. */
final class FormulaParser {
    private static final List<Map<String, Operation>> LEVELS = List.of(
            Map.of(
                    "=", Operation.EQUAL,
                    "<>", Operation.DIFFERENT,
                    "<", Operation.LESS,
                    "<=", Operation.AT_MOST,
                    ">", Operation.MORE,
                    ">=", Operation.AT_LEAST),
            Map.of("&", Operation.JOIN),
            Map.of("+", Operation.PLUS, "-", Operation.MINUS),
            Map.of("*", Operation.TIMES, "/", Operation.OVER),
            Map.of("^", Operation.POWER));

    private final List<Token> tokens;
    private final Names names;
    private int at;

    FormulaParser(List<Token> tokens, Names names) {
        this.tokens = tokens;
        this.names = names;
    }

    Node parse() {
        Node node = level(0);
        if (at < tokens.size()) {
            throw bad();
        }
        return node;
    }

    private Node level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = level(level + 1);
        Operation operation = operation(level);
        while (operation != null) {
            at++;
            left = joined(operation, left, level(level + 1));
            operation = operation(level);
        }
        return left;
    }

    private @Nullable Operation operation(int level) {
        boolean isSign = at < tokens.size() && tokens.get(at).kind() == Kind.SIGN;
        return isSign ? LEVELS.get(level).get(tokens.get(at).text()) : null;
    }

    private static Node joined(Operation operation, Node first, Node second) {
        return values -> operation.apply(first.value(values), second.value(values));
    }

    private Node unary() {
        if (at < tokens.size() && tokens.get(at).is("-")) {
            at++;
            Node of = unary();
            return values -> Operation.TIMES.apply(of.value(values), -1.0);
        }
        return primary();
    }

    private Node primary() {
        if (at >= tokens.size()) {
            throw bad();
        }
        Token token = tokens.get(at++);
        switch (token.kind()) {
            case NUMBER -> {
                Double number = Double.valueOf(token.text());
                return values -> number;
            }
            case TEXT -> {
                String text = token.text().substring(1, token.text().length() - 1);
                return values -> text;
            }
            case NAME -> {
                int name = names.number(token.text());
                return values -> values.of(name);
            }
            case FUNCTION -> {
                return call(token.text());
            }
            case SIGN -> {
                if (!token.is("(")) {
                    throw bad();
                }
                Node inner = level(0);
                expect(")");
                return inner;
            }
        }
        throw bad();
    }

    private Node call(String function) {
        expect("(");
        String first = tokens.get(at).kind() == Kind.NAME ? tokens.get(at).text() : "";
        List<Node> arguments = new ArrayList<>();
        while (!tokens.get(at).is(")")) {
            arguments.add(level(0));
            if (tokens.get(at).is(",")) {
                at++;
            }
        }
        at++;
        return Functions.call(function, arguments, new Functions.Table(first, names));
    }

    private void expect(String sign) {
        if (at >= tokens.size() || !tokens.get(at).is(sign)) {
            throw bad();
        }
        at++;
    }

    private IllegalArgumentException bad() {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return new IllegalArgumentException("is no formula at part " + at + ": " + text);
    }
}
