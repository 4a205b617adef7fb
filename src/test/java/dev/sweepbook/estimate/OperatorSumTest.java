package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class OperatorSumTest {
    private static final double SECONDS_PER_FLOP = 1e-15;
    private static final double SECONDS_PER_BYTE = 3e-13;

    @Test
    void anOperatorCountsToMemoryUpToWhereItCrossesAndToComputeBeyond() {
        // 3e-9 s of weights; a token takes 2e-11 s of arithmetic and 5e-12 s of activations: equal at 200 tokens
        Operator operator = new Operator("one", 4, 20_000, 10_000, 50 / 3.0);
        OperatorSum sum = new OperatorSum(new Operator[] {operator}, SECONDS_PER_FLOP, SECONDS_PER_BYTE, 1);
        Pass below = new Pass();
        sum.addTo(below, 199);
        assertThat(below.memorySeconds).isCloseTo(4 * (3e-9 + 199 * 5e-12), Percentage.withPercentage(1e-9));
        assertThat(below.computeSeconds).isZero();
        Pass above = new Pass();
        sum.addTo(above, 201);
        assertThat(above.computeSeconds).isCloseTo(4 * 201 * 2e-11, Percentage.withPercentage(1e-9));
        assertThat(above.memorySeconds).isZero();
        assertThat(above.flops).isEqualTo(4 * 201 * 20_000);
    }

    @Test
    void fewTokensAreComputedAsTheLeastRows() {
        // as above with 500 rows at least: 500 tokens' arithmetic for 199, and the FLOPs of 199
        Operator operator = new Operator("one", 4, 20_000, 10_000, 50 / 3.0);
        OperatorSum sum = new OperatorSum(new Operator[] {operator}, SECONDS_PER_FLOP, SECONDS_PER_BYTE, 500);
        Pass out = new Pass();
        sum.addTo(out, 199);
        assertThat(out.computeSeconds).isCloseTo(4 * 500 * 2e-11, Percentage.withPercentage(1e-9));
        assertThat(out.flops).isEqualTo(4 * 199 * 20_000);
    }

    @Test
    void noTokensReadTheWeightsAndComputeNothing() {
        Operator operator = new Operator("one", 4, 20_000, 10_000, 50 / 3.0);
        OperatorSum sum = new OperatorSum(new Operator[] {operator}, SECONDS_PER_FLOP, SECONDS_PER_BYTE, 500);
        Pass out = new Pass();
        sum.addTo(out, 0);
        assertThat(out.memorySeconds).isCloseTo(4 * 3e-9, Percentage.withPercentage(1e-9));
        assertThat(out.computeSeconds).isZero();
    }

    @Test
    void theSumOfManyIsEachOnItsOwn() {
        Random random = new Random(11);
        for (int sample = 0; sample < 50; sample++) {
            Operator[] operators = new Operator[1 + random.nextInt(12)];
            for (int i = 0; i < operators.length; i++) {
                double bytes = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 1e8;
                operators[i] = new Operator(
                        "o", 1 + random.nextInt(80), random.nextDouble() * 1e9, bytes, random.nextDouble() * 1e6);
            }
            OperatorSum sum = new OperatorSum(operators, SECONDS_PER_FLOP, SECONDS_PER_BYTE, 1);
            double tokens = Math.pow(10, 5 * random.nextDouble());
            Pass summed = new Pass();
            sum.addTo(summed, tokens);
            Pass walked = new Pass();
            for (Operator each : operators) {
                walked.operator(
                        each.name(),
                        each.times(),
                        tokens * each.flopsPerToken(),
                        each.weightBytes() + tokens * each.bytesPerToken(),
                        SECONDS_PER_FLOP,
                        SECONDS_PER_BYTE,
                        null);
            }
            Percentage exact = Percentage.withPercentage(1e-9);
            assertThat(summed.memorySeconds).isCloseTo(walked.memorySeconds, exact);
            assertThat(summed.computeSeconds).isCloseTo(walked.computeSeconds, exact);
            assertThat(summed.flops).isCloseTo(walked.flops, exact);
            assertThat(summed.bytes).isCloseTo(walked.bytes, exact);
        }
    }
}
