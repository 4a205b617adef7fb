package dev.sweepbook.estimate;

import java.util.List;

/**
 * Sums over the layers of a model.
 *
 * @param layers how many there are
 * @param reductions all-reduces of a step under tensor parallelism
 * @param keyValueFlops operations that make a token's keys and values (FLOP)
 * @param elementwise operations of norms, activations and positions a token (FLOP)
 * @param hasExperts whether any layer has routed experts
 * @param cachedValues values of the cache at a context, and of the states
 * @param decodeFlops operations of a token's attention at a context (FLOP)
 * @param softmaxFlops operations of its softmax (FLOP)
 * @param promptFlops operations of a prompt's attention (FLOP)
 * @param expansionFlops operations for each cached token that is expanded anew (FLOP)
 * @param hasIndexer whether a layer selects the tokens it attends to
 */
record LayerTotals(
        double layers,
        double reductions,
        double keyValueFlops,
        double elementwise,
        boolean hasExperts,
        ContextSum cachedValues,
        ContextSum decodeFlops,
        ContextSum softmaxFlops,
        ContextSum promptFlops,
        double expansionFlops,
        boolean hasIndexer) {
    private static final double FLOPS_PER_SOFTMAX_VALUE = 6; // the source's count

    static LayerTotals of(List<LayerCosts> kinds) {
        double layers = 0;
        double reductions = 0;
        double keyValue = 0;
        double elementwise = 0;
        double expansion = 0;
        boolean hasExperts = false;
        boolean hasIndexer = false;
        ContextSum.Builder cached = new ContextSum.Builder();
        ContextSum.Builder decode = new ContextSum.Builder();
        ContextSum.Builder softmax = new ContextSum.Builder();
        ContextSum.Builder prompt = new ContextSum.Builder();
        for (LayerCosts layer : kinds) {
            double count = layer.count();
            LayerCosts.AttentionCosts attention = layer.attention();
            layers += count;
            reductions += count * layer.reductions();
            keyValue += count * attention.keyValueFlops();
            elementwise += count * layer.elementwise();
            expansion += count * attention.expansionFlops();
            hasExperts |= layer.experts() != null;
            hasIndexer |= attention.index().flops() > 0;
            cached.add(
                    attention.window(),
                    count * attention.cachedValues(),
                    count * attention.state().values());
            decode.add(
                    attention.limit(),
                    count * attention.decodeFlops(),
                    count * attention.state().flops());
            decode.add(Double.POSITIVE_INFINITY, count * attention.index().flops(), 0);
            softmax.add(attention.limit(), count * FLOPS_PER_SOFTMAX_VALUE * attention.heads(), 0);
            prompt.add(
                    attention.limit(),
                    count * attention.prefillFlops(),
                    count * attention.state().flops());
            prompt.add(Double.POSITIVE_INFINITY, count * attention.index().flops(), 0);
        }
        return new LayerTotals(
                layers,
                reductions,
                keyValue,
                elementwise,
                hasExperts,
                cached.build(),
                decode.build(),
                softmax.build(),
                prompt.build(),
                expansion,
                hasIndexer);
    }
}
