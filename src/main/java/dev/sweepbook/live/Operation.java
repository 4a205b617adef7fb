package dev.sweepbook.live;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** What two values are joined by; element by element where one is an array. Undefined stays undefined. */
enum Operation {
    PLUS((a, b) -> a + b),
    MINUS((a, b) -> a - b),
    TIMES((a, b) -> a * b),
    OVER((a, b) -> b == 0 ? Double.NaN : a / b),
    POWER(Math::pow),
    LESS((a, b) -> truth(a, b, a < b)),
    AT_MOST((a, b) -> truth(a, b, a <= b)),
    MORE((a, b) -> truth(a, b, a > b)),
    AT_LEAST((a, b) -> truth(a, b, a >= b)),
    EQUAL((a, b) -> truth(a, b, a == b)),
    DIFFERENT((a, b) -> truth(a, b, a != b)),
    JOIN((a, b) -> Double.NaN);

    private final DoubleBinaryOperator of;

    Operation(DoubleBinaryOperator of) {
        this.of = of;
    }

    private static double truth(double a, double b, boolean holds) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : holds ? 1 : 0;
    }

    Object apply(Object a, Object b) {
        if (this == JOIN) {
            return CellValues.isUndefined(a) || CellValues.isUndefined(b)
                    ? (Object) Double.NaN
                    : CellValues.text(a) + CellValues.text(b);
        } else if (a instanceof double[] || b instanceof double[]) {
            return elements(a, b);
        } else if (a instanceof Double x && b instanceof Double y) {
            return of.applyAsDouble(x, y);
        }
        return words(a, b);
    }

    private double[] elements(Object a, Object b) {
        int length = a instanceof double[] first ? first.length : ((double[]) b).length;
        double[] result = array(a, length).clone();
        double[] second = array(b, length);
        switch (this) {
            case PLUS -> {
                for (int i = 0; i < length; i++) {
                    result[i] += second[i];
                }
            }
            case MINUS -> {
                for (int i = 0; i < length; i++) {
                    result[i] -= second[i];
                }
            }
            case TIMES -> {
                for (int i = 0; i < length; i++) {
                    result[i] *= second[i];
                }
            }
            default -> {
                for (int i = 0; i < length; i++) {
                    result[i] = of.applyAsDouble(result[i], second[i]);
                }
            }
        }
        return result;
    }

    /** A value as an array: a single one in every place. */
    private static double[] array(Object value, int length) {
        if (value instanceof double[] array && array.length == length) {
            return array;
        }
        double[] array = new double[length];
        Arrays.fill(array, CellValues.number(value));
        return array;
    }

    /** Text is compared whatever its case; a blank counts as 0 in arithmetic. */
    private Object words(Object a, Object b) {
        if (CellValues.isUndefined(a) || CellValues.isUndefined(b)) {
            return Double.NaN;
        }
        boolean both = a instanceof String && b instanceof String;
        boolean same = both && ((String) a).equalsIgnoreCase((String) b);
        return switch (this) {
            case EQUAL -> same ? 1.0 : 0.0;
            case DIFFERENT -> same ? 0.0 : 1.0;
            default -> of.applyAsDouble(CellValues.number(a), CellValues.number(b));
        };
    }
}
