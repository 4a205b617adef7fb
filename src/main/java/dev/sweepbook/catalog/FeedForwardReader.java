package dev.sweepbook.catalog;

import static dev.sweepbook.estimate.Exact.product;

import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.FeedForward;
import dev.sweepbook.scenario.MixtureOfExperts;
import dev.sweepbook.scenario.NoFeedForward;

/** Reads what follows attention in a layer. */
final class FeedForwardReader {
    private final Fields fields;

    FeedForwardReader(Fields fields) {
        this.fields = fields;
    }

    FeedForward feedForward(LayerPlan.Mlp kind, int layer) {
        return switch (kind) {
            case NONE -> new NoFeedForward();
            case DENSE -> dense(layer);
            case EXPERTS -> experts(layer);
        };
    }

    private DenseFeedForward dense(int layer) {
        String width = fields.amount("num_local_experts", 0) > 0 && fields.has("dense_intermediate_size")
                ? "dense_intermediate_size"
                : "intermediate_size";
        return new DenseFeedForward(adjusted(fields.needed(width, layer)), gated(), fields.flag("mlp_bias"), learned());
    }

    // LFM2 writes the width before the two thirds of a gated MLP and the rounding.
    private long adjusted(long width) {
        if (!fields.flag("block_auto_adjust_ff_dim")) {
            return width;
        }
        long multiple = fields.count("block_multiple_of", 1).orElse(256);
        double multiplier = fields.get("block_ffn_dim_multiplier") instanceof Number number ? number.doubleValue() : 1;
        long twoThirds = product(2, width) / 3;
        return multiple * (long) Math.ceil(Math.floor(multiplier * twoThirds) / multiple);
    }

    private long learned() {
        return fields.amount("activation_parameters", 0);
    }

    private boolean gated() {
        if (!fields.has("gated_mlp")) {
            fields.missing(
                    "gated_mlp",
                    "is missing, and hidden_act " + fields.text("hidden_act", "(missing)")
                            + " does not tell whether the MLP is gated");
        }
        return fields.flag("gated_mlp");
    }

    private MixtureOfExperts experts(int layer) {
        long experts = fields.needed("num_local_experts");
        long chosen = fields.needed("num_experts_per_tok", layer);
        if (chosen > experts) {
            fields.fault(
                    "num_experts_per_tok",
                    "must be at most " + fields.written("num_local_experts") + " " + experts + ", was " + chosen);
            chosen = experts;
        }
        String width = fields.has("moe_intermediate_size") ? "moe_intermediate_size" : "intermediate_size";
        long expertWidth = fields.needed(width, layer);
        long biases = (fields.flag("router_bias") ? 1L : 0L) + (fields.flag("router_balance_bias") ? 1L : 0L);
        return new MixtureOfExperts(
                experts,
                chosen,
                new DenseFeedForward(expertWidth, gated(), fields.flag("expert_bias"), learned()),
                sharedWidth(expertWidth),
                fields.flag("shared_expert_gate"),
                biases,
                fields.flag("mxfp4_experts_alone"));
    }

    private long sharedWidth(long expertWidth) {
        long given = fields.amount("shared_expert_intermediate_size", 0);
        long shared = fields.amount("n_shared_experts", 0);
        return given > 0 ? given : product(shared, expertWidth);
    }
}
