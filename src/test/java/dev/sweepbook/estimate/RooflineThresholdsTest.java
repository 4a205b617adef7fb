package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Llama-3.1-70B on eight devices: 69,503,033,344 parameters without the input embedding, 1,318,912 of them norms; 160
 * all-reduces of 8192 values of 2 bytes. 989 TFLOPS, 450 GB/s a direction, 2 µs a message; the calibration default
 * reaches shares of them and starts a collective in 300/450 of its time on NVLink 3.
 */
class RooflineThresholdsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final Accelerator DEVICE = RooflineSamples.device("h100-sxm")
            .with(AcceleratorField.PEAK_BF16, 989e12)
            .with(AcceleratorField.LINK_LATENCY, 2e-6);
    private static final RooflineSamples EIGHT = RooflineSamples.of("llama-3.1-70b", "h100-sxm")
            .device(DEVICE)
            .calibration("default")
            .parallel(8, 1, 1, 1, 1);
    private static final Efficiency REACHED = Objects.requireNonNull(RooflineSamples.CALIBRATIONS.get("default"))
            .of(ServingEngine.GENERIC, MemoryClass.HBM);
    private static final double LAUNCH = REACHED.network().launchSeconds() * 300 / 450;
    private static final double LINK_SHARE = REACHED.network().linkShare();
    private static final double GEMM_SHARE = REACHED.arithmetic().gemm();
    private static final double LATENCY = LAUNCH + 14 * 2e-6;
    private static final double SECONDS_PER_SEQUENCE = 1.75 * 16_384 / (LINK_SHARE * 450e9);
    private static final double FLOPS_PER_DEVICE = 2 * ((69_503_033_344.0 - 1_318_912) / 8 + 1_318_912);

    @Test
    void commsTurnThroughputLimitedWhereBothPartsOfAnAllReduceAreEqual() {
        assertThat(EIGHT.get(Figure.COMMS_THROUGHPUT_BATCH)).isCloseTo(LATENCY / SECONDS_PER_SEQUENCE, EXACT);
    }

    @Test
    void flopsPerCommsByteAreHeldAgainstFlopsPerLinkByte() {
        assertThat(EIGHT.get(Figure.FLOPS_PER_COMMS_BYTE)).isCloseTo(FLOPS_PER_DEVICE / (160 * 1.75 * 16_384), EXACT);
        // FORMULAS.md 2: A100, 312e12/300e9
        assertThat(RooflineSamples.of("llama-3.1-8b", "a100-sxm-80gb").get(Figure.FLOPS_PER_LINK_BYTE))
                .isCloseTo(1_040, EXACT);
    }

    @Test
    void commsExceedComputeUpToABatch() {
        // context 1024 + 128: 4·1152·64·128·80 FLOPs of attention, an eighth of them here
        double flops = FLOPS_PER_DEVICE + 4.0 * 1_152 * 64 * 128 * 80 / 8;
        double compute = flops / (GEMM_SHARE * 989e12);
        assertThat(EIGHT.get(Figure.COMMS_COMPUTE_BATCH))
                .isCloseTo(160 * LATENCY / (compute - 160 * SECONDS_PER_SEQUENCE), EXACT);
    }

    @Test
    void commsExceedComputeAtEveryBatchFromADegreeOn() {
        double degree = 1 + 69_503_033_344.0 * LINK_SHARE * 450e9 / (160 * 16_384 * GEMM_SHARE * 989e12);
        assertThat(degree).isGreaterThan(8);
        assertThat(EIGHT.get(Figure.COMMS_COMPUTE_TENSOR_PARALLEL)).isCloseTo(degree, EXACT);
        // a link of a fifth moves the degree below eight: no batch is large enough
        RooflineSamples slow = EIGHT.device(DEVICE.with(AcceleratorField.LINK_BANDWIDTH, 90e9));
        assertThat(slow.get(Figure.COMMS_COMPUTE_TENSOR_PARALLEL)).isLessThan(8);
        assertThat(slow.get(Figure.COMMS_COMPUTE_BATCH)).isNaN();
        Estimate unbounded = slow.device(DEVICE.with(AcceleratorField.LINK_BANDWIDTH, 9e9))
                .workload(1, 100, 2)
                .estimate();
        assertThat(unbounded.bindingThreshold()).isEqualTo(Threshold.COMMS_COMPUTE);
    }

    @Test
    void beyondOneNetworkTheTierBetweenThemCounts() {
        // two networks of eight: 2·7/8 inside and 2·(1/2)/8 between of every byte
        RooflineSamples sixteen = EIGHT.parallel(8, 1, 1, 1, 1)
                .device(DEVICE.with(AcceleratorField.SCALE_UP_DEVICES, 4)
                        .with(AcceleratorField.SCALE_OUT_BANDWIDTH, 50e9)
                        .with(AcceleratorField.SCALE_OUT_LATENCY, 5e-6));
        double wire = 2 * 3 / 4.0 + 2 * 0.5 / 4;
        assertThat(sixteen.get(Figure.FLOPS_PER_COMMS_BYTE)).isCloseTo(FLOPS_PER_DEVICE / (160 * wire * 16_384), EXACT);
        double latency = LAUNCH + 6 * 2e-6 + 5e-6;
        double perSequence = 1.5 * 16_384 / (LINK_SHARE * 450e9) + 0.25 * 16_384 / (LINK_SHARE * 50e9);
        assertThat(sixteen.get(Figure.COMMS_THROUGHPUT_BATCH)).isCloseTo(latency / perSequence, EXACT);
    }

    @Test
    void oneDeviceHasNoThresholdOfComms() {
        Estimate one = EIGHT.parallel(1, 1, 1, 1, 1).estimate();
        assertThat(one.get(Figure.COMMS_THROUGHPUT_BATCH)).isNaN();
        assertThat(one.get(Figure.FLOPS_PER_COMMS_BYTE)).isNaN();
        assertThat(one.get(Figure.COMMS_COMPUTE_BATCH)).isNaN();
    }

    @Test
    void theVanishingContextIsAColumnWhetherItIsPassedOrNot() {
        RooflineSamples ideal = RooflineSamples.of("llama-3.1-70b", "h100-sxm").device(DEVICE);
        assertThat(ideal.workload(1, 100, 2).get(Figure.VANISHING_CONTEXT)).isCloseTo(1_477, Offset.offset(0.5));
        assertThat(ideal.workload(1, 5_000, 2).get(Figure.VANISHING_CONTEXT)).isCloseTo(1_477, Offset.offset(0.5));
    }

    @Test
    void beyondAWindowTheVanishingContextCountsTheOtherLayersAlone() {
        // Gemma-3-27B, 100 TFLOPS: 52 layers stop at 1024 tokens, 10 go on; 2 · 16 · 128 values, 4 · 32 · 128 FLOPs
        // each
        RooflineSamples gemma = RooflineSamples.of("gemma-3-27b", "h100-sxm")
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PEAK_BF16, 100e12));
        double rho = 3.35e12 / 100e12;
        double layer = 2 * 16 * 128 * 2 - 4 * 32 * 128 * rho;
        double linear = gemma.get(Figure.FLOPS_PER_TOKEN) - gemma.get(Figure.ATTENTION_FLOPS_PER_TOKEN);
        double vanishing = (linear * rho - 52 * 1_024 * layer) / (10 * layer);
        assertThat(vanishing).isGreaterThan(1_024);
        assertThat(gemma.get(Figure.VANISHING_CONTEXT)).isCloseTo(vanishing, EXACT);
        long last = (long) vanishing;
        assertThat(gemma.workload(1, last - 1, 1).get(Figure.BATCH_THRESHOLD)).isPositive();
        assertThat(gemma.workload(1, last, 1).get(Figure.BATCH_THRESHOLD)).isNaN();
        // every layer of Mistral-7B stops at 4096
        RooflineSamples mistral = RooflineSamples.of("mistral-7b-v0.1", "h100-sxm")
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PEAK_BF16, 50e12));
        assertThat(mistral.get(Figure.VANISHING_CONTEXT)).isNaN();
        assertThat(mistral.workload(1, 100_000, 1).get(Figure.BATCH_THRESHOLD)).isPositive();
    }

    @Test
    void bothThresholdsCountTheSequencesOfAReplica() {
        RooflineSamples llama = RooflineSamples.of("llama-3.1-8b", "h100-sxm").device(DEVICE);
        assertThat(llama.parallel(1, 1, 2, 1, 1).get(Figure.WEIGHTS_BATCH_THRESHOLD))
                .isCloseTo(2 * 989 / 3.35, EXACT);
        assertThat(llama.parallel(1, 1, 2, 1, 1).get(Figure.BATCH_THRESHOLD))
                .isCloseTo(2 * llama.get(Figure.BATCH_THRESHOLD), EXACT);
    }

    @Test
    void attentionThatOutweighsItsCacheNeverLetsTheThresholdVanish() {
        // 128 heads share a latent cache of 576 values: 2·128·1088 FLOPs against 1152 B, 241.8 a byte; below W/F⁻¹ =
        // 295
        RooflineSamples deepseek = RooflineSamples.of("deepseek-v3", "h100-sxm").device(DEVICE);
        assertThat(deepseek.workload(1, 1_000_000, 2).get(Figure.BATCH_THRESHOLD))
                .isNaN();
        Accelerator wide = DEVICE.with(AcceleratorField.MEMORY_BANDWIDTH, 8e12); // 123.6 FLOPs a byte
        Estimate estimate = deepseek.device(wide).workload(1, 1_000_000, 2).estimate();
        assertThat(estimate.get(Figure.BATCH_THRESHOLD)).isPositive();
        assertThat(estimate.get(Figure.VANISHING_CONTEXT)).isNaN();
    }

    @Test
    void allExpertsHitReadOverActiveParametersIsTheFactor() {
        // FORMULAS.md 3.7: DeepSeek-V3 18.3 times the dense threshold 295.2
        double batch = RooflineSamples.of("deepseek-v3", "h100-sxm")
                .device(DEVICE)
                .workload(1, 1, 1)
                .get(Figure.BATCH_THRESHOLD);
        assertThat(batch).isCloseTo(18.3 * 989 / 3.35, Percentage.withPercentage(1));
    }

    @Test
    void theThresholdOfExpertsReadsTheExpertsItHits() {
        // so much bandwidth that a handful of sequences is enough: Mixtral, 2 of 8 experts of 176,160,768 weights in 32
        // layers; 46,702,792,704 − 131,072,000 of embedding − 45,097,156,608 in experts stay
        double experts = 32 * 8 * 176_160_768.0;
        double dense = 46_702_792_704.0 - 131_072_000 - experts;
        double batch = RooflineSamples.of("mixtral-8x7b", "h100-sxm")
                .device(DEVICE.with(AcceleratorField.MEMORY_BANDWIDTH, 400e12))
                .workload(1, 1, 1)
                .get(Figure.BATCH_THRESHOLD);
        assertThat(batch).isBetween(7.0, 9.0);
        double read = 2 * (dense + experts * (1 - Math.pow(0.75, batch)));
        double flops = 2 * (12_879_925_248.0 - 131_072_000) + 4.0 * 2 * 4_096 * 32;
        double cache = 2 * 131_072.0;
        assertThat(batch).isCloseTo(read / (flops * 400e12 / 989e12 - cache), EXACT);
    }
}
