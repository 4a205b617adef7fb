package dev.sweepbook.estimate;

import dev.sweepbook.estimate.LayerCosts.AttentionCosts;

/**
 * What one layer's attention does on one device for one sequence, linear in the tokens it attends to up to a limit.
 *
 * @param name what it does
 * @param limit most tokens attended to
 * @param window most tokens kept
 * @param decodeFlops operations a step for each token attended to (FLOP)
 * @param stateFlops operations on a state for each new token (FLOP)
 * @param promptFlops operations for each pair of a prompt (FLOP)
 * @param expansionFlops operations for each cached token that is expanded anew (FLOP)
 * @param bytesPerToken bytes of cache it reads for each token attended to (B)
 * @param stateBytes bytes of its state (B)
 * @param vectorFlops operations a step for each token attended to that may run on vector units (FLOP)
 */
record AttentionOperator(
        String name,
        double limit,
        double window,
        double decodeFlops,
        double stateFlops,
        double promptFlops,
        double expansionFlops,
        double bytesPerToken,
        double stateBytes,
        double vectorFlops) {

    static AttentionOperator of(AttentionCosts attention, double tensor, double cacheBytes) {
        return new AttentionOperator(
                "attention",
                attention.limit(),
                attention.window(),
                attention.decodeFlops() / tensor,
                attention.state().flops() / tensor,
                attention.prefillFlops() / tensor,
                attention.expansionFlops() / tensor,
                attention.cachedValues() * attention.cacheShare(tensor) * cacheBytes,
                attention.state().values() / tensor * cacheBytes,
                attention.vectorFlops() / tensor);
    }

    /** An indexer's, which every device runs whole over all of the context. */
    static AttentionOperator of(LayerCosts.IndexCosts index, double cacheBytes) {
        double none = Double.POSITIVE_INFINITY;
        return new AttentionOperator(
                "indexer", none, none, index.flops(), 0, index.flops(), 0, index.cachedValues() * cacheBytes, 0, 0);
    }

    boolean isNothing() {
        return decodeFlops + stateFlops + promptFlops + bytesPerToken + stateBytes == 0;
    }

    double decodeFlops(double context) {
        return decodeFlops * Math.min(context, limit) + stateFlops;
    }

    double vectorFlops(double context) {
        return vectorFlops * Math.min(context, limit);
    }

    double decodeBytes(double context) {
        return bytesPerToken * Math.min(context, limit) + stateBytes;
    }

    double promptFlops(double promptTokens, double cachedTokens) {
        return promptFlops * Prefill.pairs(promptTokens, cachedTokens, limit)
                + expansionFlops * cachedTokens
                + stateFlops * (promptTokens - cachedTokens);
    }

    /** The whole of what a window keeps of the prompt is read once. */
    double promptBytes(double promptTokens, double cachedTokens) {
        return bytesPerToken * Math.min(promptTokens, window + promptTokens - cachedTokens) + stateBytes;
    }
}
