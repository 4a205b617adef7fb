package dev.sweepbook.estimate;

/**
 * The equations that the source document and its revision share. N is the tensor-parallel degree; the values are two
 * bytes wide; every head is its own key-value head and the heads together are as wide as the model.
 */
final class SourceArithmetic {
    private static final String SECTION_1 = "FORMULAS.md 1";
    private static final String SECTION_2 = "FORMULAS.md 2";
    private static final String SECTION_4 = "FORMULAS.md 4";

    private SourceArithmetic() {}

    @Live(is = "IFERROR(givenParameters,12*layers*hiddenSize*hiddenSize+embeddingParameters)")
    @Equation(
            says = "12·L·d² + V·d",
            source = SECTION_1,
            unit = "parameters",
            gives = {Figure.PARAMETERS, Figure.ACTIVE_PARAMETERS})
    static double parameters(double layers, double hiddenSize, double embeddingParameters) {
        return 12.0 * layers * hiddenSize * hiddenSize + embeddingParameters;
    }

    @Live(is = "vocabularySize*hiddenSize")
    @Equation(says = "V·d", source = SECTION_1, unit = "parameters", gives = Figure.EMBEDDING_PARAMETERS)
    static double embeddingParameters(double vocabularySize, double hiddenSize) {
        return vocabularySize * hiddenSize;
    }

    @Live(is = "2*layers*hiddenSize*2")
    @Equation(says = "2·L·e·h·2 with h·e = d", source = SECTION_1, unit = "B", gives = Figure.KV_BYTES_PER_TOKEN)
    static double kvBytesPerToken(double layers, double hiddenSize) {
        return 2.0 * layers * hiddenSize * 2.0; // one key and one value, two bytes each
    }

    @Live(is = "(promptTokens+outputTokens)*kvBytesPerToken")
    @Equation(says = "(s+o) · KV bytes per token", source = SECTION_4, unit = "B", gives = Figure.KV_BYTES_PER_SEQUENCE)
    static double kvBytesPerSequence(double promptTokens, double outputTokens, double kvBytesPerToken) {
        return (promptTokens + outputTokens) * kvBytesPerToken;
    }

    @Live(is = "batchSize*kvBytesPerSequence")
    @Equation(says = "B · KV bytes per sequence", source = SECTION_4, unit = "B", gives = Figure.KV_BYTES)
    static double kvBytes(double batchSize, double kvBytesPerSequence) {
        return batchSize * kvBytesPerSequence;
    }

    @Live(is = "kvBytes/tensorParallel")
    @Equation(says = "KV bytes / N", source = SECTION_4, unit = "B", gives = Figure.KV_BYTES_PER_DEVICE)
    static double kvBytesPerDevice(double kvBytes, double tensorParallel) {
        return kvBytes / tensorParallel;
    }

    @Live(is = "layers*2*hiddenSize*hiddenSize*2")
    @Equation(says = "L·2·d²·2", source = SECTION_1, unit = "FLOP", gives = Figure.KV_FLOPS_PER_TOKEN)
    static double kvFlopsPerToken(double layers, double hiddenSize) {
        return layers * 2.0 * hiddenSize * hiddenSize * 2.0;
    }

    @Live(is = "2*parameters")
    @Equation(says = "2·P", source = SECTION_1, unit = "B", gives = Figure.WEIGHT_BYTES)
    static double weightBytes(double parameters) {
        return 2.0 * parameters;
    }

    @Live(is = "weightBytes/tensorParallel")
    @Equation(says = "2·P / N", source = SECTION_4, unit = "B", gives = Figure.WEIGHT_BYTES_PER_DEVICE)
    static double weightBytesPerDevice(double weightBytes, double tensorParallel) {
        return weightBytes / tensorParallel;
    }

    @Live(is = "weightBytes+kvBytes")
    @Equation(says = "2·P + KV bytes", source = SECTION_4, unit = "B", gives = Figure.MEMORY_BYTES)
    static double memoryBytes(double weightBytes, double kvBytes) {
        return weightBytes + kvBytes;
    }

    @Live(is = "memoryBytes/tensorParallel")
    @Equation(says = "(2·P + KV bytes) / N", source = SECTION_4, unit = "B", gives = Figure.MEMORY_BYTES_PER_DEVICE)
    static double memoryBytesPerDevice(double memoryBytes, double tensorParallel) {
        return memoryBytes / tensorParallel;
    }

    @Live(is = "tensorParallel*deviceMemoryBytes-memoryBytes")
    @Equation(says = "N·memory − (2·P + KV bytes)", source = SECTION_4, unit = "B", gives = Figure.FREE_BYTES)
    static double freeBytes(double tensorParallel, double deviceMemoryBytes, double memoryBytes) {
        return tensorParallel * deviceMemoryBytes - memoryBytes;
    }

    @Live(is = "MAX(0,INT((tensorParallel*deviceMemoryBytes-weightBytes)/kvBytesPerToken))")
    @Equation(
            says = "⌊(N·memory − 2P) / KV bytes per token⌋, at least 0",
            source = SECTION_1,
            unit = "tokens",
            gives = Figure.KV_TOKEN_CAPACITY)
    static double kvTokenCapacity(
            double tensorParallel, double deviceMemoryBytes, double weightBytes, double kvBytesPerToken) {
        return Math.max(0, Math.floor((tensorParallel * deviceMemoryBytes - weightBytes) / kvBytesPerToken));
    }

    @Live(is = "INT(kvTokenCapacity/(promptTokens+outputTokens))")
    @Equation(
            says = "⌊KV token capacity / (s+o)⌋",
            source = SECTION_4,
            unit = "sequences",
            gives = Figure.MAX_BATCH_SIZE)
    static double maxBatchSize(double kvTokenCapacity, double promptTokens, double outputTokens) {
        return Math.floor(kvTokenCapacity / (promptTokens + outputTokens));
    }

    @Live(
            is =
                    "IF(-INT(-memoryBytes/deviceMemoryBytes)*deviceMemoryBytes<memoryBytes,1-INT(-memoryBytes/deviceMemoryBytes),-INT(-memoryBytes/deviceMemoryBytes))")
    @Equation(
            says = "smallest N with 2·P + KV bytes ≤ N·memory",
            source = SECTION_4,
            unit = "devices",
            gives = Figure.MIN_DEVICES)
    static double minDevices(double memoryBytes, double deviceMemoryBytes) {
        double devices = Math.ceil(memoryBytes / deviceMemoryBytes);
        return devices * deviceMemoryBytes < memoryBytes ? devices + 1 : devices; // the quotient may round down
    }

    @Live(is = "2*parameters/(tensorParallel*memoryBandwidth)")
    @Equation(says = "2·P / (N·W)", source = SECTION_1, unit = "s", gives = Figure.MEMORY_SECONDS)
    static double memorySeconds(double parameters, double tensorParallel, double memoryBandwidth) {
        return 2.0 * parameters / (tensorParallel * memoryBandwidth);
    }

    @Live(is = "batchSize*(2*parameters)/(tensorParallel*peakFlops)")
    @Equation(says = "B · 2·P / (N·F)", source = SECTION_1, unit = "s", gives = Figure.COMPUTE_SECONDS)
    static double computeSeconds(double batchSize, double parameters, double tensorParallel, double peakFlops) {
        return batchSize * (2.0 * parameters) / (tensorParallel * peakFlops);
    }

    @Live(is = "0*parameters")
    @Equation(says = "0: the source has none", source = SECTION_4, unit = "s", gives = Figure.OVERHEAD_SECONDS)
    static double overheadSeconds() {
        return 0;
    }

    @Live(is = "batchSize*(2*parameters)/(tensorParallel*peakFlops*decodeStepSeconds)")
    @Equation(says = "B·2·P / (N·F·decode step)", source = SECTION_4, gives = Figure.MFU)
    static double modelFlopsUtilization(
            double batchSize, double parameters, double tensorParallel, double peakFlops, double decodeStepSeconds) {
        return batchSize * (2.0 * parameters) / (tensorParallel * peakFlops * decodeStepSeconds);
    }

    @Live(is = "2*parameters/(tensorParallel*memoryBandwidth*decodeStepSeconds)")
    @Equation(says = "2·P / (N·W·decode step)", source = SECTION_4, gives = Figure.MBU)
    static double memoryBandwidthUtilization(
            double parameters, double tensorParallel, double memoryBandwidth, double decodeStepSeconds) {
        return 2.0 * parameters / (tensorParallel * memoryBandwidth * decodeStepSeconds);
    }

    @Live(is = "batchSize*replicas/decodeStepSeconds")
    @Equation(
            says = "B·replicas / decode step",
            source = SECTION_4,
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND)
    static double outputTokensPerSecond(double batchSize, double replicas, double decodeStepSeconds) {
        return batchSize * replicas / decodeStepSeconds;
    }

    @Live(is = "outputTokensPerSecond/(tensorParallel*replicas)")
    @Equation(
            says = "output tokens per second / devices",
            source = SECTION_4,
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE)
    static double outputTokensPerSecondPerDevice(double outputTokensPerSecond, double tensorParallel, double replicas) {
        return outputTokensPerSecond / (tensorParallel * replicas);
    }

    @Live(is = "1/decodeStepSeconds")
    @Equation(
            says = "1 / decode step",
            source = SECTION_4,
            unit = "tokens/s",
            gives = Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER)
    static double outputTokensPerSecondPerUser(double decodeStepSeconds) {
        return 1 / decodeStepSeconds;
    }

    @Live(is = "peakFlops/memoryBandwidth")
    @Equation(
            says = "F / W: B·2P/(N·F) ≥ 2P/(N·W)",
            source = SECTION_1,
            unit = "sequences",
            gives = {Figure.BATCH_THRESHOLD, Figure.WEIGHTS_BATCH_THRESHOLD})
    static double batchThreshold(double peakFlops, double memoryBandwidth) {
        return peakFlops / memoryBandwidth;
    }

    @Live(is = "weightBytes/kvBytesPerSequence")
    @Equation(
            says = "2·P / KV bytes per sequence",
            source = SECTION_4,
            unit = "sequences",
            gives = Figure.KV_EQUALS_WEIGHTS_BATCH)
    static double kvEqualsWeightsBatch(double weightBytes, double kvBytesPerSequence) {
        return weightBytes / kvBytesPerSequence;
    }

    @Equation(says = "F / C", source = SECTION_2, unit = "FLOP/B")
    static double deviceFlopsPerCommsByte(double peakFlops, double linkBandwidth) {
        return peakFlops / linkBandwidth;
    }

    @Equation(says = "4·(N−1)/N·d values a layer, · L", source = SECTION_2, unit = "values")
    static double exactCommsValuesPerToken(double layers, double hiddenSize, double tensorParallel) {
        return layers * 4.0 * (tensorParallel - 1) / tensorParallel * hiddenSize;
    }

    @Equation(says = "3·d/N; compute-bound above F/C", source = SECTION_2, unit = "FLOP/B")
    static double qkvFlopsPerCommsByte(double hiddenSize, double tensorParallel) {
        return 3.0 * hiddenSize / tensorParallel;
    }

    @Equation(says = "d/N; compute-bound above F/C", source = SECTION_2, unit = "FLOP/B")
    static double projectionFlopsPerCommsByte(double hiddenSize, double tensorParallel) {
        return hiddenSize / tensorParallel;
    }

    @Equation(
            says = "4·d/N for each of the MLP's two matrices; compute-bound above F/C",
            source = SECTION_2,
            unit = "FLOP/B")
    static double mlpFlopsPerCommsByte(double hiddenSize, double tensorParallel) {
        return 4.0 * hiddenSize / tensorParallel;
    }
}
