package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Workload;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold for any model on any device in any deployment, on seeded samples: dense, experts, latent attention,
 * windows, indexers and recurrences; tensor, pipeline, data and expert parallel.
 */
class RooflineLawsTest {
    private static final List<String> MODELS = List.of(
            "llama-3.1-8b",
            "qwen2.5-72b",
            "mixtral-8x7b",
            "deepseek-v3",
            "deepseek-v3.2",
            "moonlight-16b-a3b",
            "gemma-3-27b",
            "gpt2-large",
            "falcon-7b",
            "qwen3-30b-a3b",
            "qwen3-next-80b-a3b",
            "gpt-oss-20b",
            "minimax-m1");
    private static final List<String> DEVICES =
            List.of("h100-sxm", "a100-sxm-80gb", "mi300x", "l4", "tpu-v5e", "b200-sxm", "gb200", "v100-sxm-32gb");
    private static final List<Parallelism> DEPLOYMENTS = List.of(
            Parallelism.ONE_DEVICE,
            new Parallelism(2, 1, 1, 1, 1, 1),
            new Parallelism(8, 1, 1, 1, 1, 1),
            new Parallelism(1, 2, 1, 1, 1, 1),
            new Parallelism(2, 9, 1, 1, 1, 3),
            new Parallelism(4, 2, 1, 1, 1, 2),
            new Parallelism(1, 4, 1, 1, 1, 4),
            new Parallelism(1, 1, 4, 1, 1, 1),
            new Parallelism(2, 1, 2, 4, 1, 1),
            new Parallelism(1, 1, 8, 8, 1, 1),
            new Parallelism(4, 1, 2, 8, 1, 1));
    private static final int SAMPLES = 60;
    private static final double ROUNDING = 1e-12;

    /** A sample on one device. */
    private static RooflineSamples sample(Random random) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String device = DEVICES.get(random.nextInt(DEVICES.size()));
        return RooflineSamples.of(model, device)
                .workload(
                        1 + (long) Math.pow(10, 3 * random.nextDouble()),
                        (long) Math.pow(10, 4.5 * random.nextDouble()),
                        1 + random.nextInt(500));
    }

    private static RooflineSamples on(RooflineSamples samples, Parallelism p) {
        return samples.parallel(p.tensor(), p.pipeline(), p.data(), p.expert(), p.microBatches());
    }

    /** Gives supported samples in many deployments, and holds that there were enough of them. */
    private static void forEachDeployed(long seed, Consumer<RooflineSamples> law) {
        Random random = new Random(seed);
        int supported = 0;
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples one = sample(random);
            RooflineSamples deployed = on(one, DEPLOYMENTS.get(random.nextInt(DEPLOYMENTS.size())));
            if (deployed.estimate().isSupported()) {
                law.accept(deployed);
                supported++;
            }
        }
        assertThat(supported).isGreaterThan(SAMPLES / 4);
    }

    /** Links so fast that nobody waits for them; the ideal calibration has no latencies. */
    private static RooflineSamples withoutComms(RooflineSamples samples) {
        Accelerator device = samples.scenario().hardware();
        return samples.device(device.with(AcceleratorField.LINK_BANDWIDTH, 1e30)
                .with(AcceleratorField.SCALE_UP_DEVICES, 1024)
                .with(AcceleratorField.SCALE_OUT_BANDWIDTH, 1e30));
    }

    private static void assertNotSlower(RooflineSamples fast, RooflineSamples slow) {
        for (Figure figure : List.of(Figure.DECODE_STEP_SECONDS, Figure.PREFILL_SECONDS, Figure.REQUEST_SECONDS)) {
            assertThat(fast.get(figure))
                    .as("%s of %s", figure.id(), slow.scenario())
                    .isLessThanOrEqualTo(slow.get(figure) * (1 + ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFasterDeviceIsNeverSlower(long seed) {
        forEachDeployed(seed, slow -> {
            Accelerator device = slow.scenario().hardware();
            AcceleratorField compute =
                    device.has(AcceleratorField.PEAK_BF16) ? AcceleratorField.PEAK_BF16 : AcceleratorField.PEAK_FP16;
            for (AcceleratorField field : List.of(AcceleratorField.MEMORY_BANDWIDTH, compute)) {
                assertNotSlower(slow.device(device.with(field, 1.5 * device.get(field))), slow);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {12, 13})
    void withoutCommsMoreDevicesNeverSlowThePassOfALayer(long seed) {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples base = withoutComms(sample(random));
            long tensor = 1L << random.nextInt(4);
            long data = 1L << random.nextInt(3);
            RooflineSamples few = base.parallel(tensor, 1, data, 1, 1);
            for (RooflineSamples many :
                    List.of(base.parallel(2 * tensor, 1, data, 1, 1), base.parallel(tensor, 1, 2 * data, 1, 1))) {
                if (few.estimate().isSupported() && many.estimate().isSupported()) {
                    assertNotSlower(many, few);
                    assertThat(many.get(Figure.WEIGHT_BYTES_PER_DEVICE))
                            .isLessThanOrEqualTo(few.get(Figure.WEIGHT_BYTES_PER_DEVICE));
                    assertThat(many.get(Figure.MAX_BATCH_SIZE)).isGreaterThanOrEqualTo(few.get(Figure.MAX_BATCH_SIZE));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(SAMPLES / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 15})
    void aPipelineNeverShortensAStepAndNeverHoldsMoreWeights(long seed) {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < SAMPLES; i++) {
            RooflineSamples whole = withoutComms(sample(random));
            long stages = 2L + random.nextInt(9);
            RooflineSamples piped = whole.parallel(1, stages, 1, 1, 1);
            if (piped.estimate().isSupported()) {
                assertThat(piped.get(Figure.DECODE_STEP_SECONDS))
                        .isGreaterThanOrEqualTo(whole.get(Figure.DECODE_STEP_SECONDS) * (1 - ROUNDING));
                assertThat(piped.get(Figure.PREFILL_SECONDS))
                        .isLessThanOrEqualTo(whole.get(Figure.PREFILL_SECONDS) * (1 + ROUNDING));
                double most = piped.get(Figure.WEIGHT_BYTES_PER_DEVICE);
                assertThat(most).isLessThanOrEqualTo(whole.get(Figure.WEIGHT_BYTES_PER_DEVICE));
                assertThat(most * stages).isGreaterThanOrEqualTo(whole.get(Figure.WEIGHT_BYTES) * (1 - ROUNDING));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(SAMPLES / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void longerContextsAndLargerBatchesNeverCostLess(long seed) {
        Random random = new Random(seed);
        forEachDeployed(seed, base -> {
            Workload work = base.scenario().workload();
            RooflineSamples longer = base.workload(
                    work.batchSize(), work.promptTokens() + 1 + random.nextInt(5000), work.outputTokens());
            RooflineSamples larger =
                    base.workload(work.batchSize() + 1 + random.nextInt(64), work.promptTokens(), work.outputTokens());
            assertNotSlower(base, longer);
            assertNotSlower(base, larger);
            for (Figure figure : List.of(Figure.KV_BYTES, Figure.MEMORY_BYTES_PER_DEVICE, Figure.FLOPS_PER_TOKEN)) {
                assertThat(longer.get(figure)).isGreaterThanOrEqualTo(base.get(figure));
            }
            assertThat(longer.get(Figure.MAX_BATCH_SIZE)).isLessThanOrEqualTo(base.get(Figure.MAX_BATCH_SIZE));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void theIdealBoundIsNeverSlowerThanACalibration(long seed) {
        forEachDeployed(seed, ideal -> assertNotSlower(ideal, ideal.calibration("default")));
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void theFourTermsAddUpAndNothingIsUsedBeyondItsPeak(long seed) {
        forEachDeployed(seed, samples -> {
            for (String calibration : List.of(Calibration.IDEAL, "default")) {
                Estimate estimate = samples.calibration(calibration).estimate();
                double sum = estimate.get(Figure.MEMORY_SECONDS)
                        + estimate.get(Figure.COMPUTE_SECONDS)
                        + estimate.get(Figure.COMMS_SECONDS)
                        + estimate.get(Figure.OVERHEAD_SECONDS);
                assertThat(estimate.get(Figure.DECODE_STEP_SECONDS)).isEqualTo(sum);
                assertThat(estimate.get(Figure.MBU)).isLessThanOrEqualTo(1 + ROUNDING);
                assertThat(estimate.get(Figure.MFU)).isLessThanOrEqualTo(1 + ROUNDING);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 17})
    void oneDeviceHasNoComms(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SAMPLES; i++) {
            Estimate estimate = sample(random).calibration("default").estimate();
            assertThat(estimate.get(Figure.COMMS_SECONDS)).isZero();
            assertThat(estimate.get(Figure.COMMS_SHARE)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {18, 19})
    void aRequestIsItsPrefillAndEachOfItsSteps(long seed) {
        Random random = new Random(seed);
        forEachDeployed(seed, base -> {
            Workload work = base.scenario().workload();
            long outputs = 2L + random.nextInt(40);
            long prompt = random.nextInt(3) == 0 ? 1_000 + random.nextInt(30) : work.promptTokens();
            RooflineSamples samples = base.overlap(random.nextInt(2) * random.nextDouble());
            double steps = 0;
            for (long context = prompt + 1; context < prompt + outputs; context++) {
                steps += samples.workload(work.batchSize(), context - 1, 1).get(Figure.DECODE_STEP_SECONDS);
            }
            Estimate request =
                    samples.workload(work.batchSize(), prompt, outputs).estimate();
            assertThat(request.get(Figure.REQUEST_SECONDS))
                    .isCloseTo(request.get(Figure.PREFILL_SECONDS) + steps, Percentage.withPercentage(1e-8));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void bytesScaleWithTheFormat(long seed) {
        forEachDeployed(seed, two -> {
            RooflineSamples one = two.precision(DataType.BF16, DataType.FP8, DataType.BF16);
            assertThat(one.get(Figure.KV_BYTES)).isEqualTo(two.get(Figure.KV_BYTES) / 2);
            assertThat(one.get(Figure.KV_BYTES_PER_DEVICE)).isEqualTo(two.get(Figure.KV_BYTES_PER_DEVICE) / 2);
            assertNotSlower(one, two);
            RooflineSamples four = two.precision(DataType.FP32, DataType.BF16, DataType.BF16);
            RooflineSamples byteWeights = two.precision(DataType.FP8, DataType.BF16, DataType.BF16);
            for (Figure figure : List.of(Figure.WEIGHT_BYTES, Figure.WEIGHT_BYTES_PER_DEVICE)) {
                if (four.estimate().isSupported()) { // where the device computes fp32
                    assertThat(four.get(figure)).isCloseTo(2 * two.get(figure), Percentage.withPercentage(1e-9));
                }
                assertThat(byteWeights.get(figure)).isBetween(two.get(figure) / 2, two.get(figure));
            }
            // a byte saved on each weight of a linear layer: int4 saves 2 − 0.5195 on the same weights
            RooflineSamples packed = two.precision(DataType.INT4, DataType.BF16, DataType.BF16);
            double saved = two.get(Figure.WEIGHT_BYTES) - byteWeights.get(Figure.WEIGHT_BYTES);
            assertThat(two.get(Figure.WEIGHT_BYTES) - packed.get(Figure.WEIGHT_BYTES))
                    .isCloseTo((2 - 0.5195) * saved, Percentage.withPercentage(1e-6));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixtral-8x7b", "deepseek-v3", "qwen3-30b-a3b"})
    void aLargeBatchHitsEveryExpert(String model) {
        ModelCosts costs = ModelCosts.of(RooflineSamples.model(model), (Decoder)
                RooflineSamples.model(model).structure());
        LayerCosts.ExpertCosts experts = costs.layers().stream()
                .map(LayerCosts::experts)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 1))
                .isCloseTo(experts.perToken(), Percentage.withPercentage(1e-9));
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 1e6)).isEqualTo(experts.experts());
        assertThat(ExpertHits.hit(experts.experts(), experts.perToken(), 0)).isZero();
    }
}
