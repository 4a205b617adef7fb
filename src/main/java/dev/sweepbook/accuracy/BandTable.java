package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.ErrorBands.Line;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.scenario.ServingEngine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The spread of left-out measurements: the tenth and ninetieth percentile of measured over predicted time, by engine
 * class, phase and evidence. Where a place of the table has too few, the engine classes are taken together; where that
 * is too few as well, the phases; and a place nothing was measured for takes the next nearer evidence. Farther evidence
 * is never spread less than nearer one.
 */
final class BandTable {
    /** Fewer measurements than this say little about a tenth of them. */
    static final int FEWEST = 20;

    private static final MathContext WRITTEN = new MathContext(4);

    private final List<Residual> residuals;
    private final Map<Place, Spread> spreads = new HashMap<>();

    /** A place of the table. */
    record Place(ServingEngine engine, Phase phase, Evidence evidence) {
        static Place of(Residual residual) {
            return new Place(residual.engine(), residual.phase(), residual.evidence());
        }
    }

    /**
     * Percentiles of the logarithm of measured over predicted time.
     *
     * @param p10 the tenth
     * @param middle the median, between the two
     * @param p90 the ninetieth
     * @param rows measurements they were taken of
     */
    record Spread(double p10, double middle, double p90, long rows) {
        /** How many times as wide the spread must be to hold a ratio. */
        double needed(double ratio) {
            double away = StrictMath.log(ratio) - middle;
            double half = away < 0 ? middle - p10 : p90 - middle;
            return away == 0 ? 0 : Math.abs(away) / half;
        }

        Band band(double wider) {
            return new Band(written(middle - wider * (middle - p10)), written(middle + wider * (p90 - middle)));
        }

        private Spread and(Spread nearer) {
            return new Spread(Math.min(p10, nearer.p10), middle, Math.max(p90, nearer.p90), rows);
        }
    }

    BandTable(List<Residual> residuals) {
        this.residuals = residuals;
    }

    private static double written(double log) {
        return new BigDecimal(StrictMath.exp(log)).round(WRITTEN).doubleValue();
    }

    /** The spread at a place; the table must not be empty. */
    Spread spread(Place place) {
        Spread known = spreads.get(place);
        if (known == null) {
            Spread own = spread(near(place));
            Evidence evidence = place.evidence();
            known = evidence == Evidence.MEASURED_HERE
                    ? own
                    : own.and(spread(new Place(place.engine(), place.phase(), nearer(evidence))));
            spreads.put(place, known);
        }
        return known;
    }

    private static Evidence nearer(Evidence evidence) {
        return Evidence.values()[evidence.ordinal() - 1];
    }

    private List<Residual> near(Place place) {
        List<Predicate<Residual>> wider = List.of(
                r -> Place.of(r).equals(place),
                r -> r.phase() == place.phase() && r.evidence() == place.evidence(),
                r -> r.evidence() == place.evidence());
        for (Predicate<Residual> choice : wider) {
            List<Residual> chosen = residuals.stream().filter(choice).toList();
            if (chosen.size() >= FEWEST) {
                return chosen;
            }
        }
        return place.evidence() == Evidence.MEASURED_HERE
                ? residuals
                : near(new Place(place.engine(), place.phase(), nearer(place.evidence())));
    }

    private static Spread spread(List<Residual> residuals) {
        double[] logs = residuals.stream()
                .mapToDouble(r -> StrictMath.log(r.ratio()))
                .sorted()
                .toArray();
        return new Spread(Quantiles.of(logs, 0.1), Quantiles.of(logs, 0.5), Quantiles.of(logs, 0.9), logs.length);
    }

    /** The bands of every place, each spread made wider by what its evidence asks for. */
    List<Line> lines(Widening widening) {
        List<Line> lines = new ArrayList<>();
        for (ServingEngine engine : ServingEngine.values()) {
            for (Phase phase : Phase.values()) {
                for (Evidence evidence : Evidence.values()) {
                    Spread spread = spread(new Place(engine, phase, evidence));
                    Band band = spread.band(widening.of(engine, evidence));
                    lines.add(new Line(engine, phase, evidence, band, spread.rows()));
                }
            }
        }
        return lines;
    }
}
