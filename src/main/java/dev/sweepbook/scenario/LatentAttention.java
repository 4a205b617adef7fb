package dev.sweepbook.scenario;

/**
 * Multi-head latent attention: keys and values are compressed to one vector a token, which is what the cache holds.
 *
 * @param queryHeads query heads (h)
 * @param queryRank rank of the compressed queries (q), 0 where they are projected directly
 * @param kvRank rank of the compressed keys and values (kv)
 * @param nopeHeadDim values of a head without position (n)
 * @param ropeHeadDim values of a head with position (r), shared by all heads in the cache
 * @param valueHeadDim values in a value head (v)
 * @param bias whether the compressing and the output projections add a bias
 * @param indexer what selects the tokens attended to
 */
public record LatentAttention(
        long queryHeads,
        long queryRank,
        long kvRank,
        long nopeHeadDim,
        long ropeHeadDim,
        long valueHeadDim,
        boolean bias,
        Indexer indexer)
        implements Attention {
    /** Checks the sizes. */
    public LatentAttention {
        if (queryHeads < 1 || kvRank < 1 || nopeHeadDim < 1 || ropeHeadDim < 1 || valueHeadDim < 1 || queryRank < 0) {
            throw new IllegalArgumentException("heads, ranks and head sizes must be at least 1");
        }
    }

    /**
     * A small attention that selects which tokens the large one attends to.
     *
     * @param heads its heads, 0 without an indexer of the layer's own
     * @param headDim values in its heads; one head of keys is cached
     * @param selectedTokens tokens it leaves, or those of the layer before where this one has none; 0 for all of them
     */
    public record Indexer(long heads, long headDim, long selectedTokens) {
        /** Every token is attended to. */
        public static final Indexer NONE = new Indexer(0, 0, 0);
    }
}
