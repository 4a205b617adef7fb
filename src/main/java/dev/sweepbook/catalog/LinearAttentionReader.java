package dev.sweepbook.catalog;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.LinearAttention.Projection;
import dev.sweepbook.scenario.Split;
import java.util.List;

/** Reads the layers that keep a state of constant size. */
final class LinearAttentionReader {
    private static final long DECAY_UPDATE_READ = 5; // 1 + 2 + 2 operations on every value of a state
    private static final long DELTA_RULE = 7; // 2 more to retrieve what the update replaces

    private final Fields fields;
    private final long hiddenSize;

    LinearAttentionReader(Fields fields, long hiddenSize) {
        this.fields = fields;
        this.hiddenSize = hiddenSize;
    }

    LinearAttention linearAttention() {
        return switch (fields.text("linear_attention", "")) {
            case "gated_delta_net" -> gatedDeltaNet();
            case "kimi_delta" -> kimiDelta();
            case "lightning" -> lightning();
            case "mamba" -> mamba();
            case "mamba2" -> mamba2();
            case "short_conv" -> shortConvolution();
            default -> {
                fields.missing("linear_attention", "is missing: the kind of the layers without a growing cache");
                yield new LinearAttention("", List.of(), 0, 0, 0, 0);
            }
        };
    }

    // Yang et al. 2024 (2412.06464): queries, keys, values, an output gate, and two numbers a head.
    private LinearAttention gatedDeltaNet() {
        long keyHeads = fields.needed("linear_num_key_heads");
        long valueHeads = fields.needed("linear_num_value_heads");
        long valueHeadDim = fields.needed("linear_value_head_dim");
        long keyHeadDim = fields.needed("linear_key_head_dim");
        long keyWidth = product(keyHeads, keyHeadDim);
        long valueWidth = product(valueHeads, valueHeadDim);
        long convolved = sum(product(2, keyWidth), valueWidth);
        long convolution = product(convolved, fields.needed("linear_conv_kernel_dim"));
        long projected = sum(convolved, valueWidth, product(2, valueHeads));
        long state = product(valueWidth, keyHeadDim);
        return new LinearAttention(
                "gated delta net",
                inAndOut(projected, valueWidth),
                sum(convolution, product(2, valueHeads), valueHeadDim),
                keyHeads,
                sum(state, convolution),
                product(DELTA_RULE, state));
    }

    // MiniMax-01 report (2501.08313), 2.2: queries, keys, values, an output gate and a norm.
    private LinearAttention lightning() {
        long headDim = fields.needed("head_dim");
        long heads = fields.needed("num_attention_heads");
        long width = product(heads, headDim);
        long state = product(width, headDim);
        return new LinearAttention(
                "lightning attention",
                inAndOut(product(4, width), width),
                width,
                heads,
                state,
                product(DECAY_UPDATE_READ, state));
    }

    // Kimi Linear report (2510.26692), 3: decay of every channel and output gate, each through one head's width.
    private LinearAttention kimiDelta() {
        long heads = fields.needed("linear_attn_config.num_heads");
        long headDim = fields.needed("linear_attn_config.head_dim");
        long width = product(heads, headDim);
        long convolution = product(3, width, fields.needed("linear_attn_config.short_conv_kernel_size"));
        long state = product(width, headDim);
        return new LinearAttention(
                "Kimi delta attention",
                List.of(
                        new Projection("input projection", hiddenSize, sum(product(3, width), heads), Split.OUTPUTS),
                        new Projection("decay and gate, down", hiddenSize, product(2, headDim), Split.COPIED),
                        new Projection("decay", headDim, width, Split.OUTPUTS),
                        new Projection("gate", headDim, width, Split.OUTPUTS),
                        new Projection("output projection", width, hiddenSize, Split.INPUTS)),
                sum(convolution, heads, width, headDim),
                heads,
                sum(state, convolution),
                product(DELTA_RULE, state));
    }

    // Gu and Dao 2023 (2312.00752), 3: time step, input and output maps follow from the token.
    private LinearAttention mamba() {
        long inner = fields.needed("mamba_d_inner");
        long states = fields.needed("mamba_d_state");
        long kernel = fields.needed("mamba_d_conv");
        long rank =
                "auto".equals(fields.get("mamba_dt_rank")) ? sum(hiddenSize, 15) / 16 : fields.needed("mamba_dt_rank");
        long state = product(inner, states);
        long norms = fields.flag("mamba_inner_norms") ? sum(rank, product(2, states)) : 0;
        long biases = fields.flag("mamba_proj_bias") ? sum(product(2, inner), hiddenSize) : 0;
        return new LinearAttention(
                "Mamba",
                List.of(
                        new Projection("input projection", hiddenSize, product(2, inner), Split.OUTPUTS),
                        new Projection("maps", inner, sum(rank, product(2, states)), Split.INPUTS),
                        new Projection("time step", rank, inner, Split.OUTPUTS),
                        new Projection("output projection", inner, hiddenSize, Split.INPUTS)),
                sum(convolution(inner, kernel), product(2, inner), state, norms, biases),
                inner,
                sum(state, product(inner, kernel)),
                product(DECAY_UPDATE_READ, state));
    }

    // Dao and Gu 2024 (2405.21060), 7: one decay a head, maps shared by groups of heads, a gated norm.
    private LinearAttention mamba2() {
        long inner = fields.needed("mamba_d_inner");
        long heads = fields.needed("mamba_n_heads");
        long states = fields.needed("mamba_d_state");
        long kernel = fields.needed("mamba_d_conv");
        long convolved = sum(inner, product(2, fields.needed("mamba_n_groups"), states));
        long projected = sum(inner, convolved, heads);
        long norm = fields.flag("mamba_rms_norm") ? inner : 0;
        long biases = fields.flag("mamba_proj_bias") ? sum(projected, hiddenSize) : 0;
        long state = product(inner, states);
        return new LinearAttention(
                "Mamba-2",
                inAndOut(projected, inner),
                sum(convolution(convolved, kernel), product(3, heads), norm, biases),
                heads,
                sum(state, product(convolved, kernel)),
                product(DECAY_UPDATE_READ, state));
    }

    private List<Projection> inAndOut(long projected, long inner) {
        return List.of(
                new Projection("input projection", hiddenSize, projected, Split.OUTPUTS),
                new Projection("output projection", inner, hiddenSize, Split.INPUTS));
    }

    private long convolution(long channels, long kernel) {
        return product(channels, fields.flag("mamba_conv_bias") ? sum(kernel, 1) : kernel);
    }

    // LFM2 report (2511.23404): two gates around a short convolution.
    private LinearAttention shortConvolution() {
        long convolution = product(hiddenSize, fields.needed("conv_L_cache"));
        long biases = fields.flag("conv_bias") ? product(5, hiddenSize) : 0;
        return new LinearAttention(
                "short convolution",
                inAndOut(product(3, hiddenSize), hiddenSize),
                sum(convolution, biases),
                hiddenSize,
                convolution,
                product(2, convolution));
    }
}
