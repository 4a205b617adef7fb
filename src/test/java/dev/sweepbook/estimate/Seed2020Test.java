package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** FORMULAS.md 1, each figure worked by hand; the 52B model has L = 64, d = 8192, Gopher L = 80, d = 16,384. */
class Seed2020Test {
    @Test
    void flopsPerTokenAreTheSumOfItsSteps() {
        assertThat(Seed2020.qkvFlopsPerToken(64, 8192)).isEqualTo(25_769_803_776.0);
        assertThat(Seed2020.attentionFlopsPerToken(64, 8192)).isEqualTo(5_767_168.0);
        assertThat(Seed2020.projectionFlopsPerToken(64, 8192)).isEqualTo(8_589_934_592.0);
        assertThat(Seed2020.mlpFlopsPerToken(64, 8192)).isEqualTo(68_722_622_464.0);
        assertThat(Seed2020.positionFlopsPerToken(64, 8192)).isEqualTo(3_145_728.0);
        assertThat(Seed2020.flopsPerToken(25_769_803_776.0, 5_767_168, 8_589_934_592.0, 68_722_622_464.0, 3_145_728))
                .isEqualTo(103_091_273_728.0);
    }

    @Test
    void elementwiseFlopsAreActivationAndPositions() {
        assertThat(Seed2020.elementwiseFlopsPerToken(64, 8192)).isEqualTo(6_291_456.0);
    }

    @Test
    void commsLatencyOfGopherIsFourMessagesALayer() {
        assertThat(Seed2020.commsLatencySeconds(80, 16)).isCloseTo(3.2e-3, within(1e-15));
        assertThat(Seed2020.commsLatencySeconds(80, 1)).isZero();
    }

    @Test
    void commsThroughputOfGopherAtBatch512() {
        // 512 · 80 · 12 · 16384 / 300e9 = 8,053,063,680 / 300e9
        assertThat(Seed2020.commsThroughputSeconds(512, 80, 16_384, 300e9, 16)).isCloseTo(0.0268435456, within(1e-15));
        assertThat(Seed2020.commsThroughputSeconds(512, 80, 16_384, Double.NaN, 1))
                .isZero();
    }

    @Test
    void commsTakeTheLargerForm() {
        assertThat(Seed2020.commsSeconds(3.2e-3, 26.8e-3)).isEqualTo(26.8e-3);
        assertThat(Seed2020.commsSeconds(3.2e-3, 1e-3)).isEqualTo(3.2e-3);
    }

    @Test
    void aStepAddsCommsToTheLargerOfMemoryAndCompute() {
        assertThat(Seed2020.decodeStepSeconds(2, 5, 3)).isEqualTo(8);
        assertThat(Seed2020.decodeStepSeconds(6, 5, 3)).isEqualTo(9);
    }

    @Test
    void commsVolumeCountsTwelveWidthsALayer() {
        assertThat(Seed2020.commsValuesPerToken(80, 16_384)).isEqualTo(15_728_640.0);
    }

    @Test
    void commsTurnThroughputLimitedForGopherAtSixtyOne() {
        // 4 · 10e-6 · 300e9 / (12 · 16384) = 12e6 / 196,608
        assertThat(Seed2020.commsThroughputBatch(300e9, 16_384, 16)).isCloseTo(61.03515625, within(1e-9));
        assertThat(Seed2020.commsThroughputBatch(300e9, 16_384, 1)).isNaN();
    }

    @Test
    void flopsPerCommsByteIsTwiceTheWidth() {
        assertThat(Seed2020.flopsPerCommsByte(8192, 4)).isEqualTo(16_384);
        assertThat(Seed2020.flopsPerCommsByte(8192, 1)).isNaN();
    }
}
