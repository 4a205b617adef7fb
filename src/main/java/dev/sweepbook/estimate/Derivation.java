package dev.sweepbook.estimate;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scenario worked step by step: what is given, then each equation after those it reads. A step reads what the
 * parameters of its method are named after: something given, or the step of that name.
 *
 * @param givens what the equations start from
 * @param steps each equation with its numbers
 * @param operators what one device does in a pass, operator by operator; empty where the formula set has none
 */
public record Derivation(List<Quantity> givens, List<Step> steps, List<Operator> operators) {
    /**
     * One operator, or one collective, of one device.
     *
     * @param pass the pass it belongs to: {@code decode} or {@code prefill}
     * @param times how often it runs in the pass: the layers of its kind, or once
     * @param name what it does
     * @param flops operations of one run (FLOP), NaN for a collective
     * @param bytes bytes of one run (B), NaN for a collective
     * @param computeSeconds time at the compute limit (s), NaN for a collective
     * @param memorySeconds time at the memory limit (s), NaN for a collective
     * @param commsSeconds time of a collective (s), NaN for an operator
     */
    public record Operator(
            String pass,
            double times,
            String name,
            double flops,
            double bytes,
            double computeSeconds,
            double memorySeconds,
            double commsSeconds) {}

    /**
     * A named number.
     *
     * @param name the name equations read it by
     * @param symbol the symbol in the equations
     * @param value in base units
     * @param unit symbol of the base unit, empty for a bare number
     */
    public record Quantity(String name, String symbol, double value, String unit) {}

    /**
     * One equation at work.
     *
     * @param result what it gives
     * @param figures the columns it fills, none for an intermediate step
     * @param says the equation
     * @param source where the equation comes from
     * @param reads what it reads, in the order of the equation's method
     */
    public record Step(Quantity result, List<Figure> figures, String says, String source, List<Quantity> reads) {}

    static Derivation of(List<Quantity> givens, List<Class<?>> equations) {
        Solver solver = new Solver(givens, equations);
        for (Figure figure : Figure.values()) {
            Method method = solver.byFigure.get(figure);
            if (method != null) {
                solver.solve(method);
            }
        }
        for (Method method : solver.byName.values()) {
            solver.solve(method);
        }
        return new Derivation(List.copyOf(givens), List.copyOf(solver.steps), List.of());
    }

    private static final class Solver {
        final Map<String, Method> byName = new TreeMap<>();
        final Map<Figure, Method> byFigure = new TreeMap<>(Comparator.naturalOrder());
        final Map<String, Quantity> known = new LinkedHashMap<>();
        final List<Step> steps = new ArrayList<>();

        Solver(List<Quantity> givens, List<Class<?>> equations) {
            givens.forEach(given -> known.put(given.name(), given));
            for (Class<?> owner : equations) {
                for (Method method : owner.getDeclaredMethods()) {
                    Equation equation = method.getAnnotation(Equation.class);
                    if (equation != null) {
                        byName.put(method.getName(), method);
                        for (Figure figure : equation.gives()) {
                            byFigure.put(figure, method);
                        }
                    }
                }
            }
        }

        @Nullable
        Quantity solve(Method method) {
            Quantity done = known.get(method.getName());
            if (done != null) {
                return done;
            }
            List<Quantity> reads = new ArrayList<>();
            for (var parameter : method.getParameters()) {
                Quantity read = known.get(parameter.getName());
                if (read == null) {
                    Method other = byName.get(parameter.getName());
                    read = other == null ? null : solve(other);
                }
                if (read == null) {
                    return null;
                }
                reads.add(read);
            }
            return step(method, reads);
        }

        private Quantity step(Method method, List<Quantity> reads) {
            Equation equation = method.getAnnotation(Equation.class);
            Quantity result =
                    new Quantity(method.getName(), Words.of(method.getName()), invoke(method, reads), equation.unit());
            known.put(method.getName(), result);
            steps.add(new Step(result, List.of(equation.gives()), equation.says(), equation.source(), reads));
            return result;
        }

        private static double invoke(Method method, List<Quantity> reads) {
            try {
                return (double)
                        method.invoke(null, reads.stream().map(Quantity::value).toArray());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(method + " is not an equation of numbers", e);
            }
        }
    }

    private static final class Words {
        static String of(String camelCase) {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < camelCase.length(); i++) {
                char c = camelCase.charAt(i);
                if (Character.isUpperCase(c)) {
                    words.append(' ').append(Character.toLowerCase(c));
                } else {
                    words.append(c);
                }
            }
            return words.toString();
        }
    }
}
