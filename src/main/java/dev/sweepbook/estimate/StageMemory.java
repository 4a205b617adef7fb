package dev.sweepbook.estimate;

/**
 * What one device of one pipeline stage holds.
 *
 * @param weightBytes weights (B)
 * @param cacheBytes cache and states of a sequence, by its context (B)
 * @param activationBytesPerToken activations of a token (B)
 * @param logitBytesPerSequence logits of a sequence (B)
 */
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
