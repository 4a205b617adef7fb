package dev.sweepbook.estimate;

/** What the revision of 30 March 2022 says differently, and what it adds: prefill and whole requests. */
final class Kipply2022 {
    private static final String SECTION_2 = "FORMULAS.md 2";
    private static final String SECTION_3_8 = "FORMULAS.md 3.8";
    private static final String SECTION_4 = "FORMULAS.md 4";
    private static final double MESSAGE_SECONDS = 8e-6;

    private Kipply2022() {}

    @Live(is = "layers*6*hiddenSize*hiddenSize")
    @Equation(says = "L·6d²", source = SECTION_2, unit = "FLOP", gives = Figure.QKV_FLOPS_PER_TOKEN)
    static double qkvFlopsPerToken(double layers, double hiddenSize) {
        return layers * 6.0 * hiddenSize * hiddenSize;
    }

    @Live(is = "layers*2*hiddenSize*hiddenSize")
    @Equation(says = "L·2d²", source = SECTION_2, unit = "FLOP", gives = Figure.PROJECTION_FLOPS_PER_TOKEN)
    static double projectionFlopsPerToken(double layers, double hiddenSize) {
        return layers * 2.0 * hiddenSize * hiddenSize;
    }

    @Live(is = "layers*16*hiddenSize*hiddenSize")
    @Equation(says = "L·16d²", source = SECTION_2, unit = "FLOP", gives = Figure.MLP_FLOPS_PER_TOKEN)
    static double mlpFlopsPerToken(double layers, double hiddenSize) {
        return layers * 16.0 * hiddenSize * hiddenSize;
    }

    @Live(is = "qkvFlopsPerToken+projectionFlopsPerToken+mlpFlopsPerToken")
    @Equation(
            says = "qkv + output projection + MLP = L·24d²",
            source = SECTION_2,
            unit = "FLOP",
            gives = Figure.FLOPS_PER_TOKEN)
    static double flopsPerToken(double qkvFlopsPerToken, double projectionFlopsPerToken, double mlpFlopsPerToken) {
        return qkvFlopsPerToken + projectionFlopsPerToken + mlpFlopsPerToken;
    }

    @Live(is = "2*parameters*promptTokens*batchSize")
    @Equation(says = "2·P·s·B", source = SECTION_4, unit = "FLOP", gives = Figure.PREFILL_FLOPS)
    static double prefillFlops(double parameters, double promptTokens, double batchSize) {
        return 2.0 * parameters * promptTokens * batchSize;
    }

    @Live(is = "IF(tensorParallel=1,0*layers,4*layers*0.000008)")
    @Equation(says = "4·L·8 µs; 0 when N = 1", source = SECTION_2, unit = "s")
    static double commsLatencySeconds(double layers, double tensorParallel) {
        return tensorParallel == 1 ? 0 : 4.0 * layers * MESSAGE_SECONDS;
    }

    @Live(is = "IF(tensorParallel=1,0,batchSize*2*4*layers*hiddenSize/linkBandwidth)")
    @Equation(says = "B·2·4·L·d / C; 0 when N = 1", source = SECTION_2, unit = "s")
    static double commsThroughputSeconds(
            double batchSize, double layers, double hiddenSize, double linkBandwidth, double tensorParallel) {
        return tensorParallel == 1 ? 0 : batchSize * 2.0 * 4.0 * layers * hiddenSize / linkBandwidth;
    }

    @Live(is = "MAX(commsLatencySeconds,commsThroughputSeconds)")
    @Equation(says = "max(latency form, throughput form)", source = SECTION_2, unit = "s", gives = Figure.COMMS_SECONDS)
    static double commsSeconds(double commsLatencySeconds, double commsThroughputSeconds) {
        return Math.max(commsLatencySeconds, commsThroughputSeconds);
    }

    @Live(is = "MAX(memorySeconds,computeSeconds,commsSeconds)")
    @Equation(says = "max(memory, compute, comms)", source = SECTION_2, unit = "s", gives = Figure.DECODE_STEP_SECONDS)
    static double decodeStepSeconds(double memorySeconds, double computeSeconds, double commsSeconds) {
        return Math.max(Math.max(memorySeconds, computeSeconds), commsSeconds);
    }

    @Live(is = "promptTokens*computeSeconds")
    @Equation(says = "B·s·2P / (N·F)", source = SECTION_2, unit = "s")
    static double prefillComputeSeconds(double promptTokens, double computeSeconds) {
        return promptTokens * computeSeconds;
    }

    @Live(is = "MAX(commsLatencySeconds,promptTokens*commsThroughputSeconds)")
    @Equation(says = "max(latency form, s · throughput form)", source = SECTION_2, unit = "s")
    static double prefillCommsSeconds(double promptTokens, double commsLatencySeconds, double commsThroughputSeconds) {
        return Math.max(commsLatencySeconds, promptTokens * commsThroughputSeconds);
    }

    @Live(
            name = "prefill_bound",
            is = "IF(promptTokens=0,\"\",IF(memorySeconds>=MAX(prefillComputeSeconds,prefillCommsSeconds),\"memory\","
                    + "IF(prefillComputeSeconds>=prefillCommsSeconds,\"compute\",\"comms\")))")
    @Live(is = "IF(promptTokens=0,0,MAX(memorySeconds,prefillComputeSeconds,prefillCommsSeconds))")
    @Equation(
            says = "max(2P/(N·W), B·s·2P/(N·F), comms with B·s in place of B); 0 when s = 0; unqueued",
            source = SECTION_2,
            unit = "s",
            gives = {Figure.PREFILL_SECONDS, Figure.TTFT_SECONDS})
    static double prefillSeconds(
            double promptTokens, double memorySeconds, double prefillComputeSeconds, double prefillCommsSeconds) {
        return promptTokens == 0 ? 0 : Math.max(Math.max(memorySeconds, prefillComputeSeconds), prefillCommsSeconds);
    }

    @Live(is = "decodeStepSeconds")
    @Equation(says = "decode step", source = SECTION_4, unit = "s", gives = Figure.TPOT_SECONDS)
    static double timePerOutputTokenSeconds(double decodeStepSeconds) {
        return decodeStepSeconds;
    }

    @Live(is = "prefillSeconds+IF(promptTokens=0,outputTokens,outputTokens-1)*decodeStepSeconds")
    @Equation(
            says = "prefill + (o−1)·decode step; o·decode step when s = 0",
            source = SECTION_2,
            unit = "s",
            gives = Figure.REQUEST_SECONDS)
    static double requestSeconds(
            double promptTokens, double outputTokens, double prefillSeconds, double decodeStepSeconds) {
        double steps = promptTokens == 0 ? outputTokens : outputTokens - 1;
        return prefillSeconds + steps * decodeStepSeconds;
    }

    @Live(is = "prefillSeconds+allStepsSeconds")
    @Equation(says = "prefill + o·decode step", source = SECTION_3_8, unit = "s")
    static double busySeconds(double prefillSeconds, double allStepsSeconds) {
        return prefillSeconds + allStepsSeconds;
    }

    @Live(is = "pricePerDeviceHour*replicaDevices*busySeconds/(3600*batchSize*utilization)")
    @Equation(
            says = "q·D·(prefill + o·decode step)/(3600·B·u)",
            source = SECTION_3_8,
            unit = "USD",
            gives = Figure.USD_PER_REQUEST)
    static double usdPerRequest(
            double pricePerDeviceHour,
            double replicaDevices,
            double busySeconds,
            double batchSize,
            double utilization) {
        return Cost.usdPerRequest(pricePerDeviceHour, replicaDevices, busySeconds, batchSize, utilization);
    }

    @Live(is = "layers*4*hiddenSize")
    @Equation(
            says = "L·4·d: four shards a layer, (N−1)/N rounded to 1, two bytes each",
            source = SECTION_2,
            unit = "values",
            gives = Figure.COMMS_VALUES_PER_TOKEN)
    static double commsValuesPerToken(double layers, double hiddenSize) {
        return layers * 4.0 * hiddenSize;
    }

    @Live(is = "IF(tensorParallel=1,NA(),4*0.000008*linkBandwidth/(8*hiddenSize))")
    @Equation(
            says = "4·8 µs·C / (8·d); none when N = 1",
            source = SECTION_4,
            unit = "sequences",
            gives = Figure.COMMS_THROUGHPUT_BATCH)
    static double commsThroughputBatch(double linkBandwidth, double hiddenSize, double tensorParallel) {
        return tensorParallel == 1 ? Double.NaN : 4.0 * MESSAGE_SECONDS * linkBandwidth / (8.0 * hiddenSize);
    }

    @Live(is = "IF(tensorParallel=1,NA(),24*hiddenSize*hiddenSize/(8*hiddenSize))")
    @Equation(
            says = "24·d² / (8·d); none when N = 1",
            source = SECTION_4,
            unit = "FLOP/B",
            gives = Figure.FLOPS_PER_COMMS_BYTE)
    static double flopsPerCommsByte(double hiddenSize, double tensorParallel) {
        return tensorParallel == 1 ? Double.NaN : 24.0 * hiddenSize * hiddenSize / (8.0 * hiddenSize);
    }
}
