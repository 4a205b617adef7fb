package dev.sweepbook.estimate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Batch sizes at which a step of the roofline changes character. */
@Live(name = "bytesPerFlop", is = "weightRate/gemmFlops")
@Live(
        name = "linearFlops",
        is = "SUMPRODUCT((o_part=whole)*o_times*" + LiveWords.PARAMETERS
                + "*o_work)+MOE(SUMPRODUCT((x_part=whole)*x_times*" + LiveWords.EXPERT_FLOPS + "))")
@Live(
        name = "stepFlops",
        is = "linearFlops+SUMPRODUCT((a_part=whole)*a_times*(a_decode*" + LiveWords.SEEN + "+a_state_flops)/"
                + LiveWords.SHARED_BY + ")")
@Live(
        name = "stepCache",
        is = "SUMPRODUCT((a_part=whole)*a_times*(a_cached*" + LiveWords.CACHE_SHARE + "*" + LiveWords.SEEN
                + "+a_state/tensorParallel))*cacheBytes")
@Live(
        name = "readWeights",
        is = "SUMPRODUCT((o_part=whole)*o_times*" + LiveWords.PARAMETERS + "*" + LiveWords.BYTES + ")")
@Live(
        name = "batchThreshold",
        is =
                "IF(of.experts>0,made.batch_threshold+0*stepFlops,IF(stepFlops*bytesPerFlop-stepCache>0,readWeights/(stepFlops*bytesPerFlop-stepCache)*dataParallel,NA()))",
        gives = Figure.BATCH_THRESHOLD)
@Live(
        name = "weightsOnly",
        is = "gemmFlops/weightRate*(expertBytes/2)*dataParallel",
        gives = Figure.WEIGHTS_BATCH_THRESHOLD)
@Live(
        name = "kvEqualsWeightsBatch",
        is = "IF(kvBytesPerSequence=0,NA(),weightBytes/kvBytesPerSequence)",
        gives = Figure.KV_EQUALS_WEIGHTS_BATCH)
@Live(
        name = "commsThroughputBatch",
        is = "IF(tensorParallel>1,commsLatencySeconds/commsSecondsPerToken*dataParallel,NA())",
        gives = Figure.COMMS_THROUGHPUT_BATCH)
@Live(
        name = "flopsPerCommsByte",
        is = "IF(tensorParallel>1,linearFlops/wireBytesPerToken,NA())",
        gives = Figure.FLOPS_PER_COMMS_BYTE)
@Live(name = "commsOutgrowCompute", is = "commsSecondsPerToken>stepFlops*secondsPerFlop")
@Live(
        name = "commsComputeBatch",
        is =
                "IF(AND(ISNUMBER(commsThroughputBatch),stepFlops*secondsPerFlop>commsSecondsPerToken),commsLatencySeconds/(stepFlops*secondsPerFlop-commsSecondsPerToken)*dataParallel,NA())",
        gives = Figure.COMMS_COMPUTE_BATCH)
@Live(
        name = "commsComputeTensorParallel",
        is = "IF(of.reductions*tokenBytes=0,NA(),1+2*of.multiplied/gemmFlops*nearRate/(2*of.reductions*tokenBytes))",
        gives = Figure.COMMS_COMPUTE_TENSOR_PARALLEL)
final class RooflineThresholds {
    private static final String SECTION = "FORMULAS.md 3.7";

    private RooflineThresholds() {}

    @Equation(
            says = "(F/W)·(b_w/2)·(η_f/η_m) of a matrix in the weights' format, times attention copies",
            source = SECTION,
            unit = "sequences",
            gives = Figure.WEIGHTS_BATCH_THRESHOLD)
    static double weightsOnly(double gemmFlops, double weightBytesPerSecond, double bytesPerWeight) {
        return gemmFlops / weightBytesPerSecond * (bytesPerWeight / 2);
    }

    @Equation(says = "ρ = η_m·W/(η_f·F)", source = SECTION, unit = "B/FLOP")
    static double bytesPerFlop(double gemmFlops, double weightBytesPerSecond) {
        return weightBytesPerSecond / gemmFlops;
    }

    @Equation(
            says =
                    "B* = P_b / (2P·(1+a_c)·ρ − K_c), all per device, times attention copies; none where the denominator is not positive",
            source = SECTION,
            unit = "sequences",
            gives = Figure.BATCH_THRESHOLD)
    static double wholeStep(
            double weightBytes, double flopsPerSequence, double bytesPerFlop, double cacheBytesPerSequence) {
        double room = flopsPerSequence * bytesPerFlop - cacheBytesPerSequence;
        return room > 0 ? weightBytes / room : Double.NaN;
    }

    @Equation(
            says =
                    "c† = 2P·ρ/(κ − A·ρ), across windows the first context with K_c ≥ 2P·(1+a_c)·ρ; none where there is none: a "
                            + "threshold at every context",
            source = SECTION,
            unit = "tokens",
            gives = Figure.VANISHING_CONTEXT)
    static double vanishingContext(
            double linearFlops, double bytesPerFlop, ContextSum attentionFlops, ContextSum cacheBytes) {
        DoubleUnaryOperator room =
                context -> (linearFlops + attentionFlops.at(context)) * bytesPerFlop - cacheBytes.at(context);
        double from = 0;
        if (room.applyAsDouble(from) <= 0) {
            return from;
        }
        for (double limit : DoubleStream.concat(
                        Arrays.stream(attentionFlops.limits()), Arrays.stream(cacheBytes.limits()))
                .sorted()
                .toArray()) {
            if (room.applyAsDouble(limit) <= 0) {
                return zero(room, from, limit);
            }
            from = limit;
        }
        return room.applyAsDouble(from + 1) < room.applyAsDouble(from)
                ? zero(room, from, from + 1)
                : Double.POSITIVE_INFINITY;
    }

    /** Where the line through two places is zero. */
    private static double zero(DoubleUnaryOperator line, double from, double to) {
        double start = line.applyAsDouble(from);
        return from + (to - from) * start / (start - line.applyAsDouble(to));
    }

    @Equation(
            says = "weight bytes / KV bytes per sequence",
            source = "FORMULAS.md 4",
            unit = "sequences",
            gives = Figure.KV_EQUALS_WEIGHTS_BATCH)
    static double kvEqualsWeights(double weightBytes, double kvBytesPerSequence) {
        return kvBytesPerSequence == 0 ? Double.NaN : weightBytes / kvBytesPerSequence;
    }

    @Equation(
            says =
                    "latency of the collectives, t0 + 2(N−1)·α an all-reduce, over their time a token, 2(N−1)/N·d·b_a/(η_c·C); "
                            + "dispatch and combine of experts too; none when N = 1",
            source = SECTION,
            unit = "sequences",
            gives = Figure.COMMS_THROUGHPUT_BATCH)
    static double commsThroughput(double latencySeconds, double secondsPerToken) {
        return latencySeconds / secondsPerToken;
    }

    @Equation(
            says =
                    "2·P/N over the bytes a device sends a token: all-reduces of 2(N−1)/N·d·b_a each, dispatch and combine of "
                            + "experts; none when N = 1",
            source = "FORMULAS.md 4",
            unit = "FLOP/B",
            gives = Figure.FLOPS_PER_COMMS_BYTE)
    static double flopsPerCommsByte(double linearFlopsPerDevice, double wireBytesPerToken) {
        return linearFlopsPerDevice / wireBytesPerToken;
    }

    @Equation(
            says =
                    "latency of the collectives / (compute − their time, both a token); none where they exceed at every batch",
            source = SECTION,
            unit = "sequences",
            gives = Figure.COMMS_COMPUTE_BATCH)
    static double commsExceedCompute(
            double latencySeconds, double commsSecondsPerToken, double computeSecondsPerToken) {
        double gain = computeSecondsPerToken - commsSecondsPerToken;
        return gain > 0 ? latencySeconds / gain : Double.NaN;
    }

    @Equation(
            says = "1 + P·η_c·C/(all-reduces·d·b_a·η_f·F): 2P/(N·η_f·F) equals the rings' 2(N−1)/N·d·b_a/(η_c·C) each",
            source = SECTION,
            unit = "devices",
            gives = Figure.COMMS_COMPUTE_TENSOR_PARALLEL)
    static double commsExceedComputeDegree(
            double linearFlops, double gemmFlops, double reducedBytes, double linkBytesPerSecond) {
        return reducedBytes == 0 ? Double.NaN : 1 + linearFlops / gemmFlops * linkBytesPerSecond / (2 * reducedBytes);
    }
}
