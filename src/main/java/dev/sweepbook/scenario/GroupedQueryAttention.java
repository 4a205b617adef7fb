package dev.sweepbook.scenario;

/**
 * Softmax attention with query heads in groups: multi-head where every query head has its key-value head, multi-query
 * where all share one.
 *
 * @param queryHeads query heads (h)
 * @param kvHeads key-value heads (g), a divisor of the query heads
 * @param headDim values in a query or key head (e)
 * @param valueHeadDim values in a value head, mostly the same
 * @param window tokens a token sees, 0 for all of them
 * @param extras tensors besides the four projections
 */
public record GroupedQueryAttention(
        long queryHeads, long kvHeads, long headDim, long valueHeadDim, long window, AttentionExtras extras)
        implements Attention {
    /** Checks the sizes. */
    public GroupedQueryAttention {
        if (queryHeads < 1 || kvHeads < 1 || headDim < 1 || valueHeadDim < 1 || window < 0) {
            throw new IllegalArgumentException("heads and head sizes must be at least 1, window at least 0");
        }
        if (queryHeads % kvHeads != 0) {
            throw new IllegalArgumentException("queryHeads must be a multiple of kvHeads, was " + queryHeads);
        }
    }
}
