package dev.sweepbook.estimate;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.AttentionExtras;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.NoAttention;

/** Parameters of one layer's attention, from the shapes of its tensors. */
final class AttentionParameters {
    private AttentionParameters() {}

    static Tensors of(Attention attention, long hiddenSize) {
        if (attention instanceof GroupedQueryAttention grouped) {
            return grouped(grouped, hiddenSize);
        }
        if (attention instanceof LatentAttention latent) {
            return latent(latent, hiddenSize);
        }
        if (attention instanceof LinearAttention linear) {
            return new Tensors(linear.linearParameters(), linear.otherParameters());
        }
        if (attention instanceof HybridAttention hybrid) {
            return grouped(hybrid.softmax(), hiddenSize).plus(of(hybrid.recurrence(), hiddenSize));
        }
        if (attention instanceof NoAttention) {
            return Tensors.NONE;
        }
        throw new IllegalArgumentException("attention must be of a known kind, was " + attention);
    }

    private static Tensors grouped(GroupedQueryAttention a, long hiddenSize) {
        AttentionExtras extras = a.extras();
        long projections =
                groupedQueryProjections(hiddenSize, a.queryHeads(), a.kvHeads(), a.headDim(), a.valueHeadDim());
        long gate = product(hiddenSize, sum(extras.gateWidth(), extras.relativeWidth()));
        long biases = sum(
                extras.qkvBias() ? qkvBiases(a.queryHeads(), a.kvHeads(), a.headDim(), a.valueHeadDim()) : 0,
                extras.outputBias() ? hiddenSize : 0);
        long sinks = extras.sinks() ? a.queryHeads() : 0;
        return new Tensors(sum(projections, gate), sum(biases, extras.normParameters(), sinks));
    }

    private static Tensors latent(LatentAttention a, long hiddenSize) {
        long queryHeadDim = sum(a.nopeHeadDim(), a.ropeHeadDim());
        long queries = a.queryRank() == 0
                ? product(hiddenSize, a.queryHeads(), queryHeadDim)
                : lowRankQueries(hiddenSize, a.queryRank(), a.queryHeads(), queryHeadDim);
        long keysAndValues = latentKeysAndValues(
                hiddenSize, a.kvRank(), a.queryHeads(), a.nopeHeadDim(), a.ropeHeadDim(), a.valueHeadDim());
        long output = product(a.queryHeads(), a.valueHeadDim(), hiddenSize);
        long norms = sum(a.queryRank(), a.kvRank());
        long biases = a.bias() ? sum(a.queryRank(), a.kvRank(), a.ropeHeadDim(), hiddenSize) : 0;
        Tensors attention = new Tensors(sum(queries, keysAndValues, output), sum(norms, biases));
        return attention.plus(indexer(a, hiddenSize));
    }

    // DeepSeek-V3.2 report, 2.1: queries from the compressed ones, one key a token under a LayerNorm, a weight a head.
    private static Tensors indexer(LatentAttention a, long hiddenSize) {
        long heads = a.indexer().heads();
        long headDim = a.indexer().headDim();
        if (heads == 0) {
            return Tensors.NONE;
        }
        long queryInput = a.queryRank() == 0 ? hiddenSize : a.queryRank();
        return new Tensors(
                sum(product(queryInput, heads, headDim), product(hiddenSize, headDim), product(hiddenSize, heads)),
                product(2, headDim));
    }

    @Equation(says = "d·h·e + d·g·e + d·g·v + h·v·d, with v = e: 2·d·h·e + 2·d·g·e", source = "FORMULAS.md 3.1")
    static long groupedQueryProjections(
            long hiddenSize, long queryHeads, long kvHeads, long headDim, long valueHeadDim) {
        return sum(
                product(hiddenSize, queryHeads, headDim),
                product(hiddenSize, kvHeads, headDim),
                product(hiddenSize, kvHeads, valueHeadDim),
                product(queryHeads, valueHeadDim, hiddenSize));
    }

    @Equation(says = "h·e + g·e + g·v, with v = e: (h + 2g)·e", source = "FORMULAS.md 3.1")
    static long qkvBiases(long queryHeads, long kvHeads, long headDim, long valueHeadDim) {
        return sum(product(queryHeads, headDim), product(kvHeads, headDim), product(kvHeads, valueHeadDim));
    }

    @Equation(says = "d·q + q·h·(n + r)", source = "FORMULAS.md 3.1")
    static long lowRankQueries(long hiddenSize, long queryRank, long queryHeads, long queryHeadDim) {
        return sum(product(hiddenSize, queryRank), product(queryRank, queryHeads, queryHeadDim));
    }

    @Equation(says = "d·(kv + r) + kv·h·(n + v)", source = "FORMULAS.md 3.1")
    static long latentKeysAndValues(
            long hiddenSize, long kvRank, long queryHeads, long nopeHeadDim, long ropeHeadDim, long valueHeadDim) {
        return sum(
                product(hiddenSize, sum(kvRank, ropeHeadDim)),
                product(kvRank, queryHeads, sum(nopeHeadDim, valueHeadDim)));
    }
}
