package dev.sweepbook.report;

import dev.sweepbook.estimate.Equation;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a column comes from.
 *
 * @param column the column
 * @param formulas the formula sets that agree on it
 * @param says the equation; for a column that is read off rather than computed, its rule in words
 * @param source where the equation comes from
 */
public record EquationLine(Column column, List<Formulas> formulas, String says, String source) {
    /** Copies the list. */
    public EquationLine {
        formulas = List.copyOf(formulas);
    }

    /**
     * The equations behind the result columns, one line for each column and equation; formula sets that agree share a
     * line, and one that leaves the column empty has none.
     *
     * @param columns the columns of an output
     * @param formulas the formula sets it uses
     * @return the lines, in the order of the columns
     */
    public static List<EquationLine> of(List<Column> columns, List<Formulas> formulas) {
        List<EquationLine> lines = new ArrayList<>();
        for (Column column : columns) {
            if (ResultColumns.isResult(column)) {
                lines.addAll(of(column, formulas));
            }
        }
        return lines;
    }

    private static List<EquationLine> of(Column column, List<Formulas> formulas) {
        List<EquationLine> lines = new ArrayList<>();
        Set<Formulas> done = new LinkedHashSet<>();
        for (Formulas set : formulas) {
            Equation equation = equation(column, set);
            if (equation == null || !done.add(set)) {
                continue;
            }
            List<Formulas> agreeing = new ArrayList<>(List.of(set));
            for (Formulas other : formulas) {
                if (!done.contains(other) && equation.equals(equation(column, other))) {
                    agreeing.add(other);
                    done.add(other);
                }
            }
            lines.add(new EquationLine(column, agreeing, equation.says(), equation.source()));
        }
        if (lines.isEmpty() && ResultColumns.isRule(column)) {
            lines.add(new EquationLine(column, formulas, column.description(), "FORMULAS.md 4"));
        }
        return lines;
    }

    private static @org.jspecify.annotations.Nullable Equation equation(Column column, Formulas set) {
        Map<Figure, Equation> equations = BySet.EQUATIONS.get(set);
        return equations == null || !ResultColumns.isFigure(column)
                ? null
                : equations.get(Figure.valueOf(column.id().toUpperCase(Locale.ROOT)));
    }

    private static final class BySet {
        static final Map<Formulas, Map<Figure, Equation>> EQUATIONS = new java.util.EnumMap<>(Formulas.class);

        static {
            for (Formulas set : Formulas.values()) {
                EQUATIONS.put(set, FormulaSets.equations(set));
            }
        }
    }
}
