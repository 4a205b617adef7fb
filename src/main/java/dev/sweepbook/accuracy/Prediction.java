package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Metric;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/**
 * A measurement and what was predicted for it.
 *
 * @param measurement what was measured
 * @param value what was predicted, in the metric's own unit
 * @param bound the largest term: of the prefill for a metric of the prefill, of a decode step for the others
 * @param evidence how near the calibration's measurements are
 */
public record Prediction(Measurement measurement, double value, Term bound, Evidence evidence) {
    /**
     * The error in the metric's own terms.
     *
     * @return predicted over measured − 1
     */
    public double error() {
        return value / measurement.value() - 1;
    }

    /**
     * The error of the time, whether a time or a rate was measured.
     *
     * @return predicted time over measured time − 1
     */
    public double timeError() {
        return timeRatio() - 1;
    }

    /**
     * Predicted time over measured time.
     *
     * @return above 1 where the prediction is too slow
     */
    public double timeRatio() {
        return measurement.metric().isRate() ? measurement.value() / value : value / measurement.value();
    }

    /**
     * What an estimate says of a metric.
     *
     * @param metric what is asked
     * @param scenario what was estimated
     * @param estimate what it came to
     * @return seconds, or tokens a second; NaN where the estimate has none
     */
    static double value(Metric metric, Scenario scenario, Estimate estimate) {
        return switch (metric) {
            case TOTAL_LATENCY -> estimate.get(Figure.REQUEST_SECONDS);
            case TTFT -> estimate.get(Figure.TTFT_SECONDS);
            case TPOT -> estimate.get(Figure.TPOT_SECONDS);
            case DECODE_PHASE -> estimate.get(Figure.REQUEST_SECONDS) - estimate.get(Figure.PREFILL_SECONDS);
            case OUTPUT_TOKENS -> estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND);
            case OUTPUT_TOKENS_PER_DEVICE -> estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
            case PREFILL_TOKENS -> prefillTokens(scenario.workload()) / estimate.get(Figure.PREFILL_SECONDS);
        };
    }

    /** Tokens read in a prefill of the batch, B·(s−p). */
    private static double prefillTokens(Workload work) {
        return (double) work.batchSize() * (work.promptTokens() - work.cachedPromptTokens());
    }

    /**
     * The part of a request that a metric is of.
     *
     * @param measurement what was measured
     * @return the phase; a rate of output from an empty cache is of decoding alone
     */
    static Phase phase(Measurement measurement) {
        return switch (measurement.metric()) {
            case TTFT, PREFILL_TOKENS -> Phase.PREFILL;
            case TPOT, DECODE_PHASE -> Phase.DECODE;
            case TOTAL_LATENCY, OUTPUT_TOKENS, OUTPUT_TOKENS_PER_DEVICE ->
                measurement.scenario().workload().promptTokens() == 0 ? Phase.DECODE : Phase.REQUEST;
        };
    }
}
