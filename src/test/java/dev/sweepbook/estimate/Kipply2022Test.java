package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** FORMULAS.md 2, each figure worked by hand. */
class Kipply2022Test {
    @Test
    void flopsPerTokenLeaveOutWhatIsNotAMatrix() {
        // 64 · 8192² = 4,294,967,296, times 6, 2 and 16
        assertThat(Kipply2022.qkvFlopsPerToken(64, 8192)).isEqualTo(25_769_803_776.0);
        assertThat(Kipply2022.projectionFlopsPerToken(64, 8192)).isEqualTo(8_589_934_592.0);
        assertThat(Kipply2022.mlpFlopsPerToken(64, 8192)).isEqualTo(68_719_476_736.0);
        assertThat(Kipply2022.flopsPerToken(25_769_803_776.0, 8_589_934_592.0, 68_719_476_736.0))
                .isEqualTo(103_079_215_104.0);
    }

    @Test
    void prefillFlopsAreTwoAParameterAndToken() {
        assertThat(Kipply2022.prefillFlops(52e9, 208, 4)).isEqualTo(86_528e9);
    }

    @Test
    void commsLatencyOfGopher() {
        assertThat(Kipply2022.commsLatencySeconds(80, 16)).isCloseTo(2.56e-3, within(1e-15));
        assertThat(Kipply2022.commsLatencySeconds(80, 1)).isZero();
    }

    @Test
    void commsThroughputOfGopherAtBatch512() {
        // 512 · 2 · 4 · 80 · 16384 / 300e9 = 5,368,709,120 / 300e9
        assertThat(Kipply2022.commsThroughputSeconds(512, 80, 16_384, 300e9, 16))
                .isCloseTo(0.017895697066666667, within(1e-15));
        assertThat(Kipply2022.commsThroughputSeconds(512, 80, 16_384, Double.NaN, 1))
                .isZero();
    }

    @Test
    void aStepHidesTheSmallerTermsBehindTheLargest() {
        assertThat(Kipply2022.decodeStepSeconds(2, 5, 3)).isEqualTo(5);
        assertThat(Kipply2022.decodeStepSeconds(6, 5, 3)).isEqualTo(6);
        assertThat(Kipply2022.decodeStepSeconds(6, 5, 8)).isEqualTo(8);
    }

    @Test
    void commsTakeTheLargerForm() {
        assertThat(Kipply2022.commsSeconds(2.56e-3, 17.9e-3)).isEqualTo(17.9e-3);
    }

    @Test
    void prefillIsTheLargestTermAndZeroWithoutAPrompt() {
        assertThat(Kipply2022.prefillSeconds(208, 17e-3, 16e-3, 2e-3)).isEqualTo(17e-3);
        assertThat(Kipply2022.prefillSeconds(512, 17e-3, 42e-3, 2e-3)).isEqualTo(42e-3);
        assertThat(Kipply2022.prefillSeconds(512, 17e-3, 42e-3, 50e-3)).isEqualTo(50e-3);
        assertThat(Kipply2022.prefillSeconds(0, 17e-3, 0, 2e-3)).isZero();
    }

    @Test
    void prefillTermsGrowWithTheTokensOfThePrompt() {
        assertThat(Kipply2022.prefillComputeSeconds(100, 0.5e-3)).isCloseTo(50e-3, within(1e-15));
        assertThat(Kipply2022.prefillCommsSeconds(100, 2e-3, 0.5e-3)).isCloseTo(50e-3, within(1e-15));
        assertThat(Kipply2022.prefillCommsSeconds(1, 2e-3, 0.5e-3)).isEqualTo(2e-3);
    }

    @Test
    void aRequestIsPrefillAndTheStepsAfterTheFirstToken() {
        assertThat(Kipply2022.requestSeconds(512, 10, 63e-3, 24e-3)).isCloseTo(279e-3, within(1e-12));
        assertThat(Kipply2022.requestSeconds(512, 1, 63e-3, 24e-3)).isEqualTo(63e-3);
        assertThat(Kipply2022.requestSeconds(0, 10, 0, 24e-3)).isCloseTo(240e-3, within(1e-12));
        assertThat(Kipply2022.timePerOutputTokenSeconds(24e-3)).isEqualTo(24e-3);
    }

    @Test
    void requestsAndAllTokensFollowFromTheOutputTokens() {
        assertThat(RequestRates.requestsPerSecond(1000, 250)).isEqualTo(4);
        assertThat(RequestRates.totalTokensPerSecond(1000, 750, 250)).isEqualTo(4000);
    }

    @Test
    void commsTurnThroughputLimitedForGopherAtSeventyThree() {
        // 4 · 8e-6 · 300e9 / (8 · 16384) = 9.6e6 / 131,072
        assertThat(Kipply2022.commsThroughputBatch(300e9, 16_384, 16)).isCloseTo(73.2421875, within(1e-9));
        assertThat(Kipply2022.commsThroughputBatch(300e9, 16_384, 1)).isNaN();
    }

    @Test
    void commsCountFourWidthsALayer() {
        assertThat(Kipply2022.commsValuesPerToken(80, 16_384)).isEqualTo(5_242_880.0);
        assertThat(Kipply2022.flopsPerCommsByte(8192, 4)).isEqualTo(24_576);
        assertThat(Kipply2022.flopsPerCommsByte(8192, 1)).isNaN();
    }
}
