package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundedTest {
    private static final Bounded SHARE = new Bounded(0.2, 1.0);
    private static final Bounded TIME = new Bounded(0, 1e-4);

    /** Halfway through the range is u = 0; a quarter, ln(1/3). */
    @Test
    void theMiddleOfTheRangeIsZero() {
        assertThat(SHARE.value(0)).isCloseTo(0.6, within(1e-15));
        assertThat(SHARE.unbounded(0.6)).isCloseTo(0, within(1e-12));
        assertThat(SHARE.unbounded(0.4)).isCloseTo(Math.log(1.0 / 3), within(1e-12));
    }

    @Test
    void thereAndBackIsTheSameValue() {
        for (double value : new double[] {0.21, 0.35, 0.8, 0.99}) {
            assertThat(SHARE.value(SHARE.unbounded(value))).isCloseTo(value, within(1e-12));
        }
    }

    @Test
    void noStepLeavesTheRange() {
        assertThat(SHARE.value(-1000)).isEqualTo(0.2);
        assertThat(SHARE.value(1000)).isEqualTo(1.0);
    }

    @Test
    void aValueOnABoundBeginsALittleInside() {
        assertThat(TIME.value(TIME.unbounded(0))).isCloseTo(1e-7, within(1e-15));
        assertThat(SHARE.value(SHARE.unbounded(1))).isCloseTo(0.9992, within(1e-12));
    }

    /** At v = 0.6 in 0.2…1: v·du/dv = 0.6·0.8/(0.4·0.4) = 3. */
    @Test
    void aShareOfAValueIsWorthThisMuchOfU() {
        assertThat(SHARE.unboundedPerShare(0.6)).isCloseTo(3, within(1e-12));
    }

    @Test
    void theEndsOfTheRangeAreTold() {
        assertThat(SHARE.isAtBound(0.99)).isTrue();
        assertThat(SHARE.isAtBound(0.21)).isTrue();
        assertThat(SHARE.isAtBound(0.5)).isFalse();
        assertThat(TIME.isAtBound(1e-6)).as("a small time is nothing unusual").isFalse();
        assertThat(TIME.isAtBound(1e-7)).isTrue();
    }
}
