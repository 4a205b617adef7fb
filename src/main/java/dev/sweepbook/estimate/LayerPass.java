package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/**
 * One layer on one device, operator by operator.
 *
 * @param layout how the batch lies on the devices
 * @param rates what a device does in a second
 * @param weights bytes a weight
 * @param activationBytes bytes an activation
 * @param cacheBytes bytes a cached value
 */
record LayerPass(Layout layout, Rates rates, WeightBytes weights, double activationBytes, double cacheBytes) {

    /** Everything of a layer but what depends on the context. */
    void linear(LayerCosts layer, double hiddenSize, double tokens, Pass out, @Nullable OperatorTrace trace) {
        for (LayerCosts.Matrix matrix : layer.matrices()) {
            matrix(matrix, matrix.kept() ? weights.kept() : weights.linear(), tokens, out, trace);
        }
        if (layer.experts() != null) {
            experts(layer.experts(), tokens, out, trace);
        }
        out.operator(
                "norms and biases",
                2 * layer.vectors() * tokens,
                layer.vectors() * weights.kept(),
                rates.gemmFlops(),
                rates.weightBytes(),
                trace);
        comms(layer, hiddenSize, tokens, out, trace);
    }

    void matrix(
            LayerCosts.Matrix matrix, double bytesPerWeight, double tokens, Pass out, @Nullable OperatorTrace trace) {
        double n = layout.tensor();
        double share = matrix.split() == LayerCosts.Split.COPIED ? 1 : 1 / n;
        double inputs = matrix.split() == LayerCosts.Split.INPUTS ? matrix.inputs() / n : matrix.inputs();
        double outputs = matrix.split() == LayerCosts.Split.OUTPUTS ? matrix.outputs() / n : matrix.outputs();
        double parameters = matrix.parameters() * share;
        out.operator(
                matrix.name(),
                2 * parameters * tokens,
                parameters * bytesPerWeight + tokens * (inputs + outputs) * activationBytes,
                rates.gemmFlops(),
                rates.weightBytes(),
                trace);
    }

    private void experts(LayerCosts.ExpertCosts experts, double tokens, Pass out, @Nullable OperatorTrace trace) {
        double groupTokens = tokens * layout.data();
        double hit = ExpertHits.hit(experts.experts(), experts.perToken(), groupTokens);
        double share = layout.imbalance() / layout.expertDevices();
        double routed = groupTokens * experts.perToken() * share;
        out.operator(
                "routed experts",
                2 * routed * experts.parameters(),
                hit * experts.parameters() * weights.experts() * share
                        + routed * 2 * experts.inputs() * activationBytes,
                rates.gemmFlops(),
                rates.weightBytes(),
                trace);
    }

    private void comms(LayerCosts layer, double hiddenSize, double tokens, Pass out, @Nullable OperatorTrace trace) {
        double message = tokens * hiddenSize * activationBytes;
        double span = layout.expertDevices();
        LayerCosts.ExpertCosts experts = layer.experts();
        boolean dispatched = experts != null && layout.expert() > 1;
        boolean gathered = experts != null && !dispatched && layout.data() > 1;
        int reductions = dispatched || gathered ? layer.reductions() - 1 : layer.reductions();
        double reduce = reductions == 0 ? 0 : Communication.allReduceSeconds(layout.tensor(), message, rates.links());
        out.comms("all-reduce over " + (int) layout.tensor(), reductions * reduce, trace);
        if (experts != null && dispatched) {
            double tokenBytes = experts.perToken() * hiddenSize * activationBytes;
            out.comms(
                    "dispatch and combine",
                    Communication.allToAllSeconds(
                            tokens / layout.tensor(), tokenBytes, layout.expert(), span, rates.links()),
                    trace);
        } else if (gathered) {
            double all = message * layout.data();
            out.comms("all-reduce over experts", Communication.allReduceSeconds(span, all, rates.links()), trace);
        }
    }

    /** Attention of one decode step over a context. */
    void decodeAttention(LayerCosts layer, double sequences, double context, Pass out, @Nullable OperatorTrace trace) {
        LayerCosts.AttentionCosts attention = layer.attention();
        double seen = attention.seen(context);
        double flops = attention.decodeFlops() * seen + attention.stateFlops();
        out.operator(
                "attention over the cache",
                sequences * flops / layout.tensor(),
                sequences * values(attention, seen),
                rates.attentionFlops(),
                rates.cacheBytes(),
                trace);
    }

    /** Attention of a prefill of s tokens, p of them cached. */
    void prefillAttention(
            LayerCosts layer,
            double sequences,
            double promptTokens,
            double cachedTokens,
            Pass out,
            @Nullable OperatorTrace trace) {
        LayerCosts.AttentionCosts attention = layer.attention();
        double flops = Prefill.attentionFlops(attention, promptTokens, cachedTokens);
        double read = Math.min(promptTokens, attention.window() + promptTokens - cachedTokens);
        out.operator(
                "attention over the prompt",
                sequences * flops / layout.tensor(),
                sequences * values(attention, read),
                rates.attentionFlops(),
                rates.cacheBytes(),
                trace);
    }

    /** Bytes of cache and state one sequence's attention moves on one device. */
    double values(LayerCosts.AttentionCosts attention, double tokens) {
        double cache = attention.cachedValues() * tokens * attention.cacheShare(layout.tensor());
        return (cache + attention.stateValues() / layout.tensor()) * cacheBytes;
    }
}
