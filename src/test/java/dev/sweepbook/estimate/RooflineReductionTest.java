package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import dev.sweepbook.scenario.Samples;
import dev.sweepbook.scenario.Workload;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ideal roofline with the source's assumptions is the source's memory and compute time: no cache to speak of (one
 * token of context), P the active parameters without the input embedding, two bytes a value.
 */
class RooflineReductionTest {
    @ParameterizedTest
    @CsvSource({"gpt2-large,1", "llama-3.1-8b,1", "llama-3.1-70b,1", "llama-3.1-70b,8", "mistral-7b-v0.3,2"})
    void memoryTimeOfOneSequenceIsTwoPOverNW(String model, long tensor) {
        Estimate roofline = RooflineSamples.of(model, "h100-sxm")
                .parallel(tensor, 1, 1, 1, 1)
                .workload(1, 0, 1)
                .estimate();
        Estimate source = source(model, tensor, 1);
        // activations, embedding row and one cached token are left, and copies of norms
        assertThat(roofline.get(Figure.MEMORY_SECONDS))
                .isCloseTo(source.get(Figure.MEMORY_SECONDS), Percentage.withPercentage(0.2));
        assertThat(roofline.get(Figure.MEMORY_SECONDS)).isGreaterThanOrEqualTo(source.get(Figure.MEMORY_SECONDS));
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-8b,1", "llama-3.1-70b,8"})
    void computeTimeOfALargeBatchIsTwoPBOverNF(String model, long tensor) {
        // so much bandwidth that nothing waits for memory
        Accelerator device = RooflineSamples.device("h100-sxm").with(AcceleratorField.MEMORY_BANDWIDTH, 3.35e18);
        Estimate roofline = RooflineSamples.of(model, "h100-sxm")
                .device(device)
                .parallel(tensor, 1, 1, 1, 1)
                .workload(512, 0, 1)
                .estimate();
        Estimate source = source(model, tensor, 512);
        assertThat(roofline.get(Figure.COMPUTE_SECONDS))
                .isCloseTo(source.get(Figure.COMPUTE_SECONDS), Percentage.withPercentage(0.1));
    }

    private static Estimate source(String id, long tensor, long batch) {
        ModelArchitecture model = RooflineSamples.model(id);
        double multiplied = ModelCosts.of(model, (dev.sweepbook.scenario.Decoder) model.structure())
                .activeWithoutEmbedding();
        ModelArchitecture counted = new ModelArchitecture(
                model.id(),
                model.layers(),
                model.hiddenSize(),
                model.queryHeads(),
                model.vocabularySize(),
                new ParameterOverride(multiplied, multiplied),
                model.provenance());
        Estimate estimate = new Estimate();
        new Estimator(RooflineSamples.CALIBRATIONS)
                .estimate(
                        Samples.scenario(
                                Formulas.KIPPLY_2022,
                                counted,
                                RooflineSamples.device("h100-sxm"),
                                tensor,
                                new Workload(batch, 0, 1, 0, false, Double.NaN)),
                        estimate);
        return estimate;
    }
}
