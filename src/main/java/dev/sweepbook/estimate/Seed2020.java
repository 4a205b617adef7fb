package dev.sweepbook.estimate;

/** What the source document of 2020 says in its own way: communication, the sum of the terms, FLOPs step by step. */
final class Seed2020 {
    private static final String SECTION_1 = "FORMULAS.md 1";
    private static final String SECTION_4 = "FORMULAS.md 4";
    private static final double MESSAGE_SECONDS = 10e-6;

    private Seed2020() {}

    @Live(is = "layers*6*hiddenSize*hiddenSize")
    @Equation(says = "L·6d²", source = SECTION_1, unit = "FLOP", gives = Figure.QKV_FLOPS_PER_TOKEN)
    static double qkvFlopsPerToken(double layers, double hiddenSize) {
        return layers * 6.0 * hiddenSize * hiddenSize;
    }

    @Live(is = "layers*11*hiddenSize")
    @Equation(says = "L·11d", source = SECTION_1, unit = "FLOP", gives = Figure.ATTENTION_FLOPS_PER_TOKEN)
    static double attentionFlopsPerToken(double layers, double hiddenSize) {
        return layers * 11.0 * hiddenSize;
    }

    @Live(is = "layers*2*hiddenSize*hiddenSize")
    @Equation(says = "L·2d²", source = SECTION_1, unit = "FLOP", gives = Figure.PROJECTION_FLOPS_PER_TOKEN)
    static double projectionFlopsPerToken(double layers, double hiddenSize) {
        return layers * 2.0 * hiddenSize * hiddenSize;
    }

    @Live(is = "layers*(16*hiddenSize*hiddenSize+6*hiddenSize)")
    @Equation(says = "L·(16d² + 6d)", source = SECTION_1, unit = "FLOP", gives = Figure.MLP_FLOPS_PER_TOKEN)
    static double mlpFlopsPerToken(double layers, double hiddenSize) {
        return layers * (16.0 * hiddenSize * hiddenSize + 6.0 * hiddenSize);
    }

    @Live(is = "layers*6*hiddenSize")
    @Equation(says = "L·6d", source = SECTION_1, unit = "FLOP", gives = Figure.POSITION_FLOPS_PER_TOKEN)
    static double positionFlopsPerToken(double layers, double hiddenSize) {
        return layers * 6.0 * hiddenSize;
    }

    @Live(is = "qkvFlopsPerToken+attentionFlopsPerToken+projectionFlopsPerToken+mlpFlopsPerToken+positionFlopsPerToken")
    @Equation(
            says = "qkv + z + output projection + MLP + positions = L·(24d² + 23d)",
            source = SECTION_1,
            unit = "FLOP",
            gives = Figure.FLOPS_PER_TOKEN)
    static double flopsPerToken(
            double qkvFlopsPerToken,
            double attentionFlopsPerToken,
            double projectionFlopsPerToken,
            double mlpFlopsPerToken,
            double positionFlopsPerToken) {
        return qkvFlopsPerToken
                + attentionFlopsPerToken
                + projectionFlopsPerToken
                + mlpFlopsPerToken
                + positionFlopsPerToken;
    }

    @Live(is = "layers*12*hiddenSize")
    @Equation(
            says = "L·12d: activation 6d and positions 6d",
            source = SECTION_4,
            unit = "FLOP",
            gives = Figure.ELEMENTWISE_FLOPS_PER_TOKEN)
    static double elementwiseFlopsPerToken(double layers, double hiddenSize) {
        return layers * 12.0 * hiddenSize;
    }

    @Live(is = "IF(tensorParallel=1,0*layers,layers*4*0.00001)")
    @Equation(says = "L·4·10 µs; 0 when N = 1", source = SECTION_1, unit = "s")
    static double commsLatencySeconds(double layers, double tensorParallel) {
        return tensorParallel == 1 ? 0 : layers * 4.0 * MESSAGE_SECONDS;
    }

    @Live(is = "IF(tensorParallel=1,0,batchSize*layers*12*hiddenSize/linkBandwidth)")
    @Equation(says = "B·L·12·d / C; 0 when N = 1", source = SECTION_1, unit = "s")
    static double commsThroughputSeconds(
            double batchSize, double layers, double hiddenSize, double linkBandwidth, double tensorParallel) {
        return tensorParallel == 1 ? 0 : batchSize * layers * 12.0 * hiddenSize / linkBandwidth;
    }

    @Live(is = "MAX(commsLatencySeconds,commsThroughputSeconds)")
    @Equation(says = "max(latency form, throughput form)", source = SECTION_1, unit = "s", gives = Figure.COMMS_SECONDS)
    static double commsSeconds(double commsLatencySeconds, double commsThroughputSeconds) {
        return Math.max(commsLatencySeconds, commsThroughputSeconds);
    }

    @Live(is = "MAX(memorySeconds,computeSeconds)+commsSeconds")
    @Equation(says = "max(memory, compute) + comms", source = SECTION_1, unit = "s", gives = Figure.DECODE_STEP_SECONDS)
    static double decodeStepSeconds(double memorySeconds, double computeSeconds, double commsSeconds) {
        return Math.max(memorySeconds, computeSeconds) + commsSeconds;
    }

    @Live(is = "layers*12*hiddenSize")
    @Equation(
            says = "L·12·d: q, k, v 3d, output projection d, MLP 8d, no bytes-per-value factor",
            source = SECTION_1,
            unit = "values",
            gives = Figure.COMMS_VALUES_PER_TOKEN)
    static double commsValuesPerToken(double layers, double hiddenSize) {
        return layers * 12.0 * hiddenSize;
    }

    @Live(is = "IF(tensorParallel=1,NA(),4*0.00001*linkBandwidth/(12*hiddenSize))")
    @Equation(
            says = "4·10 µs·C / (12·d); none when N = 1",
            source = SECTION_4,
            unit = "sequences",
            gives = Figure.COMMS_THROUGHPUT_BATCH)
    static double commsThroughputBatch(double linkBandwidth, double hiddenSize, double tensorParallel) {
        return tensorParallel == 1 ? Double.NaN : 4.0 * MESSAGE_SECONDS * linkBandwidth / (12.0 * hiddenSize);
    }

    @Live(is = "IF(tensorParallel=1,NA(),24*hiddenSize*hiddenSize/(12*hiddenSize))")
    @Equation(
            says = "24·d² / (12·d); none when N = 1",
            source = SECTION_4,
            unit = "FLOP/B",
            gives = Figure.FLOPS_PER_COMMS_BYTE)
    static double flopsPerCommsByte(double hiddenSize, double tensorParallel) {
        return tensorParallel == 1 ? Double.NaN : 24.0 * hiddenSize * hiddenSize / (12.0 * hiddenSize);
    }
}
