package dev.sweepbook.estimate;

import dev.sweepbook.estimate.LayerCosts.AttentionCosts;
import dev.sweepbook.estimate.LayerCosts.ExpertCosts;
import dev.sweepbook.estimate.LayerCosts.IndexCosts;
import dev.sweepbook.estimate.LayerCosts.KeyValueOutputs;
import dev.sweepbook.estimate.LayerCosts.Matrix;
import dev.sweepbook.estimate.LayerCosts.StateCosts;
import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.FeedForward;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.MixtureOfExperts;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.NoAttention;
import dev.sweepbook.scenario.NoFeedForward;
import dev.sweepbook.scenario.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a layer costs off its tensors. */
final class LayerCostsReader {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final double FLOPS_PER_ACTIVATION = 6; // the source's count for one value of ReLU or softmax
    private static final double FLOPS_PER_NORMALISED_VALUE = 5; // square, sum, scale by the root, weight, residual add

    private static final double USUAL_HEAD_DIM = 128;

    private final double d;
    private final boolean headsArePublished;

    LayerCostsReader(ModelArchitecture model) {
        this.d = model.hiddenSize();
        this.headsArePublished = model.queryHeads() > 0;
    }

    LayerCosts read(LayerCount layer) {
        List<Matrix> matrices = new ArrayList<>();
        attention(layer.run().attention(), matrices);
        feedForward(layer.run().feedForward(), matrices);
        ExpertCosts experts = experts(layer);
        double inMatrices = matrices.stream().mapToDouble(Matrix::parameters).sum();
        double inExperts = experts == null ? 0 : experts.perToken() * experts.parameters();
        return new LayerCosts(
                layer.run().count(),
                List.copyOf(matrices),
                attentionCosts(layer.run().attention()),
                experts,
                layer.active() - inMatrices - inExperts,
                elementwise(layer.run()),
                layer.run().parallel() ? 1 : parts(layer.run()),
                1);
    }

    /** Attention and MLP, where the layer has them. */
    private static int parts(LayerRun run) {
        int attention = run.attention() instanceof NoAttention ? 0 : 1;
        return attention + (run.feedForward() instanceof NoFeedForward ? 0 : 1);
    }

    private void attention(Attention attention, List<Matrix> out) {
        if (attention instanceof GroupedQueryAttention grouped) {
            grouped(grouped, out);
        } else if (attention instanceof LatentAttention latent) {
            latent(latent, out);
        } else if (attention instanceof LinearAttention linear) {
            recurrence(linear, out);
        } else if (attention instanceof HybridAttention hybrid) {
            grouped(hybrid.softmax(), out);
            recurrence(hybrid.recurrence(), out);
        }
    }

    private void grouped(GroupedQueryAttention a, List<Matrix> out) {
        double queries = (double) a.queryHeads() * a.headDim();
        double keysAndValues = (double) a.kvHeads() * (a.headDim() + a.valueHeadDim());
        double gates = (double) a.extras().gateWidth() + a.extras().relativeWidth();
        double outputs = queries + keysAndValues + gates;
        KeyValueOutputs copied = new KeyValueOutputs(keysAndValues, kvHeads(a));
        out.add(new Matrix("q, k, v projections", d * outputs, d, outputs, Split.OUTPUTS, false, copied));
        out.add(new Matrix("output projection", (double) a.queryHeads() * a.valueHeadDim(), d, Split.INPUTS));
    }

    private void latent(LatentAttention a, List<Matrix> out) {
        double h = a.queryHeads();
        double queries = h * (a.nopeHeadDim() + a.ropeHeadDim());
        if (a.queryRank() == 0) {
            out.add(new Matrix("q projection", d, queries, Split.OUTPUTS));
        } else {
            out.add(new Matrix("q compression", d, a.queryRank(), Split.COPIED));
            out.add(new Matrix("q expansion", a.queryRank(), queries, Split.OUTPUTS));
        }
        out.add(new Matrix("kv compression", d, (double) a.kvRank() + a.ropeHeadDim(), Split.COPIED));
        out.add(new Matrix("kv expansion", a.kvRank(), h * (a.nopeHeadDim() + a.valueHeadDim()), Split.OUTPUTS));
        out.add(new Matrix("output projection", h * a.valueHeadDim(), d, Split.INPUTS));
        double heads = a.indexer().heads();
        if (heads > 0) {
            double queryInput = a.queryRank() == 0 ? d : a.queryRank();
            out.add(new Matrix(
                    "indexer queries", queryInput, heads * a.indexer().headDim(), Split.COPIED));
            out.add(new Matrix("indexer keys and weights", d, a.indexer().headDim() + heads, Split.COPIED));
        }
    }

    private void recurrence(LinearAttention a, List<Matrix> out) {
        for (LinearAttention.Projection each : a.projections()) {
            out.add(new Matrix(a.kind() + ", " + each.name(), each.inputs(), each.outputs(), each.split()));
        }
    }

    private void feedForward(FeedForward feedForward, List<Matrix> out) {
        if (feedForward instanceof DenseFeedForward dense) {
            mlp("MLP", dense.width(), dense.gated(), out);
        } else if (feedForward instanceof MixtureOfExperts moe) {
            out.add(new Matrix("router", d * moe.experts(), d, moe.experts(), Split.COPIED, true));
            if (moe.sharedWidth() > 0) {
                mlp("shared experts", moe.sharedWidth(), moe.expert().gated(), out);
            }
        }
    }

    private void mlp(String name, double width, boolean gated, List<Matrix> out) {
        out.add(new Matrix(name + (gated ? ", gate and up" : ", up"), d, (gated ? 2 : 1) * width, Split.OUTPUTS));
        out.add(new Matrix(name + ", down", width, d, Split.INPUTS));
    }

    private @Nullable ExpertCosts experts(LayerCount layer) {
        return layer.run().feedForward() instanceof MixtureOfExperts moe
                ? new ExpertCosts(
                        moe.experts(),
                        moe.expertsPerToken(),
                        layer.expert().linear(),
                        layer.expert().other(),
                        d,
                        (moe.expert().gated() ? 2.0 : 1.0) * moe.expert().width())
                : null;
    }

    private double elementwise(LayerRun run) {
        FeedForward feedForward = run.feedForward();
        double width = 0;
        if (feedForward instanceof DenseFeedForward dense) {
            width = dense.width();
        } else if (feedForward instanceof MixtureOfExperts moe) {
            width = (double) moe.expertsPerToken() * moe.expert().width() + moe.sharedWidth();
        }
        return parts(run) * FLOPS_PER_NORMALISED_VALUE * d + FLOPS_PER_ACTIVATION * width;
    }

    private AttentionCosts attentionCosts(Attention attention) {
        if (attention instanceof GroupedQueryAttention grouped) {
            return groupedCosts(grouped, StateCosts.NONE);
        } else if (attention instanceof LatentAttention latent) {
            return latentCosts(latent);
        } else if (attention instanceof LinearAttention linear) {
            return stateAlone(stateCosts(linear));
        } else if (attention instanceof HybridAttention hybrid) {
            return groupedCosts(hybrid.softmax(), stateCosts(hybrid.recurrence()));
        }
        return stateAlone(StateCosts.NONE);
    }

    private static StateCosts stateCosts(LinearAttention a) {
        return new StateCosts(a.heads(), a.stateValues(), a.stateFlopsPerToken());
    }

    private static AttentionCosts stateAlone(StateCosts state) {
        return new AttentionCosts(0, 0, 0, 0, 0, 0, NO_LIMIT, NO_LIMIT, 0, state, IndexCosts.NONE);
    }

    private AttentionCosts groupedCosts(GroupedQueryAttention a, StateCosts state) {
        double perPair = 2.0 * a.queryHeads() * (a.headDim() + a.valueHeadDim()); // 4·h·e where values are as wide
        double cached = (double) a.kvHeads() * (a.headDim() + a.valueHeadDim());
        return new AttentionCosts(
                headsArePublished ? a.queryHeads() : unpublishedHeads(),
                kvHeads(a),
                perPair,
                perPair,
                0,
                cached,
                a.window() == 0 ? NO_LIMIT : a.window(),
                NO_LIMIT,
                2 * d * cached,
                state,
                IndexCosts.NONE);
    }

    private double kvHeads(GroupedQueryAttention a) {
        return headsArePublished ? a.kvHeads() : unpublishedHeads();
    }

    /** h·e = d; only what divides the heads depends on h. */
    private double unpublishedHeads() {
        return Math.max(1, Math.floor(d / USUAL_HEAD_DIM));
    }

    private AttentionCosts latentCosts(LatentAttention a) {
        double h = a.queryHeads();
        double cached = (double) a.kvRank() + a.ropeHeadDim();
        return new AttentionCosts(
                h,
                0,
                2 * h * (2.0 * a.kvRank() + a.ropeHeadDim()),
                2 * h * ((double) a.nopeHeadDim() + a.ropeHeadDim() + a.valueHeadDim()),
                2 * a.kvRank() * h * (a.nopeHeadDim() + a.valueHeadDim()),
                cached,
                NO_LIMIT,
                a.indexer().selectedTokens() > 0 ? a.indexer().selectedTokens() : NO_LIMIT,
                2 * d * cached,
                StateCosts.NONE,
                indexCosts(a.indexer()));
    }

    // DeepSeek-V3.2 report, 2.1: every head scores every key, one head of keys is cached.
    private static IndexCosts indexCosts(LatentAttention.Indexer indexer) {
        return indexer.heads() == 0
                ? IndexCosts.NONE
                : new IndexCosts(2.0 * indexer.heads() * indexer.headDim(), indexer.headDim());
    }
}
