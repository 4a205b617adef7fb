package dev.sweepbook.catalog;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

import dev.sweepbook.scenario.LinearAttention;

/** Reads the layers that keep a state of constant size. */
final class LinearAttentionReader {
    private final Fields fields;
    private final long hiddenSize;

    LinearAttentionReader(Fields fields, long hiddenSize) {
        this.fields = fields;
        this.hiddenSize = hiddenSize;
    }

    LinearAttention linearAttention() {
        String kind = fields.text("linear_attention", "");
        return switch (kind) {
            case "gated_delta_net" -> gatedDeltaNet();
            case "lightning" -> lightning();
            default -> {
                fields.missing("linear_attention", "is missing: the kind of the layers without a growing cache");
                yield new LinearAttention("", 0, 0, 0, 0);
            }
        };
    }

    // Yang et al. 2024 (2412.06464): decay, retrieval, update and read of a key x value state of every value head.
    private LinearAttention gatedDeltaNet() {
        long valueHeads = fields.needed("linear_num_value_heads");
        long keyWidth = multiplyExact(fields.needed("linear_num_key_heads"), fields.needed("linear_key_head_dim"));
        long valueHeadDim = fields.needed("linear_value_head_dim");
        long valueWidth = multiplyExact(valueHeads, valueHeadDim);
        long kernel = fields.needed("linear_conv_kernel_dim");
        long convolved = addExact(2 * keyWidth, valueWidth);
        long projected = addExact(2 * keyWidth, 2 * addExact(valueWidth, valueHeads));
        long state = multiplyExact(valueWidth, fields.needed("linear_key_head_dim"));
        return new LinearAttention(
                "gated delta net",
                multiplyExact(hiddenSize, addExact(projected, valueWidth)),
                addExact(multiplyExact(convolved, kernel), 2 * valueHeads + valueHeadDim),
                addExact(state, multiplyExact(convolved, kernel)),
                7 * state);
    }

    // MiniMax-01 report (2501.08313), 2.2: q, k, v, an output gate and a norm; a key x value state of every head.
    private LinearAttention lightning() {
        long headDim = fields.needed("head_dim");
        long width = multiplyExact(fields.needed("num_attention_heads"), headDim);
        long state = multiplyExact(width, headDim);
        return new LinearAttention(
                "lightning attention", multiplyExact(5, multiplyExact(hiddenSize, width)), width, state, 5 * state);
    }
}
