package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.ServingEngine;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the busiest rank of an expert-parallel group does, and what routed experts hold in memory. */
class ExpertLoadTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);
    private static final Communication.Links LINKS = new Communication.Links(1e9, 0, 0, 8, Double.NaN, 0, 0);
    // two of eight experts of 100 weights in one byte and 10 biases in two, over four ranks
    private static final LayerCosts.ExpertCosts EXPERTS = new LayerCosts.ExpertCosts(8, 2, 100, 10, 4, 6);
    private static final WeightBytes ONE_BYTE = new WeightBytes(1, 1, 2, 2, 2);

    private static ExpertOperator rank(double imbalance) {
        return new ExpertOperator(EXPERTS, new Parallelism(4, 1, 1, 4, 1, 1), ONE_BYTE, 2, imbalance, LINKS);
    }

    @Test
    void theBusiestRankReadsNoMoreThanItHolds() {
        assertThat(rank(1).weightBytesRead(1e6)).isCloseTo(2 * 120, EXACT);
        assertThat(rank(3).weightBytesRead(1e6)).isCloseTo(2 * 120, EXACT);
    }

    @Test
    void theBusiestRankHitsWhatItsTokensHit() {
        assertThat(rank(1).weightBytesRead(1)).isCloseTo(2 * (1 - 0.75) * 120, EXACT);
        assertThat(rank(2).weightBytesRead(1)).isCloseTo(2 * (1 - 0.75 * 0.75) * 120, EXACT);
    }

    @Test
    void theBusiestRankMultipliesItsTokens() {
        // a quarter of two experts' 110 parameters, two operations each
        assertThat(rank(1).flopsPerToken()).isCloseTo(2 * 2 * 110 / 4.0, EXACT);
        assertThat(rank(2.5).flopsPerToken()).isCloseTo(2.5 * 2 * 2 * 110 / 4.0, EXACT);
    }

    @Test
    void aChunkOfTokensIsWidenedByEveryExpertItPasses() {
        // Mixtral: 8192 tokens, residual stream of 4096, twice two experts' 2 · 14,336; 32,000 logits of four bytes
        RooflineSamples mixtral = RooflineSamples.of("mixtral-8x7b", "h100-sxm").workload(1, 16_384, 1);
        double alive = 8_192 * (4 * 4_096 + 2 * 2 * 28_672.0) * 2 + 32_000 * 4.0;
        assertThat(activations(mixtral.estimate())).isCloseTo(alive, EXACT);
        double busiest = 8_192 * (4 * 4_096 + 2 * 1.5 * 2 * 28_672.0 / 8) * 2 + 4_000 * 4.0;
        assertThat(activations(mixtral.parallel(8, 1, 1, 8, 1).imbalance(1.5).estimate()))
                .isCloseTo(busiest, EXACT);
    }

    private static double activations(Estimate estimate) {
        return estimate.get(Figure.MEMORY_BYTES_PER_DEVICE)
                - estimate.get(Figure.WEIGHT_BYTES_PER_DEVICE)
                - estimate.get(Figure.KV_BYTES_PER_DEVICE);
    }

    @Test
    void bytesOnTheWireAreAllReducesAndDispatches() {
        // Mixtral on eight ranks: one all-reduce of 4096 values a layer, and each device's 1/8 of a token to 2 · 7/8
        // experts elsewhere and back
        Estimate estimate = RooflineSamples.of("mixtral-8x7b", "h100-sxm")
                .parallel(8, 1, 1, 8, 1)
                .estimate();
        double wire = 32 * (1.75 * 8_192 + 2 * 2 * 0.875 * 8_192 / 8);
        double split = 32 * (4_096.0 * (6_144 + 4_096) + 2 * 176_160_768.0) + 131_072_000;
        double copied = 32 * (8 * 4_096 + 2 * 4_096) + 4_096;
        assertThat(estimate.get(Figure.FLOPS_PER_COMMS_BYTE)).isCloseTo(2 * (split / 8 + copied) / wire, EXACT);
    }

    @Test
    void dispatchesCountWhereCommsAreHeldAgainstCompute() {
        // the same, with latencies: an all-reduce t0 + 14 α, dispatch and combine t0 + α each, at 300/450 of NVLink 3's
        RooflineSamples eight = RooflineSamples.of("mixtral-8x7b", "h100-sxm")
                .calibration("default")
                .parallel(8, 1, 1, 8, 1);
        Efficiency.Network network = Objects.requireNonNull(RooflineSamples.CALIBRATIONS.get("default"))
                .of(ServingEngine.GENERIC, MemoryClass.HBM)
                .network();
        double launch = network.launchSeconds() * 300 / 450;
        double hop = network.hopSeconds() * 300 / 450;
        double latency = launch + 14 * hop + 2 * (launch + hop);
        double perToken = (1.75 * 8_192 + 2 * 2 * 0.875 * 8_192 / 8) / (network.linkShare() * 450e9);
        assertThat(eight.get(Figure.COMMS_THROUGHPUT_BATCH)).isCloseTo(latency / perToken, EXACT);
    }
}
