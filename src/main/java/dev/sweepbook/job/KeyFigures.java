package dev.sweepbook.job;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.job.ledger.KeyFigure;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** The best of each sweep and formula set, among the rows that fit and keep the service level. */
final class KeyFigures implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Formulas[] FORMULAS = Formulas.values();
    private static final Measure[] MEASURES = Measure.values();
    private static final Figure[] FIGURES = new Figure[MEASURES.length];

    static {
        for (int i = 0; i < MEASURES.length; i++) {
            FIGURES[i] = Figure.valueOf(MEASURES[i].column().toUpperCase(Locale.ROOT));
        }
    }

    private final LinkedHashMap<String, double[][]> bestOf = new LinkedHashMap<>();
    private String sweep = "";
    private double[][] best = new double[0][];

    void accept(Row row) {
        if (!Boolean.TRUE.equals(row.estimate().fits()) || !row.serviceLevel().isKept()) {
            return;
        }
        if (best.length == 0 || !row.sweep().equals(sweep)) {
            sweep = row.sweep();
            best = bestOf.computeIfAbsent(sweep, name -> nothing());
        }
        double[] values = best[row.scenario().method().formulas().ordinal()];
        for (int i = 0; i < MEASURES.length; i++) {
            improve(values, i, row.estimate().get(FIGURES[i]));
        }
    }

    private static void improve(double[] values, int measure, double value) {
        boolean better = MEASURES[measure].moreIsBetter() ? value > values[measure] : value < values[measure];
        if (better || Double.isNaN(values[measure])) {
            values[measure] = value;
        }
    }

    /** Adds the best of rows that follow. */
    void add(KeyFigures later) {
        later.bestOf.forEach((name, values) -> {
            double[][] mine = bestOf.computeIfAbsent(name, any -> nothing());
            for (int set = 0; set < values.length; set++) {
                for (int i = 0; i < MEASURES.length; i++) {
                    improve(mine[set], i, values[set][i]);
                }
            }
        });
    }

    private static double[][] nothing() {
        double[][] values = new double[FORMULAS.length][MEASURES.length];
        for (double[] ofSet : values) {
            Arrays.fill(ofSet, Double.NaN);
        }
        return values;
    }

    List<KeyFigure> figures() {
        List<KeyFigure> figures = new ArrayList<>();
        bestOf.forEach((name, values) -> {
            for (Formulas formulas : FORMULAS) {
                for (int i = 0; i < MEASURES.length; i++) {
                    double value = values[formulas.ordinal()][i];
                    if (Double.isFinite(value)) {
                        figures.add(new KeyFigure(name, formulas.id(), MEASURES[i], value));
                    }
                }
            }
        });
        return figures;
    }
}
