package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.estimate.Efficiency.Arithmetic;
import dev.sweepbook.estimate.Efficiency.Footprint;
import dev.sweepbook.estimate.Efficiency.Kernels;
import dev.sweepbook.estimate.Efficiency.Network;
import dev.sweepbook.estimate.Efficiency.Overheads;
import dev.sweepbook.estimate.Efficiency.Scheduling;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Method;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.scenario.Workload;
import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What a calibration adds to the bound, one term at a time, worked by hand. */
class CalibrationTermsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final String OWN = "own";
    private static final RooflineSamples LLAMA = RooflineSamples.of("llama-3.1-8b", "h100-sxm");
    private static final Kernels PLAIN = new Kernels(0, 0, 1);
    private static final Scheduling AT_ONCE = new Scheduling(false, false, 1, 1);

    private static Efficiency efficiency(Kernels kernels, Network network, Scheduling scheduling) {
        return new Efficiency(
                new Arithmetic(1, 1, 1, 0.5, 1),
                kernels,
                new Overheads(0, 0, 0, 0),
                network,
                new Footprint(0, 8192),
                scheduling);
    }

    private static Efficiency efficiency(Kernels kernels) {
        return efficiency(kernels, new Network(0, 0, 1, 0, 0), AT_ONCE);
    }

    private static Efficiency efficiency(Scheduling scheduling) {
        return efficiency(PLAIN, new Network(0, 0, 1, 0, 0), scheduling);
    }

    private static Estimate estimate(RooflineSamples sample, Efficiency efficiency) {
        Map<ServingEngine, Map<MemoryClass, Efficiency>> all = new EnumMap<>(ServingEngine.class);
        for (ServingEngine engine : ServingEngine.values()) {
            Map<MemoryClass, Efficiency> kinds = new EnumMap<>(MemoryClass.class);
            for (MemoryClass memory : MemoryClass.values()) {
                kinds.put(memory, efficiency);
            }
            all.put(engine, kinds);
        }
        Scenario scenario = sample.scenario();
        Method method = new Method(scenario.method().formulas(), OWN, ServingEngine.GENERIC);
        Estimate out = new Estimate();
        new Estimator(Map.of(OWN, new Calibration(OWN, "1", all)))
                .estimate(
                        new Scenario(
                                scenario.model(),
                                scenario.hardware(),
                                method,
                                scenario.deployment(),
                                scenario.workload(),
                                scenario.economics()),
                        out);
        return out;
    }

    @Test
    void decodeAttentionOnVectorUnitsComesOnTopOfReadingTheCache() {
        // 4 · 1152 · 32 · 128 · 32 layers = 603,979,776 FLOPs, fifty times over 989.4 TFLOPS
        Estimate estimate = estimate(LLAMA, efficiency(new Kernels(50, 0, 1)));
        assertThat(estimate.get(Figure.COMPUTE_SECONDS)).isCloseTo(50 * 603_979_776.0 / 989.4e12, EXACT);
        assertThat(estimate.get(Figure.MEMORY_SECONDS)).isCloseTo(LLAMA.get(Figure.MEMORY_SECONDS), EXACT);
    }

    @Test
    void noMoreThanEightQueryHeadsAKeyValueHeadGoToVectorUnits() {
        // falcon-7b: 71 query heads of 64 share one key-value head; 4 · c · 8 · 64 · 32 layers at context 1152
        RooflineSamples falcon = RooflineSamples.of("falcon-7b", "h100-sxm");
        Estimate estimate = estimate(falcon, efficiency(new Kernels(50, 0, 1)));
        assertThat(estimate.get(Figure.COMPUTE_SECONDS)).isCloseTo(50 * 4.0 * 1152 * 8 * 64 * 32 / 989.4e12, EXACT);
    }

    @Test
    void latentAttentionHasMatrixUnitKernels() {
        RooflineSamples deepseek = RooflineSamples.of("deepseek-v2-lite", "h100-sxm");
        assertThat(estimate(deepseek, efficiency(new Kernels(50, 0, 1))).get(Figure.DECODE_STEP_SECONDS))
                .isCloseTo(deepseek.get(Figure.DECODE_STEP_SECONDS), EXACT);
    }

    @Test
    void aLayerMovesTheResidualStreamBetweenItsKernels() {
        // 16 sequences · 20 passes · 4096 values of two bytes · 32 layers
        RooflineSamples sixteen = LLAMA.workload(16, 1024, 256);
        Estimate estimate = estimate(sixteen, efficiency(new Kernels(0, 20, 1)));
        assertThat(estimate.get(Figure.MEMORY_SECONDS))
                .isCloseTo(sixteen.get(Figure.MEMORY_SECONDS) + 16 * 20 * 4096 * 2.0 * 32 / 3.35e12, EXACT);
    }

    @Test
    void formatsOfEightBitsReachTheirOwnShareOfTheirPeak() {
        // a prefill of 8 · 8192 tokens in fp8 is bound by compute: half of 1,978.9 TFLOPS against the whole of it
        RooflineSamples eight =
                LLAMA.precision(DataType.FP8, DataType.FP8, DataType.FP8).workload(8, 8192, 1);
        double attention = 2.0 * 8192 * 8192 * 32 * 128 * 32 * 8 / 1978.9e12;
        double linear = eight.get(Figure.PREFILL_SECONDS) - attention;
        Estimate estimate = estimate(eight, efficiency(PLAIN));
        assertThat(estimate.get(Figure.PREFILL_SECONDS))
                .isCloseTo(attention + 2 * linear, Percentage.withPercentage(0.2)); // embedding rows and norms stay
    }

    @Test
    void stagesThatTakeTurnsTakeAsLongAsOneDeviceAndTheirHandOvers() {
        // 3 hand-overs of 150 µs and of 4096 two-byte values over 450 GB/s
        Network network = new Network(0, 0, 1, 0, 150e-6);
        Estimate estimate =
                estimate(LLAMA.parallel(1, 4, 1, 1, 1), efficiency(PLAIN, network, new Scheduling(false, true, 1, 1)));
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS))
                .isCloseTo(LLAMA.get(Figure.DECODE_STEP_SECONDS) + 3 * (150e-6 + 8192 / 450e9), EXACT);
    }

    @Test
    void stagesThatTakeTurnsHandEveryMicroBatchOver() {
        Network network = new Network(0, 0, 1, 0, 150e-6);
        Estimate estimate = estimate(
                LLAMA.parallel(1, 4, 1, 1, 2).workload(2, 1024, 256),
                efficiency(PLAIN, network, new Scheduling(false, true, 1, 1)));
        assertThat(estimate.get(Figure.DECODE_STEP_SECONDS))
                .isCloseTo(2 * (LLAMA.get(Figure.DECODE_STEP_SECONDS) + 3 * (150e-6 + 8192 / 450e9)), EXACT);
    }

    @Test
    void stagesThatTakeTurnsNeedNotDivideTheLayers() {
        // 32 layers over 5 stages: 6, 6, 7, 6, 7 of them; the last has the head as well
        Efficiency efficiency = efficiency(PLAIN, new Network(0, 0, 1, 0, 0), new Scheduling(false, true, 1, 1));
        Estimate estimate = estimate(LLAMA.parallel(1, 5, 1, 1, 1), efficiency);
        assertThat(estimate.isSupported()).isTrue();
        // a layer has 218,112,000 parameters; head 128,256 · 4096, final norm 4096
        double fullest = 7 * 218_112_000.0 + 128_256 * 4096.0 + 4096;
        assertThat(estimate.get(Figure.WEIGHT_BYTES_PER_DEVICE)).isEqualTo(2 * fullest);
        assertThat(LLAMA.parallel(1, 5, 1, 1, 1).estimate().isSupported()).isFalse();
    }

    @Test
    void latenciesOfALinkFollowItsBandwidthAgainstNvlink3() {
        // NVLink 4: 300/450; two devices: t0 + α for the 64 all-reduces of the layers, that of the embedding, and the
        // logit gather: 66 · (10 + 3) µs · 2/3
        Estimate estimate =
                estimate(LLAMA.parallel(2, 1, 1, 1, 1), efficiency(PLAIN, new Network(10e-6, 3e-6, 1, 0, 0), AT_ONCE));
        double bare = LLAMA.parallel(2, 1, 1, 1, 1).get(Figure.COMMS_SECONDS);
        assertThat(estimate.get(Figure.COMMS_SECONDS)).isCloseTo(bare + 66 * 13e-6 * 2 / 3, EXACT);
        assertThat(Communication.latencyScale(32e9)).isEqualTo(2); // PCIe 4: not more than twice
        assertThat(Communication.latencyScale(900e9)).isEqualTo(0.5);
        assertThat(Communication.latencyScale(Double.NaN)).isEqualTo(1);
    }

    @Test
    void aBatchWithoutRoomIsWorkedInWavesOfWhatFits() {
        RooflineSamples asked = LLAMA.device(RooflineSamples.device("h100-sxm").with(AcceleratorField.MEMORY, 30e9))
                .workload(50, 1024, 256);
        Estimate estimate = estimate(asked, efficiency(new Scheduling(true, false, 1, 1)));
        // 27.0e9 B usable; weights 16,060,522,496; 8192 tokens of activations (4·4096 + 2·28,672) · 2 bytes each;
        // a sequence 1280 · 131,072 B of cache and 128,256 · 4 of logits: 57.9 of them at most
        long room = 57;
        assertThat(estimate.get(Figure.MAX_BATCH_SIZE)).isEqualTo(room);
        assertThat(estimate.fits()).isTrue();
        RooflineSamples twice = asked.workload(130, 1024, 256);
        Estimate waves = estimate(twice, efficiency(new Scheduling(true, false, 1, 1)));
        double full = asked.workload(room, 1024, 256).get(Figure.REQUEST_SECONDS);
        double rest = asked.workload(130 - 2 * room, 1024, 256).get(Figure.REQUEST_SECONDS);
        assertThat(waves.fits()).isFalse();
        assertThat(waves.get(Figure.REQUEST_SECONDS)).isCloseTo(2 * full + rest, EXACT);
        assertThat(waves.get(Figure.OUTPUT_TOKENS_PER_SECOND)).isCloseTo(130 * 256 / (2 * full + rest), EXACT);
        assertThat(waves.get(Figure.TPOT_SECONDS))
                .isCloseTo(asked.workload(room, 1024, 256).get(Figure.TPOT_SECONDS), EXACT);
        assertThat(waves.get(Figure.DECODE_STEP_SECONDS))
                .isCloseTo(twice.get(Figure.DECODE_STEP_SECONDS), EXACT); // the step asked for keeps its arithmetic
        assertThat(waves.notes()).contains("57 sequences fit at once: request and throughput are those of 3 waves");
    }

    @Test
    void aServersStepAndItsShareOfAPrefillCountWithInterferenceAlone() {
        Workload served = new Workload(32, 1024, 256, 0, true, Double.NaN);
        Efficiency server = efficiency(new Scheduling(false, false, 0.8, 0.7));
        double step = LLAMA.workload(32, 1024, 256).get(Figure.TPOT_SECONDS);
        double one = LLAMA.workload(1, 1024, 256).get(Figure.PREFILL_SECONDS);
        Estimate estimate = estimate(LLAMA.workload(served), server);
        assertThat(estimate.get(Figure.TPOT_SECONDS)).isCloseTo(0.8 * step + 31.0 / 256 * 0.7 * one, EXACT);
        assertThat(estimate.get(Figure.OUTPUT_TOKENS_PER_SECOND))
                .isCloseTo(32 * 256 / (32 * 0.7 * one + 255 * 0.8 * step), EXACT);
        assertThat(estimate(LLAMA.workload(32, 1024, 256), server).get(Figure.TPOT_SECONDS))
                .isCloseTo(step, EXACT);
    }
}
