package dev.sweepbook.load;

import dev.sweepbook.sweep.Expression.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression that has been checked: a number, a text or a condition. */
sealed interface ExpressionNode {
    /** A number; an empty value is NaN. */
    record Numeric(NumberOf of) implements ExpressionNode {}

    /**
     * A text; an empty value is null.
     *
     * @param of how to work it out
     * @param name the name it reads, or null
     * @param literal the text that was written, or null
     */
    record Textual(
            TextOf of, @Nullable String name, @Nullable String literal) implements ExpressionNode {}

    /** A condition. */
    record Condition(Test of) implements ExpressionNode {}

    /** Works out a number. */
    @FunctionalInterface
    interface NumberOf {
        double in(Values values);
    }

    /** Works out a text. */
    @FunctionalInterface
    interface TextOf {
        @Nullable
        String in(Values values);
    }

    /** Works out a condition. */
    @FunctionalInterface
    interface Test {
        boolean in(Values values);
    }

    default String typeName() {
        return this instanceof Numeric ? "a number" : this instanceof Textual ? "text" : "a condition";
    }

    static Numeric name(String name) {
        return new Numeric(values -> values.get(name) instanceof Double number ? number : Double.NaN);
    }

    static Textual textName(String name) {
        return new Textual(values -> values.get(name) instanceof String text ? text : null, name, null);
    }

    static Numeric arithmetic(String sign, NumberOf a, NumberOf b) {
        return new Numeric(
                switch (sign) {
                    case "+" -> values -> a.in(values) + b.in(values);
                    case "-" -> values -> a.in(values) - b.in(values);
                    case "*" -> values -> a.in(values) * b.in(values);
                    case "/" -> values -> a.in(values) / b.in(values);
                    default -> values -> a.in(values) % b.in(values);
                });
    }

    static Condition compare(String sign, NumberOf a, NumberOf b) {
        return new Condition(
                switch (sign) {
                    case "==" -> values -> a.in(values) == b.in(values);
                    case "<" -> values -> a.in(values) < b.in(values);
                    case "<=" -> values -> a.in(values) <= b.in(values);
                    case ">" -> values -> a.in(values) > b.in(values);
                    case ">=" -> values -> a.in(values) >= b.in(values);
                    default ->
                        values -> {
                            double left = a.in(values);
                            double right = b.in(values);
                            return left < right || left > right; // false where either is empty
                        };
                });
    }

    static Condition compare(boolean equal, TextOf a, TextOf b) {
        return new Condition(values -> {
            String left = a.in(values);
            String right = b.in(values);
            return left != null && right != null && left.equals(right) == equal;
        });
    }

    static Condition anyOf(List<Condition> tests) {
        return new Condition(values -> tests.stream().anyMatch(test -> test.of().in(values)));
    }

    static Numeric function(String name, List<NumberOf> arguments) {
        NumberOf first = arguments.get(0);
        return switch (name) {
            case "ceil" -> new Numeric(values -> Math.ceil(first.in(values)));
            case "floor" -> new Numeric(values -> Math.floor(first.in(values)));
            default ->
                new Numeric(values -> {
                    double result = first.in(values);
                    for (NumberOf argument : arguments) {
                        double next = argument.in(values);
                        result = name.equals("min") ? Math.min(result, next) : Math.max(result, next);
                    }
                    return result;
                });
        };
    }
}
