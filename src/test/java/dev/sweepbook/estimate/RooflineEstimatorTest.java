package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Workload;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** FORMULAS.md 3, worked by hand for models whose shapes are published. */
class RooflineEstimatorTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);

    @Test
    void aStepOfLlama8bReadsItsWeightsItsCacheAndLittleElse() {
        // 7,504,924,672 parameters without the input embedding, two bytes each; context 1024 + 128 with 131,072 B a
        // token; one embedding row of 4096 values; activations of a token: 32 layers (4096+6144 + 4096+4096 +
        // 4096+28672 + 14336+4096) + 4096+128256, two bytes each
        double weights = 2.0 * 7_504_924_672L;
        double cache = 1152 * 131_072.0;
        double row = 2 * 4096;
        double activations = 2.0 * (32 * (10_240 + 8_192 + 32_768 + 18_432) + 132_352);
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "h100-sxm").estimate();
        assertThat(estimate.get(Figure.MEMORY_SECONDS))
                .isCloseTo((weights + cache + row + activations) / 3.35e12, EXACT);
        assertThat(estimate.get(Figure.COMPUTE_SECONDS)).isZero();
        assertThat(estimate.get(Figure.MBU)).isCloseTo(1, within(1e-12));
        assertThat(estimate.bound()).isEqualTo(Term.MEMORY);
    }

    @Test
    void flopsOfLlama8bAreTwoAParameterAndFourAHeadValueOfContext() {
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "h100-sxm").estimate();
        // 4 · 1152 · 32 · 128 · 32 layers
        assertThat(estimate.get(Figure.ATTENTION_FLOPS_PER_TOKEN)).isEqualTo(603_979_776.0);
        assertThat(estimate.get(Figure.FLOPS_PER_TOKEN)).isEqualTo(2.0 * 7_504_924_672L + 603_979_776.0);
        // head 128,256 · 4096 = 525,336,576 for the last token; attention 2·s²·h·e a layer
        double linear = 2.0 * (7_504_924_672L - 525_336_576L) * 1024 + 2.0 * 525_336_576L;
        double attention = 2.0 * 1024 * 1024 * 32 * 128 * 32;
        assertThat(estimate.get(Figure.PREFILL_FLOPS)).isEqualTo(linear + attention);
    }

    @Test
    void cacheOfLlama8bIsRoundedUpToBlocks() {
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "h100-sxm")
                .workload(3, 1000, 1)
                .estimate();
        // 1001 tokens in blocks of 16: 63 blocks, 1008 tokens; 2·32·8·128·2 bytes a token
        assertThat(estimate.get(Figure.KV_BYTES_PER_TOKEN)).isEqualTo(131_072);
        assertThat(estimate.get(Figure.KV_BYTES_PER_SEQUENCE)).isEqualTo(1008 * 131_072.0);
        assertThat(estimate.get(Figure.KV_BYTES)).isEqualTo(3 * 1008 * 131_072.0);
    }

    @Test
    void moreDevicesThanHeadsKeepCopiesOfTheCache() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "gb200");
        double one = llama.get(Figure.KV_BYTES_PER_DEVICE);
        assertThat(llama.parallel(8, 1, 1, 1, 1).get(Figure.KV_BYTES_PER_DEVICE))
                .isCloseTo(one / 8, EXACT);
        assertThat(llama.parallel(16, 1, 1, 1, 1).get(Figure.KV_BYTES_PER_DEVICE))
                .isCloseTo(one / 8, EXACT);
    }

    @Test
    void theLatentCacheIsNotDivided() {
        RooflineSamples deepseek = RooflineSamples.of("deepseek-v3", "gb200");
        // 61 layers · (512 + 64) · 2 bytes
        assertThat(deepseek.get(Figure.KV_BYTES_PER_TOKEN)).isEqualTo(70_272);
        assertThat(deepseek.parallel(8, 1, 1, 1, 1).get(Figure.KV_BYTES_PER_DEVICE))
                .isEqualTo(deepseek.get(Figure.KV_BYTES_PER_DEVICE));
    }

    @Test
    void theBatchThresholdOfLlama70bVanishesAtContext1477() {
        // FORMULAS.md 3.7: η = 1, bf16, H100 with its 989 TFLOPS and 3.35 TB/s
        RooflineSamples llama = RooflineSamples.of("llama-3.1-70b", "h100-sxm")
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PEAK_BF16, 989e12));
        assertThat(llama.workload(1, 1470, 2).get(Figure.BATCH_THRESHOLD)).isPositive();
        Estimate beyond = llama.workload(1, 1480, 2).estimate();
        assertThat(beyond.get(Figure.BATCH_THRESHOLD)).isNaN();
        assertThat(beyond.notes()).contains("no batch threshold at context 1,481: it vanished at 1,477");
    }

    @Test
    void onceAllExpertsAreHitTheThresholdGrowsByReadOverActive() {
        // Mixtral reads 46.57e9 of its 46.70e9 parameters for 12.75e9 active: 3.65 times the dense threshold 295.3
        Estimate estimate =
                RooflineSamples.of("mixtral-8x7b", "h100-sxm").workload(1, 1, 1).estimate();
        assertThat(estimate.get(Figure.BATCH_THRESHOLD)).isCloseTo(3.65 * 295.34, Percentage.withPercentage(1));
    }

    @Test
    void aRequestIsPrefillAndItsStepsAtTheMeanContext() {
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "h100-sxm")
                .workload(8, 1000, 101)
                .estimate();
        double steps = 100 * estimate.get(Figure.DECODE_STEP_SECONDS);
        assertThat(estimate.get(Figure.REQUEST_SECONDS)).isCloseTo(estimate.get(Figure.PREFILL_SECONDS) + steps, EXACT);
        assertThat(estimate.get(Figure.TPOT_SECONDS)).isCloseTo(estimate.get(Figure.DECODE_STEP_SECONDS), EXACT);
    }

    @Test
    void acrossAWindowTheStepsAreSummedByIntervals() {
        RooflineSamples mistral = RooflineSamples.of("mistral-7b-v0.1", "h100-sxm"); // every layer keeps 4096 tokens
        double sum = 0;
        for (long context = 4091; context <= 4100; context++) {
            sum += mistral.workload(4, context - 1, 1).get(Figure.DECODE_STEP_SECONDS);
        }
        Estimate request = mistral.workload(4, 4090, 11).estimate();
        assertThat(request.get(Figure.REQUEST_SECONDS) - request.get(Figure.PREFILL_SECONDS))
                .isCloseTo(sum, EXACT);
    }

    @Test
    void withOverlapTheStepsAreSummedWhereAnotherTermTakesOver() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "a10")
                .parallel(1, 1, 1, 1, 1)
                .overlap(0.5);
        double sum = 0;
        for (long context = 11; context <= 40; context++) {
            sum += llama.workload(64, context - 1, 1).get(Figure.DECODE_STEP_SECONDS);
        }
        Estimate request = llama.workload(64, 10, 31).estimate();
        assertThat(request.get(Figure.REQUEST_SECONDS) - request.get(Figure.PREFILL_SECONDS))
                .isCloseTo(sum, EXACT);
    }

    @Test
    void withoutAPromptEveryTokenIsADecodeStep() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        Estimate estimate = llama.workload(1, 0, 9).estimate();
        assertThat(estimate.get(Figure.PREFILL_SECONDS)).isZero();
        assertThat(estimate.get(Figure.REQUEST_SECONDS)).isCloseTo(9 * estimate.get(Figure.DECODE_STEP_SECONDS), EXACT);
        assertThat(estimate.get(Figure.TPOT_SECONDS)).isCloseTo(estimate.get(Figure.REQUEST_SECONDS) / 9, EXACT);
        assertThat(llama.workload(1, 5, 1).get(Figure.TPOT_SECONDS)).isNaN();
    }

    @Test
    void interferenceAddsThePrefillOfTheOtherRequests() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        Estimate alone = llama.workload(1, 1024, 256).estimate();
        Estimate calm = llama.workload(8, 1024, 256).estimate();
        Estimate busy =
                llama.workload(new Workload(8, 1024, 256, 0, true, Double.NaN)).estimate();
        double one = alone.get(Figure.PREFILL_SECONDS);
        assertThat(busy.get(Figure.TPOT_SECONDS)).isCloseTo(calm.get(Figure.TPOT_SECONDS) + 7.0 / 256 * one, EXACT);
        assertThat(busy.get(Figure.REQUEST_SECONDS)).isEqualTo(calm.get(Figure.REQUEST_SECONDS));
        double decode = calm.get(Figure.REQUEST_SECONDS) - calm.get(Figure.PREFILL_SECONDS);
        assertThat(busy.get(Figure.OUTPUT_TOKENS_PER_SECOND)).isCloseTo(8 * 256 / (8 * one + decode), EXACT);
    }

    @Test
    void degreesThatDoNotDivideNameTheNearestThatDo() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        assertThat(llama.parallel(3, 1, 1, 1, 1).estimate().status())
                .isEqualTo("not supported: tensor_parallel: 3 does not divide the heads; 2 or 4 would");
        assertThat(llama.parallel(1, 3, 1, 1, 1).estimate().status())
                .isEqualTo("not supported: pipeline_parallel: 3 does not divide 32 layers; 2 or 4 would");
        assertThat(llama.parallel(1, 1, 1, 2, 1).estimate().status())
                .isEqualTo("not supported: expert_parallel: the model has no routed experts");
        assertThat(llama.parallel(1, 2, 1, 1, 4).estimate().status())
                .isEqualTo("not supported: micro_batches: must be at most the 1 sequences of a copy, was 4");
        assertThat(llama.workload(new Workload(1, 10, 10, 11, false, Double.NaN))
                        .estimate()
                        .status())
                .isEqualTo("not supported: cached_prompt_tokens: must be at most prompt_tokens, was 11 of 10");
    }

    @Test
    void aPipelineRepeatsItsSlowestStage() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm").workload(8, 1024, 256);
        double whole = llama.get(Figure.DECODE_STEP_SECONDS);
        double piped = llama.parallel(1, 2, 1, 1, 1).get(Figure.DECODE_STEP_SECONDS);
        // two passes over the last stage, half the layers and the head: the head's 525,336,576 weights twice, and the
        // embedding rows, 4096 values a sequence, not at all
        double headBytes = 2.0 * 525_336_576L + 8 * 2.0 * (4096 + 128_256 - 4096) + 2 * 4096;
        double hop = 8 * 4096 * 2 / 450e9;
        assertThat(piped).isCloseTo(whole + headBytes / 3.35e12 + hop, EXACT);
    }

    @Test
    void theMemoryADeviceReportsCounts() {
        Estimate estimate = RooflineSamples.of("llama-3.1-70b", "h100-sxm").estimate();
        assertThat(estimate.fits()).isFalse();
        assertThat(estimate.get(Figure.WEIGHT_BYTES)).isEqualTo(2 * 70_553_706_496.0);
        double usable = 0.9 * 85_899_345_920.0;
        assertThat(estimate.get(Figure.FREE_BYTES)).isCloseTo(usable - estimate.get(Figure.MEMORY_BYTES), EXACT);
        assertThat(estimate.get(Figure.MIN_DEVICES)).isEqualTo(2);
    }

    @Test
    void theLargestBatchFitsAndOneMoreDoesNot() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        for (long prompt : new long[] {16, 1024, 20_000}) {
            long most = (long) llama.workload(1, prompt, 256).get(Figure.MAX_BATCH_SIZE);
            assertThat(llama.workload(most, prompt, 256).estimate().fits()).isTrue();
            assertThat(llama.workload(most + 1, prompt, 256).estimate().fits()).isFalse();
        }
    }

    @Test
    void costIsDevicesTimesTime() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        Estimate estimate = llama.device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PRICE_PER_HOUR, 3.6))
                .workload(4, 1024, 256)
                .estimate();
        // 3.6 USD an hour is 0.001 USD a second; power 700 W
        double request = estimate.get(Figure.REQUEST_SECONDS);
        double prefill = estimate.get(Figure.PREFILL_SECONDS);
        assertThat(estimate.get(Figure.USD_PER_REQUEST)).isCloseTo(0.001 * request / 4, EXACT);
        assertThat(estimate.get(Figure.USD_PER_MILLION_INPUT_TOKENS))
                .isCloseTo(1e6 * 0.001 * prefill / (4 * 1024), EXACT);
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))
                .isCloseTo(1e6 * 0.001 * (request - prefill) / (4 * 256), EXACT);
        assertThat(estimate.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT))
                .isCloseTo(1e6 * 0.001 * request / (4 * 256), EXACT);
        assertThat(estimate.get(Figure.JOULES_PER_OUTPUT_TOKEN))
                .isCloseTo(700 * (request - prefill) / (4 * 256), EXACT);
    }

    @Test
    void theBreakEvenUtilizationCostsWhatTheApiCharges() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        double cost = llama.economics(new Economics(3.6, 0.5, 1, 2)).get(Figure.USD_PER_MILLION_OUTPUT_TOKENS);
        double share = llama.economics(new Economics(3.6, 0.5, 1, 2)).get(Figure.BREAK_EVEN_UTILIZATION);
        assertThat(share).isCloseTo(cost * 0.5 / 2, EXACT);
        assertThat(llama.economics(new Economics(3.6, 0.9, 1, 2)).get(Figure.BREAK_EVEN_UTILIZATION))
                .isCloseTo(share, EXACT);
        assertThat(llama.economics(new Economics(3.6, Math.min(1, share), 1, 2))
                        .get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))
                .isCloseTo(2 * Math.max(1, share), EXACT);
        assertThat(llama.get(Figure.BREAK_EVEN_UTILIZATION)).isNaN();
    }

    @Test
    void moreDevicesThanHeadsKeepAndReadCopiesOfTheirProjections() {
        // 16 devices, 8 key-value heads: an eighth of the columns of keys and values on each, a sixteenth of the rest
        double attention = 4096 * (4096 / 16 + 2048 / 8) + 4096.0 * 4096 / 16;
        double layer = attention + 3 * 4096.0 * 14_336 / 16 + 2 * 4096;
        double head = 525_336_576.0 / 16;
        Estimate estimate = RooflineSamples.of("llama-3.1-8b", "gb200")
                .parallel(16, 1, 1, 1, 1)
                .estimate();
        assertThat(estimate.get(Figure.WEIGHT_BYTES_PER_DEVICE)).isCloseTo(2 * (32 * layer + 2 * head + 4096), EXACT);
        double moved = 4096
                + 4096 / 16.0
                + 2048 / 8.0 // q, k, v in and out
                + (4096 / 16.0 + 4096)
                + (4096 + 28_672 / 16.0)
                + (14_336 / 16.0 + 4096);
        double cache = 1152 * 131_072.0 / 8;
        double row = 2 * 4096;
        double bytes = 2 * (32 * layer + head + 4096) + 2 * (32 * moved + 4096 + 128_256 / 16.0) + cache + row;
        assertThat(estimate.get(Figure.MEMORY_SECONDS))
                .isCloseTo(bytes / RooflineSamples.device("gb200").get(AcceleratorField.MEMORY_BANDWIDTH), EXACT);
    }

    @Test
    void aServiceNeedsWholeReplicas() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm").parallel(2, 1, 1, 1, 1);
        double rate = llama.workload(4, 1024, 256).get(Figure.REQUESTS_PER_SECOND);
        Estimate estimate =
                llama.workload(new Workload(4, 1024, 256, 0, false, 2.5 * rate)).estimate();
        assertThat(estimate.get(Figure.REPLICAS_NEEDED)).isEqualTo(3);
        assertThat(estimate.get(Figure.DEVICES_NEEDED)).isEqualTo(6);
        assertThat(llama.workload(4, 1024, 256).get(Figure.REPLICAS_NEEDED)).isNaN();
    }

    @Test
    void weightBytesFollowTheFormatButEmbeddingAndHeadKeepTwo() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
        double kept = 2 * (2 * 525_336_576.0 + 266_240); // embedding, head, norms
        double linear = 8_030_261_248.0 - 2 * 525_336_576.0 - 266_240;
        assertThat(llama.precision(DataType.FP8, DataType.FP8, DataType.BF16).get(Figure.WEIGHT_BYTES))
                .isCloseTo(linear + kept, EXACT);
        assertThat(llama.precision(DataType.INT4, DataType.BF16, DataType.BF16).get(Figure.WEIGHT_BYTES))
                .isCloseTo(0.5195 * linear + kept, EXACT);
        assertThat(llama.precision(DataType.FP32, DataType.FP32, DataType.FP32).get(Figure.WEIGHT_BYTES))
                .isCloseTo(4 * 8_030_261_248.0, EXACT);
    }

    @Test
    void everyFigureItFillsHasAnEquation() {
        Estimate estimate = RooflineSamples.of("mixtral-8x7b", "h100-sxm")
                .parallel(8, 1, 1, 1, 1)
                .workload(new Workload(4, 128, 128, 0, true, 5))
                .economics(new Economics(2, 1, 1, 5))
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PRICE_PER_HOUR, 2))
                .estimate();
        var equations = FormulaSets.equations(dev.sweepbook.scenario.Formulas.ROOFLINE);
        for (Figure figure : Figure.values()) {
            assertThat(equations.containsKey(figure)).as(figure.id()).isEqualTo(!Double.isNaN(estimate.get(figure)));
        }
    }
}
