package dev.sweepbook.live;

import dev.sweepbook.live.Formula.Node;
import dev.sweepbook.live.Formula.Values;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions of formulas, all of them Excel 2007's, worked out as Excel does. */
final class Functions {
    private Functions() {}

    /**
     * The first argument of a call.
     *
     * @param name the name it is, empty where it is none
     * @param names all names
     */
    record Table(String name, Names names) {
        int column(String column) {
            return names.number(name + column);
        }
    }

    /** A call. */
    static Node call(String function, List<Node> of, Table table) {
        return switch (function) {
            case "NA" -> values -> Double.NaN;
            case "IF" ->
                values -> {
                    double holds = number(of.get(0), values);
                    return Double.isNaN(holds)
                            ? (Object) Double.NaN
                            : of.get(holds == 0 ? 2 : 1).value(values);
                };
            case "IFERROR" ->
                values -> {
                    Object value = of.get(0).value(values);
                    return CellValues.isUndefined(value) ? of.get(1).value(values) : value;
                };
            case "NOT" ->
                values -> {
                    double holds = number(of.get(0), values);
                    return Double.isNaN(holds) ? Double.NaN : holds == 0 ? 1.0 : 0.0;
                };
            case "ISNUMBER" -> values -> Double.isNaN(number(of.get(0), values)) ? 0.0 : 1.0;
            case "AND" -> values -> fold(of, values, 1, (a, b) -> undefinedOr(a, b, a != 0 && b != 0));
            case "OR" -> values -> fold(of, values, 0, (a, b) -> undefinedOr(a, b, a != 0 || b != 0));
            case "MAX" -> values -> fold(of, values, Double.NEGATIVE_INFINITY, Math::max);
            case "MIN" -> values -> fold(of, values, Double.POSITIVE_INFINITY, Math::min);
            case "SUM", "SUMPRODUCT" -> values -> sum(of, values);
            case "INT" -> values -> each(of.get(0).value(values), Math::floor);
            case "EXP" -> values -> each(of.get(0).value(values), Math::exp);
            case "LN" -> values -> each(of.get(0).value(values), Math::log);
            case "ABS" -> values -> each(of.get(0).value(values), Math::abs);
            case "CHOOSE" ->
                values -> {
                    double place = number(of.get(0), values);
                    return place >= 1 && place < of.size() ? of.get((int) place).value(values) : (Object) Double.NaN;
                };
            case "INDEX" -> index(of, table);
            case "MATCH" -> values -> match(of.get(0).value(values), of.get(1).value(values));
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }

    private static double undefinedOr(double a, double b, boolean holds) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : holds ? 1 : 0;
    }

    private static double number(Node node, Values values) {
        return CellValues.number(node.value(values));
    }

    private static Object each(Object value, DoubleUnaryOperator function) {
        if (value instanceof double[] array) {
            double[] result = new double[array.length];
            for (int i = 0; i < array.length; i++) {
                result[i] = function.applyAsDouble(array[i]);
            }
            return result;
        }
        return function.applyAsDouble(CellValues.number(value));
    }

    private static Double fold(List<Node> of, Values values, double start, DoubleBinaryOperator step) {
        double result = start;
        for (Node node : of) {
            Object value = node.value(values);
            if (value instanceof double[] array) {
                for (double each : array) {
                    result = step.applyAsDouble(result, each);
                }
            } else {
                result = step.applyAsDouble(result, CellValues.number(value));
            }
        }
        return result;
    }

    private static Double sum(List<Node> of, Values values) {
        double sum = 0;
        for (Node node : of) {
            Object value = node.value(values);
            if (value instanceof double[] array) {
                for (double each : array) {
                    sum += each;
                }
            } else {
                sum += CellValues.number(value);
            }
        }
        return sum;
    }

    private static Node index(List<Node> of, Table table) {
        return values -> {
            double row = number(of.get(1), values);
            if (Double.isNaN(row)) {
                return Double.NaN;
            }
            Object column = of.size() == 2
                    ? of.get(0).value(values)
                    : values.of(table.column(CellValues.text(of.get(2).value(values))));
            int at = (int) row - 1;
            if (column instanceof double[] numbers) {
                return at >= 0 && at < numbers.length ? numbers[at] : Double.NaN;
            } else if (column instanceof String[] texts) {
                return at >= 0 && at < texts.length ? (Object) texts[at] : (Object) Double.NaN;
            }
            return at == 0 ? column : (Object) Double.NaN;
        };
    }

    private static Object match(Object wanted, Object column) {
        if (column instanceof String[] texts && wanted instanceof String text) {
            for (int i = 0; i < texts.length; i++) {
                if (texts[i].equalsIgnoreCase(text)) {
                    return i + 1.0;
                }
            }
        } else if (column instanceof double[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == CellValues.number(wanted)) {
                    return i + 1.0;
                }
            }
        } else if (column instanceof Double only) {
            return only == CellValues.number(wanted) ? (Object) 1.0 : (Object) Double.NaN;
        }
        return Double.NaN;
    }
}
