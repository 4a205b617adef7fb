package dev.sweepbook.job;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.job.ledger.KeyFigure;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The best of each sweep and formula set, among the rows that fit and keep the service level. */
final class KeyFigures {
    private static final Formulas[] FORMULAS = Formulas.values();
    private static final Measure[] MEASURES = Measure.values();
    private static final Figure[] FIGURES = new Figure[MEASURES.length];

    static {
        for (int i = 0; i < MEASURES.length; i++) {
            FIGURES[i] = Figure.valueOf(MEASURES[i].column().toUpperCase(Locale.ROOT));
        }
    }

    private final Map<String, double[][]> bestOf = new LinkedHashMap<>();
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
            double value = row.estimate().get(FIGURES[i]);
            boolean better = MEASURES[i].moreIsBetter() ? value > values[i] : value < values[i];
            if (better || Double.isNaN(values[i])) {
                values[i] = value;
            }
        }
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
