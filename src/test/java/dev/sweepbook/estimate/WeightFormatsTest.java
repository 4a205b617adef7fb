package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** FORMULAS.md 3.4: what takes the weights' format and what does not, against published files. */
class WeightFormatsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);

    private static double bytes(String model, DataType weights) {
        return RooflineSamples.of(model, "h100-sxm")
                .precision(weights, DataType.BF16, DataType.BF16)
                .get(Figure.WEIGHT_BYTES);
    }

    @Test
    void gptOssInMxfp4IsAsLargeAsItsPublishedFiles() {
        // total_size of model.safetensors.index.json of openai/gpt-oss-20b: the experts' biases are kept too
        assertThat(bytes("gpt-oss-20b", DataType.MXFP4)).isEqualTo(13_761_264_768.0);
    }

    @Test
    void biasesOfExpertsKeepTwoBytesInEveryFormat() {
        // 24 layers: 32 experts of 3 · 2880 · 2880, projections of 2880 · (4096 + 1024) + 4096 · 2880
        double linear = 24 * (32 * 3 * 2_880.0 * 2_880 + 2_880 * 9_216.0);
        assertThat(bytes("gpt-oss-20b", DataType.FP8)).isEqualTo(linear + 2 * (20_914_757_184.0 - linear));
    }

    @Test
    void otherModelsAreMxfp4InAllTheirLinearLayers() {
        // Mixtral: embedding and head, norms, routers keep two bytes
        double kept = 2 * 131_072_000.0 + 65 * 4_096 + 32 * 4_096 * 8;
        assertThat(bytes("mixtral-8x7b", DataType.MXFP4))
                .isCloseTo(0.53125 * (46_702_792_704.0 - kept) + 2 * kept, EXACT);
    }

    @Test
    void theWeightsThresholdIsThatOfTheFormatWhereExpertsAloneHaveIt() {
        RooflineSamples gptOss = RooflineSamples.of("gpt-oss-20b", "h100-sxm")
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PEAK_BF16, 989e12))
                .precision(DataType.MXFP4, DataType.BF16, DataType.BF16);
        assertThat(gptOss.get(Figure.WEIGHTS_BATCH_THRESHOLD)).isCloseTo(989 / 3.35 * 0.53125 / 2, EXACT);
    }

    @Test
    void aTiedTableIsOneTensorInTheFormatOfTheHead() {
        double table = 128_256 * 2_048.0;
        double norms = 33 * 2_048;
        double linear = 1_235_814_400 - table - norms;
        assertThat(bytes("llama-3.2-1b", DataType.Q4_K_M))
                .isCloseTo(0.6005 * linear + 0.8203 * table + 2 * norms, EXACT)
                .isCloseTo(807_694_464.0, Percentage.withPercentage(1)); // Llama-3.2-1B-Instruct-Q4_K_M.gguf
    }

    @Test
    void learnedPositionsKeepTwoBytes() {
        double table = 50_257 * 768.0;
        double positions = 1_024 * 768.0;
        double linear = 12 * 12 * 768.0 * 768;
        double vectors = 124_439_808 - table - positions - linear;
        assertThat(bytes("gpt2", DataType.Q4_K_M))
                .isCloseTo(0.6005 * linear + 0.8203 * table + 2 * (positions + vectors), EXACT);
    }

    @Test
    void theEmbeddingIsTheTokenTableAlone() {
        // models.csv: 38,597,376, apart from 786,432 of positions
        RooflineSamples gpt2 = RooflineSamples.of("gpt2", "h100-sxm");
        assertThat(gpt2.get(Figure.EMBEDDING_PARAMETERS)).isEqualTo(50_257 * 768.0);
        assertThat(gpt2.get(Figure.WEIGHT_BYTES)).isEqualTo(2 * 124_439_808.0);
    }
}
