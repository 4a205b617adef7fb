package dev.sweepbook.load;

import dev.sweepbook.load.ExpressionLexer.Kind;
import dev.sweepbook.load.ExpressionLexer.Word;
import dev.sweepbook.load.ExpressionNode.Condition;
import dev.sweepbook.load.ExpressionNode.NumberOf;
import dev.sweepbook.load.ExpressionNode.Numeric;
import dev.sweepbook.load.ExpressionNode.Textual;
import dev.sweepbook.sweep.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads and checks expressions: names and types are settled here, so that working one out cannot fail. */
final class ExpressionParser {
    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 32;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> FUNCTIONS = List.of("min", "max", "ceil", "floor");
    private static final Set<String> WORDS = Set.of("or", "and", "not", "in", "min", "max", "ceil", "floor");

    private final ExpressionScope scope;
    private final List<Word> words;
    private final Set<String> names = new LinkedHashSet<>();
    private int at;
    private int depth;

    private ExpressionParser(List<Word> words, ExpressionScope scope) {
        this.words = words;
        this.scope = scope;
    }

    private record Checked(String text, Set<String> names, Condition condition) implements Expression {
        @Override
        public boolean holds(Values values) {
            return condition.of().in(values);
        }
    }

    static Reading<Expression> read(String text, ExpressionScope scope) {
        if (text.length() > LONGEST) {
            return Reading.bad("an expression is at most " + Shown.count(LONGEST) + " characters long, has "
                    + Shown.count(text.length()));
        }
        try {
            ExpressionParser parser = new ExpressionParser(ExpressionLexer.words(text), scope);
            ExpressionNode node = parser.either();
            if (parser.word().kind() != Kind.END) {
                throw new ExpressionFault("ends before " + parser.word().found() + parser.leftoverHint());
            } else if (node instanceof Condition condition) {
                return Reading.good(new Checked(text, Collections.unmodifiableSet(parser.names), condition));
            }
            throw new ExpressionFault("must be a condition, such as batch_size > 8, is " + node.typeName());
        } catch (ExpressionFault e) {
            return Reading.bad("expression " + Shown.quoted(text) + " " + e.reason());
        }
    }

    private String leftoverHint() {
        if (COMPARISONS.contains(word().text()) && word().kind() == Kind.SIGN) {
            return "; comparisons are not chained, join two with and";
        }
        return word().is("not") ? "; write not x in [a, b]" : "";
    }

    private Word word() {
        return words.get(at);
    }

    private boolean take(String sign) {
        boolean there = word().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    private void need(String sign) throws ExpressionFault {
        if (!take(sign)) {
            throw new ExpressionFault("needs " + sign + " before " + word().found());
        }
    }

    private void deeper() throws ExpressionFault {
        if (++depth > DEEPEST) {
            throw new ExpressionFault("is nested deeper than " + DEEPEST + " levels");
        }
    }

    private ExpressionNode either() throws ExpressionFault {
        ExpressionNode left = both();
        while (take("or")) {
            Condition a = condition(left, "or");
            Condition b = condition(both(), "or");
            left = new Condition(values -> a.of().in(values) || b.of().in(values));
        }
        return left;
    }

    private ExpressionNode both() throws ExpressionFault {
        ExpressionNode left = negated();
        while (take("and")) {
            Condition a = condition(left, "and");
            Condition b = condition(negated(), "and");
            left = new Condition(values -> a.of().in(values) && b.of().in(values));
        }
        return left;
    }

    private ExpressionNode negated() throws ExpressionFault {
        if (!take("not")) {
            return comparison();
        }
        deeper();
        Condition inner = condition(negated(), "not");
        depth--;
        return new Condition(values -> !inner.of().in(values));
    }

    private ExpressionNode comparison() throws ExpressionFault {
        ExpressionNode left = sum();
        String sign = word().text();
        if (word().kind() == Kind.SIGN && COMPARISONS.contains(sign)) {
            at++;
            return compare(sign, left, sum());
        } else if (take("in")) {
            need("[");
            List<Condition> tests = new ArrayList<>();
            do {
                tests.add(compare("==", left, sum()));
            } while (take(","));
            need("]");
            return ExpressionNode.anyOf(tests);
        }
        return left;
    }

    private Condition compare(String sign, ExpressionNode a, ExpressionNode b) throws ExpressionFault {
        if (a instanceof Numeric left && b instanceof Numeric right) {
            return ExpressionNode.compare(sign, left.of(), right.of());
        } else if (a instanceof Textual left && b instanceof Textual right) {
            if (!sign.equals("==") && !sign.equals("!=")) {
                throw new ExpressionFault("compares text with " + sign + "; text is only equal (==) or not (!=)");
            }
            checkText(left, right);
            checkText(right, left);
            return ExpressionNode.compare(sign.equals("=="), left.of(), right.of());
        }
        throw new ExpressionFault("compares " + a.typeName() + " with " + b.typeName());
    }

    private void checkText(Textual named, Textual written) throws ExpressionFault {
        if (named.name() != null && written.literal() != null) {
            String fault = scope.textFault(named.name(), written.literal());
            if (fault != null) {
                throw new ExpressionFault("can never hold: " + named.name() + ": " + fault);
            }
        }
    }

    private ExpressionNode sum() throws ExpressionFault {
        ExpressionNode left = product();
        while (word().is("+") || word().is("-")) {
            String sign = words.get(at++).text();
            left = ExpressionNode.arithmetic(sign, number(left, sign), number(product(), sign));
        }
        return left;
    }

    private ExpressionNode product() throws ExpressionFault {
        ExpressionNode left = negative();
        while (word().is("*") || word().is("/") || word().is("%")) {
            String sign = words.get(at++).text();
            left = ExpressionNode.arithmetic(sign, number(left, sign), number(negative(), sign));
        }
        return left;
    }

    private ExpressionNode negative() throws ExpressionFault {
        if (!take("-")) {
            return primary();
        }
        deeper();
        NumberOf inner = number(negative(), "-");
        depth--;
        return new Numeric(values -> -inner.in(values));
    }

    private ExpressionNode primary() throws ExpressionFault {
        Word word = words.get(at);
        if (take("(")) {
            deeper();
            ExpressionNode inner = either();
            need(")");
            depth--;
            return inner;
        }
        at += word.kind() == Kind.END ? 0 : 1;
        return switch (word.kind()) {
            case NUMBER -> literal(word);
            case TEXT -> new Textual(values -> word.text(), null, word.text());
            case NAME -> FUNCTIONS.contains(word.text()) ? function(word.text()) : name(word);
            case SIGN, END -> throw new ExpressionFault("needs a number, a text or a name before " + word.found());
        };
    }

    private static Numeric literal(Word word) throws ExpressionFault {
        if (Numbers.read(word.text()) instanceof Reading.Good<BigDecimal> good) {
            double number = good.value().doubleValue();
            return new Numeric(values -> number);
        }
        throw new ExpressionFault("holds a number that does not fit a double, " + word.found());
    }

    private ExpressionNode name(Word word) throws ExpressionFault {
        ExpressionScope.Type type = scope.type(word.text());
        if (type == null) {
            String why = WORDS.contains(word.text()) ? "needs a value before " : scope.unknown() + ", ";
            throw new ExpressionFault(why + word.found() + Nearest.hint(word.text(), scope.names()));
        }
        names.add(word.text());
        return type == ExpressionScope.Type.NUMBER
                ? ExpressionNode.name(word.text())
                : ExpressionNode.textName(word.text());
    }

    private Numeric function(String name) throws ExpressionFault {
        need("(");
        deeper();
        List<NumberOf> arguments = new ArrayList<>();
        do {
            arguments.add(number(sum(), name));
        } while (take(","));
        need(")");
        depth--;
        boolean takesOne = name.equals("ceil") || name.equals("floor");
        if (takesOne && arguments.size() != 1) {
            throw new ExpressionFault("gives " + name + " " + arguments.size() + " numbers; it takes one");
        }
        return ExpressionNode.function(name, arguments);
    }

    private static NumberOf number(ExpressionNode node, String sign) throws ExpressionFault {
        if (node instanceof Numeric number) {
            return number.of();
        }
        throw new ExpressionFault("gives " + sign + " " + node.typeName() + " where a number is due");
    }

    private static Condition condition(ExpressionNode node, String word) throws ExpressionFault {
        if (node instanceof Condition condition) {
            return condition;
        }
        throw new ExpressionFault("gives " + word + " " + node.typeName() + " where a condition is due");
    }
}
