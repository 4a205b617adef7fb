package dev.sweepbook.job;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.job.ledger.KeyFigure;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The best of each sweep and formula set, among the rows that fit and keep the service level. */
final class KeyFigures {
    private static final Measure[] MEASURES = Measure.values();
    private static final Figure[] FIGURES = new Figure[MEASURES.length];

    static {
        for (int i = 0; i < MEASURES.length; i++) {
            FIGURES[i] = Figure.valueOf(MEASURES[i].column().toUpperCase(Locale.ROOT));
        }
    }

    private final Map<Group, double[]> best = new LinkedHashMap<>();

    private record Group(String sweep, Formulas formulas) {}

    void accept(Row row) {
        if (!Boolean.TRUE.equals(row.estimate().fits()) || !row.serviceLevel().isKept()) {
            return;
        }
        Group group = new Group(row.sweep(), row.scenario().method().formulas());
        double @Nullable [] values = best.get(group);
        if (values == null) {
            values = new double[MEASURES.length];
            java.util.Arrays.fill(values, Double.NaN);
            best.put(group, values);
        }
        for (int i = 0; i < MEASURES.length; i++) {
            double value = row.estimate().get(FIGURES[i]);
            boolean better = MEASURES[i].moreIsBetter() ? value > values[i] : value < values[i];
            if (better || Double.isNaN(values[i])) {
                values[i] = value;
            }
        }
    }

    List<KeyFigure> figures() {
        List<KeyFigure> figures = new ArrayList<>();
        best.forEach((group, values) -> {
            for (int i = 0; i < MEASURES.length; i++) {
                if (Double.isFinite(values[i])) {
                    figures.add(new KeyFigure(group.sweep(), group.formulas().id(), MEASURES[i], values[i]));
                }
            }
        });
        return figures;
    }
}
