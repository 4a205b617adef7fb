package dev.sweepbook.scenario;

/**
 * What is asked of the deployment.
 *
 * @param batchSize sequences decoded together in one replica
 * @param promptTokens prompt tokens of a sequence, from 0
 * @param outputTokens tokens generated for a sequence
 * @param cachedPromptTokens prompt tokens already in the cache
 * @param interference whether the prefill of the other requests counts into the time per output token
 * @param requestRate requests a second the service must carry, NaN where none is asked for
 */
public record Workload(
        long batchSize,
        long promptTokens,
        long outputTokens,
        long cachedPromptTokens,
        boolean interference,
        double requestRate) {
    /** Checks the counts. */
    public Workload {
        if (batchSize < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("batchSize and outputTokens must be at least 1");
        }
        if (promptTokens < 0 || cachedPromptTokens < 0) {
            throw new IllegalArgumentException("promptTokens and cachedPromptTokens must be at least 0");
        }
    }
}
