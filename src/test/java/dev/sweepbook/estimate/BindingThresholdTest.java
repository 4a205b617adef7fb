package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BindingThresholdTest {
    private static final double NONE = Double.NaN;

    @Test
    void theSmallestIsMetFirst() {
        assertThat(BindingThreshold.of(208, 41, 22, 61, false)).isEqualTo(Threshold.MEMORY);
        assertThat(BindingThreshold.of(208, 41, 500, 61, false)).isEqualTo(Threshold.KV);
        assertThat(BindingThreshold.of(208, 410, 500, 61, false)).isEqualTo(Threshold.COMMS_THROUGHPUT);
    }

    @Test
    void commsThatOutgrowComputeHaveTheirOwnName() {
        assertThat(BindingThreshold.of(208, 410, 500, 61, true)).isEqualTo(Threshold.COMMS_COMPUTE);
    }

    @Test
    void tiesGoInTheOrderOfTheNames() {
        assertThat(BindingThreshold.of(61, 61, 61, 61, false)).isEqualTo(Threshold.WEIGHTS);
        assertThat(BindingThreshold.of(NONE, 61, 61, 61, false)).isEqualTo(Threshold.KV);
    }

    @Test
    void noneIsFinite() {
        assertThat(BindingThreshold.of(NONE, Double.POSITIVE_INFINITY, NONE, NONE, true))
                .isEqualTo(Threshold.NONE);
    }
}
