package dev.sweepbook.estimate;

/**
 * What one device of one pipeline stage holds.
 *
 * @param weightBytes weights (B)
 * @param cacheBytes cache and states of a sequence, by its context (B)
 * @param activationBytesPerToken activations of a token (B)
 * @param logitBytesPerSequence logits of a sequence (B)
 */
@Live(
        name = "heldWeights",
        is =
                "SUMPRODUCT((o_part=held)*(o_head=0)*o_times*" + LiveWords.PARAMETERS + "*" + LiveWords.BYTES
                        + ")+MOE(SUMPRODUCT((x_part=held)*x_times*x_experts*(x_weights*expertBytes+x_vectors*keptBytes))/span)+(INDEX(p_first,held)*(of.embedding*embeddingBytes+of.positions*keptBytes)+IF(AND(INDEX(p_last,held)=1,of.tied*INDEX(p_first,held)=0),of.head*headBytes,0))/tensorParallel+INDEX(p_last,held)*(of.end_vectors+of.head_bias/tensorParallel)*keptBytes",
        level = Live.Level.STAGE)
@Live(
        name = "heldPerSequence",
        is = "SUMPRODUCT((a_part=held)*a_times*(a_cached*" + LiveWords.CACHE_SHARE + "*" + LiveWords.IN_BLOCKS
                + "+a_state/tensorParallel))*cacheBytes",
        level = Live.Level.STAGE)
@Live(name = "heldLogits", is = "INDEX(p_last,held)*of.head_vocabulary/tensorParallel*4", level = Live.Level.STAGE)
@Live(name = "heldCache", is = "sequences*heldPerSequence", level = Live.Level.STAGE)
@Live(
        name = "heldNeeded",
        is =
                "heldWeights+heldCache+MIN(sequences*freshTokens,cal.chunk)*activationBytesPerToken+sequences*heldLogits+runtimeBytes",
        level = Live.Level.STAGE)
record StageMemory(
        double weightBytes, ContextSum cacheBytes, double activationBytesPerToken, double logitBytesPerSequence) {

    @Equation(
            says = "min(B·(s−p), chunk) · activation bytes a token + B · V/N · 4 bytes of logits",
            source = "own count",
            unit = "B")
    double activations(double sequences, double freshTokens, double chunkTokens) {
        double alive = Math.min(sequences * freshTokens, chunkTokens);
        return alive * activationBytesPerToken + sequences * logitBytesPerSequence;
    }
}
