package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Metric;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorFiguresTest {
    private static final String CASE = "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,";

    @TempDir
    Path folder;

    private Prediction prediction(String metric, double measured, double predicted) {
        Measurement row =
                Rows.of(folder, List.of(CASE + metric + "," + measured)).get(0);
        return new Prediction(row, predicted, Term.MEMORY, Evidence.SAME_DEVICE);
    }

    /** Errors +10 %, −30 %, +50 %: mean of sizes 30 %, median 30 %, mean with sign 10 %, one of three within 20 %. */
    @Test
    void figuresOfThreeTimesAreThoseWorkedByHand() {
        ErrorFigures figures = ErrorFigures.of(List.of(
                prediction("tpot_s", 10, 11), prediction("tpot_s", 10, 7), prediction("total_latency_s", 2, 3)));
        assertThat(figures.count()).isEqualTo(3);
        assertThat(figures.mape()).isCloseTo(0.30, within(1e-12));
        assertThat(figures.median()).isCloseTo(0.30, within(1e-12));
        assertThat(figures.signed()).isCloseTo(0.10, within(1e-12));
        assertThat(figures.timeSigned()).isCloseTo(0.10, within(1e-12));
        assertThat(figures.within()).isCloseTo(1.0 / 3, within(1e-12));
    }

    /** A rate of 80 for 100 measured is −20 % in its own terms, and a time of 1/80 for 1/100 is +25 %. */
    @Test
    void aRateThatIsTooLowIsATimeThatIsTooLong() {
        Prediction slow = prediction("output_tokens_per_s", 100, 80);
        assertThat(slow.error()).isCloseTo(-0.20, within(1e-12));
        assertThat(slow.timeError()).isCloseTo(0.25, within(1e-12));
        assertThat(ErrorFigures.of(List.of(slow)).within()).isEqualTo(1);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        ErrorFigures figures = ErrorFigures.of(List.of(prediction("tpot_s", 10, 11), prediction("tpot_s", 10, 14)));
        assertThat(figures.median()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void eachMetricIsReadOffTheEstimateInItsOwnTerms() {
        List<Measurement> rows = Rows.of(
                folder,
                List.of(
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,total_latency_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,ttft_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,tpot_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,decode_phase_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,output_tokens_per_s,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,output_tokens_per_s_per_device,1",
                        "llama-3.1-8b,h100-sxm,vllm,2,4,1024,256,prefill_tokens_per_s,1"));
        double[] values = new Predictor(Rows.calibration(dev.sweepbook.catalog.CalibrationValues.priors()))
                .predict(rows).stream().mapToDouble(Prediction::value).toArray();
        double total = values[0];
        double first = values[1];
        assertThat(values[2]).as("255 steps after the first token").isCloseTo((total - first) / 255, within(1e-9));
        assertThat(values[3]).isCloseTo(total - first, within(1e-9));
        assertThat(values[4]).as("4 sequences of 256 tokens").isCloseTo(4 * 256 / total, within(1e-6));
        assertThat(values[5]).as("over 2 devices").isCloseTo(2 * 256 / total, within(1e-6));
        assertThat(values[6]).as("4 prompts of 1,024 tokens").isCloseTo(4 * 1024 / first, within(1e-6));
        assertThat(rows).extracting(Measurement::metric).containsExactly(Metric.values());
    }
}
