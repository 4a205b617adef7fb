package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Metric;
import dev.sweepbook.load.Problem;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measurements beside what a calibration predicts for them.
 *
 * @param predictions the measurements that can be held against a prediction
 * @param leftOut those that cannot, with the reason
 */
public record Comparison(List<Prediction> predictions, List<Problem> leftOut) {
    /** How much faster than the ideal bound a measurement may be: rounding in the source and clocks above the datasheet. */
    public static final double TOLERANCE = 0.05;

    /** Copies the lists. */
    public Comparison {
        predictions = List.copyOf(predictions);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Predicts measurements.
     *
     * @param rows the measurements
     * @param calibration what to predict with
     * @return predictions, and the rows that are impossible
     */
    public static Comparison of(List<Measurement> rows, Calibration calibration) {
        Possible possible = Possible.of(rows);
        return new Comparison(new Predictor(calibration).predict(possible.rows()), possible.leftOut());
    }

    /**
     * The rows that no machine rules out.
     *
     * @param rows measurements that could be
     * @param leftOut those faster than the datasheet allows
     */
    public record Possible(List<Measurement> rows, List<Problem> leftOut) {
        /**
         * Sorts out what beats the bound that physics sets.
         *
         * @param all measurements
         * @return those that could be, and those that could not
         */
        public static Possible of(List<Measurement> all) {
            Calibration ideal = Calibrations.shipped().get(Calibration.IDEAL);
            if (ideal == null) {
                throw new IllegalStateException("the ideal calibration ships");
            }
            Estimator estimator = new Estimator(Map.of(Calibration.IDEAL, ideal));
            Estimate estimate = new Estimate();
            List<Measurement> rows = new ArrayList<>();
            List<Problem> leftOut = new ArrayList<>();
            for (Measurement row : all) {
                Scenario scenario = Predictor.with(row.scenario(), Calibration.IDEAL);
                if (scenario.method().formulas() != Formulas.ROOFLINE) {
                    rows.add(row);
                    continue;
                }
                estimator.estimate(scenario, estimate);
                double bound = Prediction.value(row.metric(), scenario, estimate);
                double faster = row.metric().isRate() ? row.value() / bound : bound / row.value();
                boolean fewerRan = row.metric() == Metric.TPOT && Boolean.FALSE.equals(estimate.fits());
                if (faster <= 1 + TOLERANCE || fewerRan) { // a token waits for those that found room, not for all
                    rows.add(row);
                } else {
                    leftOut.add(new Problem(row.place().file(), row.place().line(), 0, impossible(row, bound, faster)));
                }
            }
            return new Possible(rows, leftOut);
        }

        private static String impossible(Measurement row, double bound, double faster) {
            String unit = row.metric().isRate() ? "tokens/s" : "s";
            return String.format(
                    Locale.ROOT,
                    "impossible: %s %.4g %s is %.0f %% faster than the %.4g %s the datasheet allows at best",
                    row.metric().id(),
                    row.value(),
                    unit,
                    (faster - 1) * 100,
                    bound,
                    unit);
        }
    }
}
