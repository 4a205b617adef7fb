package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Workload;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any model on any device, on seeded samples. */
class RooflineLawsTest {
    private static final List<String> MODELS = List.of(
            "llama-3.1-8b",
            "qwen2.5-72b",
            "mixtral-8x7b",
            "deepseek-v3",
            "gemma-3-27b",
            "gpt2-large",
            "falcon-7b",
            "qwen3-30b-a3b",
            "minimax-m1");
    private static final List<String> DEVICES =
            List.of("h100-sxm", "a100-sxm-80gb", "mi300x", "l4", "tpu-v5e", "b200-sxm", "v100-sxm-32gb");
    private static final int SAMPLES = 40;

    private static RooflineSamples sample(Random random) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String device = DEVICES.get(random.nextInt(DEVICES.size()));
        return RooflineSamples.of(model, device)
                .workload(
                        1 + (long) Math.pow(10, 3 * random.nextDouble()),
                        (long) Math.pow(10, 4.5 * random.nextDouble()),
                        1 + random.nextInt(500));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFasterDeviceIsNeverSlower(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples slow = sample(random);
            Accelerator device = slow.scenario().hardware();
            AcceleratorField compute =
                    device.has(AcceleratorField.PEAK_BF16) ? AcceleratorField.PEAK_BF16 : AcceleratorField.PEAK_FP16;
            for (AcceleratorField field : List.of(AcceleratorField.MEMORY_BANDWIDTH, compute)) {
                RooflineSamples fast = slow.device(device.with(field, 1.5 * device.get(field)));
                assertThat(fast.get(Figure.REQUEST_SECONDS)).isLessThanOrEqualTo(slow.get(Figure.REQUEST_SECONDS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void longerContextsAndLargerBatchesNeverCostLess(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples base = sample(random);
            Workload work = base.scenario().workload();
            RooflineSamples longer = base.workload(
                    work.batchSize(), work.promptTokens() + 1 + random.nextInt(5000), work.outputTokens());
            RooflineSamples larger = base.workload(work.batchSize() + 1, work.promptTokens(), work.outputTokens());
            double step = base.get(Figure.DECODE_STEP_SECONDS);
            assertThat(longer.get(Figure.DECODE_STEP_SECONDS)).isGreaterThanOrEqualTo(step * (1 - 1e-12));
            assertThat(longer.get(Figure.PREFILL_SECONDS)).isGreaterThanOrEqualTo(base.get(Figure.PREFILL_SECONDS));
            assertThat(larger.get(Figure.DECODE_STEP_SECONDS)).isGreaterThanOrEqualTo(step * (1 - 1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void theIdealBoundIsNeverSlowerThanACalibration(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples ideal = sample(random);
            long tensor = ideal.scenario().hardware().get(AcceleratorField.SCALE_UP_DEVICES) >= 4
                    ? 1L << random.nextInt(3)
                    : 1;
            RooflineSamples parallel = ideal.parallel(tensor, 1, 1, 1, 1);
            if (parallel.estimate().isSupported()) {
                RooflineSamples real = parallel.calibration("default");
                assertThat(parallel.get(Figure.DECODE_STEP_SECONDS))
                        .isLessThanOrEqualTo(real.get(Figure.DECODE_STEP_SECONDS));
                assertThat(parallel.get(Figure.REQUEST_SECONDS)).isLessThanOrEqualTo(real.get(Figure.REQUEST_SECONDS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void theFourTermsAddUpAndOneDeviceHasNoComms(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            Estimate estimate = sample(random).calibration("default").estimate();
            double sum = estimate.get(Figure.MEMORY_SECONDS)
                    + estimate.get(Figure.COMPUTE_SECONDS)
                    + estimate.get(Figure.COMMS_SECONDS)
                    + estimate.get(Figure.OVERHEAD_SECONDS);
            assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isEqualTo(sum);
            assertThat(estimate.get(Figure.COMMS_SECONDS)).isZero();
            assertThat(estimate.get(Figure.MBU)).isLessThanOrEqualTo(1);
            assertThat(estimate.get(Figure.MFU)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void cacheBytesScaleWithTheFormat(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples two = sample(random);
            RooflineSamples one = two.precision(DataType.BF16, DataType.FP8, DataType.BF16);
            assertThat(one.get(Figure.KV_BYTES)).isEqualTo(two.get(Figure.KV_BYTES) / 2);
            assertThat(one.get(Figure.DECODE_STEP_SECONDS)).isLessThanOrEqualTo(two.get(Figure.DECODE_STEP_SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixtral-8x7b", "deepseek-v3", "qwen3-30b-a3b"})
    void aLargeBatchHitsEveryExpert(String model) {
        ModelCosts costs = ModelCosts.of(RooflineSamples.model(model), (dev.sweepbook.scenario.Decoder)
                RooflineSamples.model(model).structure());
        LayerCosts.ExpertCosts experts = costs.layers().stream()
                .map(LayerCosts::experts)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 1))
                .isCloseTo(experts.perToken(), org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 1e6)).isEqualTo(experts.experts());
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 0)).isZero();
    }
}
