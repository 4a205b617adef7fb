package dev.sweepbook.estimate;

/** Size of the KV cache. */
@Live(name = "kvBytesPerToken", is = "of.kv_values*cacheBytes", gives = Figure.KV_BYTES_PER_TOKEN)
@Live(
        name = "kvBytesPerSequence",
        is = "SUMPRODUCT((a_part=whole)*a_shared*a_times*(a_cached*" + LiveWords.IN_BLOCKS + "+a_state))*cacheBytes",
        gives = Figure.KV_BYTES_PER_SEQUENCE)
@Live(name = "kvBytes", is = "batchSize*kvBytesPerSequence", gives = Figure.KV_BYTES)
final class KvCache {
    private static final String SECTION = "FORMULAS.md 3.2";

    private KvCache() {}

    @Equation(
            says = "Σ_layers cached values · b_kv: 2·g·e for grouped-query attention, kv + r for latent attention",
            source = SECTION,
            unit = "B",
            gives = Figure.KV_BYTES_PER_TOKEN)
    static double bytesPerToken(ModelCosts model, double bytesPerValue) {
        return model.totals().cachedValues().perToken() * bytesPerValue;
    }

    @Equation(
            says = "Σ_layers (cached values · min(c, w_l) rounded up to blocks + state) · b_kv",
            source = SECTION,
            unit = "B",
            gives = Figure.KV_BYTES_PER_SEQUENCE)
    static double bytesPerSequence(ModelCosts model, double bytesPerValue, double context, double blockTokens) {
        return model.totals().cachedValues().inBlocks(context, blockTokens) * bytesPerValue;
    }

    @Equation(says = "B · KV bytes per sequence", source = "FORMULAS.md 4", unit = "B", gives = Figure.KV_BYTES)
    static double batchBytes(double batchSize, double bytesPerSequence) {
        return batchSize * bytesPerSequence;
    }

    @Equation(
            says = "⌈B/data⌉ sequences · KV bytes of a sequence on the fullest device: max(g/N, 1) of g heads, latent "
                    + "caches and an indexer's keys whole",
            source = SECTION,
            unit = "B",
            gives = Figure.KV_BYTES_PER_DEVICE)
    static double bytesPerDevice(double sequences, double bytesPerSequenceOnDevice) {
        return sequences * bytesPerSequenceOnDevice;
    }

    @Equation(says = "⌈min(c, w)/block⌉·block", source = SECTION, unit = "tokens")
    static double tokens(double keptTokens, double blockTokens) {
        return Math.ceil(keptTokens / blockTokens) * blockTokens;
    }
}
