package dev.sweepbook.estimate;

import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.FeedForward;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.MixtureOfExperts;

/**
 * Parameters of <em>one</em> layer of a run, part by part.
 *
 * @param run the layers it is one of
 * @param attention its attention or recurrence
 * @param mlp its dense MLP
 * @param expert one routed expert
 * @param sharedExperts the experts every token passes through, with their gate
 * @param router the router with its biases
 */
public record LayerCount(
        LayerRun run, Tensors attention, Tensors mlp, Tensors expert, Tensors sharedExperts, long router) {
    static LayerCount of(LayerRun run, long hiddenSize) {
        Tensors attention = AttentionParameters.of(run.attention(), hiddenSize);
        FeedForward feedForward = run.feedForward();
        if (feedForward instanceof MixtureOfExperts moe) {
            return new LayerCount(
                    run,
                    attention,
                    Tensors.NONE,
                    FeedForwardParameters.dense(moe.expert(), hiddenSize),
                    FeedForwardParameters.shared(moe, hiddenSize),
                    FeedForwardParameters.router(hiddenSize, moe.experts(), moe.routerBiases()));
        }
        Tensors mlp = feedForward instanceof DenseFeedForward dense
                ? FeedForwardParameters.dense(dense, hiddenSize)
                : Tensors.NONE;
        return new LayerCount(run, attention, mlp, Tensors.NONE, Tensors.NONE, 0);
    }

    /**
     * Parameters of its norms over the residual stream.
     *
     * @return the count
     */
    public long norms() {
        return run.normParameters();
    }

    /**
     * All routed experts together.
     *
     * @return the count
     */
    public Tensors experts() {
        return run.feedForward() instanceof MixtureOfExperts moe ? expert.times(moe.experts()) : Tensors.NONE;
    }

    /**
     * The routed experts a token passes through.
     *
     * @return the count
     */
    public Tensors activeExperts() {
        return run.feedForward() instanceof MixtureOfExperts moe ? expert.times(moe.expertsPerToken()) : Tensors.NONE;
    }

    /**
     * The layer.
     *
     * @return the count
     */
    public long total() {
        return Exact.sum(attention.total(), mlp.total(), experts().total(), sharedExperts.total(), router, norms());
    }

    /**
     * What a token passes through of it.
     *
     * @return the count
     */
    public long active() {
        return Exact.sum(
                attention.total(), mlp.total(), activeExperts().total(), sharedExperts.total(), router, norms());
    }
}
