package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** DeepSeek-V3.2: 61 layers, 64 indexer heads of 128 values, 2048 tokens selected; latent cache 512 + 64. */
class SparseIndexerTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final RooflineSamples SPARSE = RooflineSamples.of("deepseek-v3.2", "gb200");

    @Test
    void attentionStopsGrowingAndTheIndexerDoesNot() {
        double large = 2.0 * 2_048 * 128 * (2 * 512 + 64);
        double small = 2.0 * 64 * 128 * 10_001;
        assertThat(SPARSE.workload(1, 10_000, 2).get(Figure.ATTENTION_FLOPS_PER_TOKEN))
                .isCloseTo(61 * (large + small), EXACT);
        // below 2048 tokens everything is attended to
        assertThat(SPARSE.workload(1, 1_000, 2).get(Figure.ATTENTION_FLOPS_PER_TOKEN))
                .isCloseTo(61 * (2.0 * 1_001 * 128 * (2 * 512 + 64) + 2.0 * 64 * 128 * 1_001), EXACT);
    }

    @Test
    void aPromptIsScannedWhole() {
        double dense =
                RooflineSamples.of("deepseek-v3", "gb200").workload(1, 2_000, 1).get(Figure.PREFILL_FLOPS);
        // the indexer's 13,959,424 parameters a layer without the 256 of its norm, counted as they are, and its pairs
        double projections = 2.0 * 61 * 13_959_424 * 2_000;
        double pairs = 2.0 * 61 * 64 * 128 * (2_000.0 * 2_000 / 2);
        assertThat(SPARSE.workload(1, 2_000, 1).get(Figure.PREFILL_FLOPS))
                .isCloseTo(dense + projections + pairs, EXACT);
    }

    @Test
    void theScanIsAnOperatorOfItsOwnThatEveryDeviceRunsWhole() {
        RooflineSamples spread = SPARSE.parallel(8, 1, 1, 1, 1).workload(3, 10_000, 2);
        List<Derivation.Operator> scans =
                FormulaSets.derive(spread.scenario(), RooflineSamples.CALIBRATIONS).operators().stream()
                        .filter(operator -> operator.name().equals("indexer over the cache"))
                        .toList();
        assertThat(scans).hasSize(1);
        assertThat(scans.get(0).times()).isEqualTo(61);
        assertThat(scans.get(0).flops()).isEqualTo(3 * 2.0 * 64 * 128 * 10_001);
        assertThat(scans.get(0).bytes()).isEqualTo(3 * 128 * 2.0 * 10_001);
    }

    @Test
    void theKeysTakeMemoryOnEveryDeviceAndAreNamed() {
        Estimate estimate =
                SPARSE.parallel(8, 1, 1, 1, 1).workload(1, 10_000, 2).estimate();
        // 10,002 tokens in blocks of 16: 10,016
        assertThat(estimate.get(Figure.KV_BYTES_PER_TOKEN)).isEqualTo(70_272);
        assertThat(estimate.get(Figure.KV_BYTES_PER_SEQUENCE)).isEqualTo(70_272.0 * 10_016);
        assertThat(estimate.get(Figure.KV_BYTES_PER_DEVICE)).isEqualTo((70_272.0 + 61 * 128 * 2) * 10_016);
        assertThat(estimate.notes())
                .contains("the keys of the indexer are in the cache per device and in its time, not in KV bytes");
    }

    @Test
    void aRequestAcrossTheSelectionIsTheSumOfItsSteps() {
        double sum = 0;
        for (long context = 2_044; context <= 2_053; context++) {
            sum += SPARSE.workload(4, context - 1, 1).get(Figure.DECODE_STEP_SECONDS);
        }
        Estimate request = SPARSE.workload(4, 2_043, 11).estimate();
        assertThat(request.get(Figure.REQUEST_SECONDS) - request.get(Figure.PREFILL_SECONDS))
                .isCloseTo(sum, EXACT);
    }
}
