package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTermsTest {
    private final Estimate estimate = new Estimate();

    @Test
    void theLargestTermBindsAndTheSecondIsNext() {
        StepTerms.fill(2, 5, 3, 0, estimate);
        assertThat(estimate.bound()).isEqualTo(Term.COMPUTE);
        assertThat(estimate.nextBound()).isEqualTo(Term.COMMS);
        assertThat(estimate.get(Figure.MEMORY_SHARE)).isEqualTo(0.2);
        assertThat(estimate.get(Figure.COMPUTE_SHARE)).isEqualTo(0.5);
        assertThat(estimate.get(Figure.COMMS_SHARE)).isEqualTo(0.3);
        assertThat(estimate.get(Figure.OVERHEAD_SHARE)).isZero();
    }

    @Test
    void tiesGoToMemoryThenComputeThenComms() {
        StepTerms.fill(4, 4, 4, 4, estimate);
        assertThat(estimate.bound()).isEqualTo(Term.MEMORY);
        assertThat(estimate.nextBound()).isEqualTo(Term.COMPUTE);
    }

    @Test
    void nothingIsNextWhereTheRestIsZero() {
        StepTerms.fill(0, 0, 0, 1, estimate);
        assertThat(estimate.bound()).isEqualTo(Term.OVERHEAD);
        assertThat(estimate.nextBound()).isNull();
    }
}
