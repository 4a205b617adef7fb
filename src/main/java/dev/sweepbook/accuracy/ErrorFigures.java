package dev.sweepbook.accuracy;

import java.util.Arrays;
import java.util.List;

/**
 * How far predictions are from measurements.
 *
 * @param count measurements
 * @param mape mean of |predicted/measured − 1|
 * @param median median of |predicted/measured − 1|
 * @param signed mean of predicted/measured − 1, in the metric's own terms
 * @param timeSigned mean of predicted time/measured time − 1, rates and times alike
 * @param within share of rows with |predicted/measured − 1| of at most 20 %
 */
public record ErrorFigures(long count, double mape, double median, double signed, double timeSigned, double within) {
    /** The error that counts as close. */
    public static final double CLOSE = 0.20;

    /**
     * The errors of some predictions.
     *
     * @param predictions at least one
     * @return the figures; NaN where there is none
     */
    public static ErrorFigures of(List<Prediction> predictions) {
        int count = predictions.size();
        double[] sizes = new double[count];
        double sum = 0;
        double signed = 0;
        double timeSigned = 0;
        int close = 0;
        for (int i = 0; i < count; i++) {
            double error = predictions.get(i).error();
            sizes[i] = Math.abs(error);
            sum += sizes[i];
            signed += error;
            timeSigned += predictions.get(i).timeError();
            close += sizes[i] <= CLOSE ? 1 : 0;
        }
        Arrays.sort(sizes);
        return new ErrorFigures(
                count,
                sum / count,
                count == 0 ? Double.NaN : Quantiles.of(sizes, 0.5),
                signed / count,
                timeSigned / count,
                (double) close / count);
    }
}
