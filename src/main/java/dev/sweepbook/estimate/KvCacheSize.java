package dev.sweepbook.estimate;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.NoAttention;

/** Values the cache of a model holds; times the bytes of a cached value they are its size. */
public final class KvCacheSize {
    private KvCacheSize() {}

    /**
     * Values one token adds to the cache of the whole model while no window is full.
     *
     * @param model the model
     * @return values per token
     */
    public static long valuesPerToken(Decoder model) {
        long values = 0;
        for (LayerRun run : model.layers()) {
            values = sum(values, product(run.count(), valuesPerToken(run.attention())));
        }
        return values;
    }

    /**
     * Values the cache and the states of one sequence hold.
     *
     * @param model the model
     * @param context tokens of the sequence
     * @return values per sequence
     */
    public static long valuesPerSequence(Decoder model, long context) {
        long values = 0;
        for (LayerRun run : model.layers()) {
            long window = window(run.attention());
            long seen = window == 0 ? context : Math.min(context, window);
            long layer = sum(product(seen, valuesPerToken(run.attention())), stateValues(run.attention()));
            values = sum(values, product(run.count(), layer));
        }
        return values;
    }

    /**
     * Values one token adds to the cache of one layer.
     *
     * @param attention the layer's attention
     * @return values per token
     */
    public static long valuesPerToken(Attention attention) {
        if (attention instanceof GroupedQueryAttention grouped) {
            return groupedQueryValues(grouped.kvHeads(), grouped.headDim(), grouped.valueHeadDim());
        }
        if (attention instanceof LatentAttention latent) {
            return latentValues(latent.kvRank(), latent.ropeHeadDim());
        }
        if (attention instanceof HybridAttention hybrid) {
            return valuesPerToken(hybrid.softmax());
        }
        if (attention instanceof LinearAttention || attention instanceof NoAttention) {
            return 0;
        }
        throw new IllegalArgumentException("attention must be of a known kind, was " + attention);
    }

    /**
     * Values one sequence keeps for a layer whatever its length.
     *
     * @param attention the layer's attention
     * @return values per sequence
     */
    public static long stateValues(Attention attention) {
        if (attention instanceof HybridAttention hybrid) {
            return hybrid.recurrence().stateValues();
        }
        return attention instanceof LinearAttention linear ? linear.stateValues() : 0;
    }

    private static long window(Attention attention) {
        if (attention instanceof HybridAttention hybrid) {
            return hybrid.softmax().window();
        }
        return attention instanceof GroupedQueryAttention grouped ? grouped.window() : 0;
    }

    @Equation(says = "g·(e + v), with v = e: 2·g·e", source = "FORMULAS.md 3.2")
    static long groupedQueryValues(long kvHeads, long headDim, long valueHeadDim) {
        return product(kvHeads, sum(headDim, valueHeadDim));
    }

    @Equation(says = "kv + r", source = "FORMULAS.md 3.2")
    static long latentValues(long kvRank, long ropeHeadDim) {
        return sum(kvRank, ropeHeadDim);
    }
}
