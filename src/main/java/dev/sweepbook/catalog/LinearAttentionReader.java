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
            case "kimi_delta" -> kimiDelta();
            case "lightning" -> lightning();
            case "mamba" -> mamba();
            case "mamba2" -> mamba2();
            case "short_conv" -> shortConvolution();
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

    // Kimi Linear report (2510.26692), 3: channel-wise decay and output gate, each through one head's width.
    private LinearAttention kimiDelta() {
        long heads = fields.needed("linear_attn_config.num_heads");
        long headDim = fields.needed("linear_attn_config.head_dim");
        long kernel = fields.needed("linear_attn_config.short_conv_kernel_size");
        long width = multiplyExact(heads, headDim);
        long lowRank = multiplyExact(headDim, addExact(hiddenSize, width));
        long projections = multiplyExact(hiddenSize, addExact(4 * width, heads));
        long convolutions = multiplyExact(3 * width, kernel);
        long state = multiplyExact(width, headDim);
        return new LinearAttention(
                "Kimi delta attention",
                addExact(projections, 2 * lowRank),
                addExact(convolutions, addExact(addExact(heads, width), headDim)),
                addExact(state, convolutions),
                7 * state);
    }

    // Gu and Dao 2023 (2312.00752), 3: time step, input and output maps follow from the token.
    private LinearAttention mamba() {
        long inner = fields.needed("mamba_d_inner");
        long states = fields.needed("mamba_d_state");
        long kernel = fields.needed("mamba_d_conv");
        long rank = "auto".equals(fields.get("mamba_dt_rank"))
                ? addExact(hiddenSize, 15) / 16
                : fields.needed("mamba_dt_rank");
        long linear = addExact(
                multiplyExact(3, multiplyExact(hiddenSize, inner)),
                multiplyExact(inner, addExact(2 * rank, 2 * states)));
        long norms = fields.flag("mamba_inner_norms") ? addExact(rank, 2 * states) : 0;
        long state = multiplyExact(inner, states);
        long other = addExact(addExact(convolution(inner, kernel), addExact(2 * inner, state)), norms);
        long biases = fields.flag("mamba_proj_bias") ? addExact(2 * inner, hiddenSize) : 0;
        return new LinearAttention(
                "Mamba", linear, addExact(other, biases), addExact(state, multiplyExact(inner, kernel)), 7 * state);
    }

    // Dao and Gu 2024 (2405.21060), 7: one decay a head, maps shared by groups of heads, a gated norm.
    private LinearAttention mamba2() {
        long inner = fields.needed("mamba_d_inner");
        long heads = fields.needed("mamba_n_heads");
        long states = fields.needed("mamba_d_state");
        long kernel = fields.needed("mamba_d_conv");
        long convolved = addExact(inner, 2 * multiplyExact(fields.needed("mamba_n_groups"), states));
        long projected = addExact(addExact(inner, convolved), heads);
        long norm = fields.flag("mamba_rms_norm") ? inner : 0;
        long state = multiplyExact(inner, states);
        long biases = fields.flag("mamba_proj_bias") ? addExact(projected, hiddenSize) : 0;
        return new LinearAttention(
                "Mamba-2",
                multiplyExact(hiddenSize, addExact(projected, inner)),
                addExact(addExact(convolution(convolved, kernel), 3 * heads), addExact(norm, biases)),
                addExact(state, multiplyExact(convolved, kernel)),
                7 * state);
    }

    private long convolution(long channels, long kernel) {
        return multiplyExact(channels, fields.flag("mamba_conv_bias") ? kernel + 1 : kernel);
    }

    // LFM2 report (2511.23404): two gates around a short convolution.
    private LinearAttention shortConvolution() {
        long kernel = fields.needed("conv_L_cache");
        long square = multiplyExact(hiddenSize, hiddenSize);
        long biases = fields.flag("conv_bias") ? multiplyExact(5, hiddenSize) : 0;
        long state = multiplyExact(hiddenSize, kernel);
        return new LinearAttention(
                "short convolution", multiplyExact(4, square), addExact(state, biases), state, 2 * state);
    }
}
