package dev.sweepbook.catalog;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.AttentionExtras;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.NoAttention;
import java.util.List;
import java.util.OptionalLong;

/** Reads what a layer attends with. */
final class AttentionReader {
    private static final List<String> QK_NORMS = List.of("none", "head", "width", "head_with_bias", "width_with_bias");

    private final Fields fields;
    private final long hiddenSize;

    AttentionReader(Fields fields, long hiddenSize) {
        this.fields = fields;
        this.hiddenSize = hiddenSize;
    }

    Attention attention(LayerPlan.Mixer mixer, int layer) {
        return switch (mixer) {
            case NONE -> new NoAttention();
            case LINEAR -> new LinearAttentionReader(fields, hiddenSize).linearAttention();
            case FULL, WINDOWED -> softmax(mixer, layer);
        };
    }

    private Attention softmax(LayerPlan.Mixer mixer, int layer) {
        if (fields.has("kv_lora_rank")) {
            return latent(layer);
        }
        long window = mixer == LayerPlan.Mixer.WINDOWED ? fields.needed("sliding_window") : 0;
        GroupedQueryAttention grouped = grouped(window, layer);
        return fields.flag("parallel_recurrence")
                ? new HybridAttention(grouped, new LinearAttentionReader(fields, hiddenSize).linearAttention())
                : grouped;
    }

    private GroupedQueryAttention grouped(long window, int layer) {
        if (fields.flag("heads_unpublished") && !fields.has("num_attention_heads")) {
            return new GroupedQueryAttention(
                    1, 1, hiddenSize, hiddenSize, window, extras(1, 1, hiddenSize, hiddenSize, window));
        }
        long heads = ofWindow(window, "windowed_attention_heads")
                .orElseGet(() -> fields.needed("num_attention_heads", layer));
        long kvHeads = ofWindow(window, "windowed_key_value_heads")
                .orElseGet(() -> fields.needed("num_key_value_heads", layer));
        long headDim = ofWindow(window, "windowed_head_dim").orElseGet(() -> headDim(heads));
        long valueHeadDim = ofWindow(window, "windowed_v_head_dim")
                .orElseGet(() -> fields.count("v_head_dim", 1).orElse(headDim));
        if (heads % kvHeads != 0) {
            uneven(heads, kvHeads, window > 0);
            return new GroupedQueryAttention(1, 1, 1, 1, window, AttentionExtras.NONE);
        }
        return new GroupedQueryAttention(
                heads, kvHeads, headDim, valueHeadDim, window, extras(heads, kvHeads, headDim, valueHeadDim, window));
    }

    /** Heads that do not share evenly are a fault of the file, unless one of the numbers stands in for a missing one. */
    private void uneven(long heads, long kvHeads, boolean windowed) {
        if (fields.missing().isEmpty() && fields.faults().isEmpty()) {
            fields.fault(
                    own(windowed, "windowed_attention_heads", "num_attention_heads"),
                    "must be a multiple of "
                            + fields.written(own(windowed, "windowed_key_value_heads", "num_key_value_heads")) + " "
                            + kvHeads + ", was " + heads);
        }
    }

    private String own(boolean windowed, String ofWindow, String otherwise) {
        return windowed && fields.has(ofWindow) ? ofWindow : otherwise;
    }

    /** What a windowed layer has of its own. */
    private OptionalLong ofWindow(long window, String name) {
        return window > 0 ? fields.count(name, 1) : OptionalLong.empty();
    }

    private long headDim(long heads) {
        if (fields.has("head_dim")) {
            return fields.needed("head_dim");
        }
        if (hiddenSize % heads != 0
                && fields.missing().isEmpty()
                && fields.faults().isEmpty()) {
            fields.fault(
                    "hidden_size",
                    "must be a multiple of " + fields.written("num_attention_heads") + " " + heads
                            + " where no head_dim is given, was " + hiddenSize);
        }
        return Math.max(1, hiddenSize / heads);
    }

    private AttentionExtras extras(long heads, long kvHeads, long headDim, long valueHeadDim, long window) {
        boolean own = window > 0 && fields.has("windowed_attention_sinks");
        long width = product(heads, valueHeadDim);
        String gate = fields.oneOf("attention_gate", "none", List.of("none", "width", "head"));
        long gateWidth = gate.equals("none") ? 0 : gate.equals("head") ? heads : width;
        return new AttentionExtras(
                fields.flag("qkv_bias"),
                fields.flag("output_bias"),
                qkNorm(heads, kvHeads, headDim),
                fields.flag(own ? "windowed_attention_sinks" : "attention_sinks"),
                gateWidth,
                fields.flag("relative_positions") ? width : 0);
    }

    private long qkNorm(long heads, long kvHeads, long headDim) {
        long values = product(sum(heads, kvHeads), headDim);
        return switch (fields.oneOf("qk_norm_kind", "none", QK_NORMS)) {
            case "head" -> product(2, headDim);
            case "head_with_bias" -> product(4, headDim);
            case "width" -> values;
            case "width_with_bias" -> product(2, values);
            default -> 0;
        };
    }

    private LatentAttention latent(int layer) {
        List<?> indexers = fields.list("indexer_types");
        boolean shared = layer < indexers.size() && "shared".equals(indexers.get(layer));
        LatentAttention.Indexer indexer = LatentAttention.Indexer.NONE;
        if (fields.has("index_n_heads")) {
            long selected = fields.needed("index_topk");
            indexer = shared
                    ? new LatentAttention.Indexer(0, 0, selected)
                    : new LatentAttention.Indexer(
                            fields.needed("index_n_heads"), fields.needed("index_head_dim"), selected);
        }
        return new LatentAttention(
                fields.needed("num_attention_heads"),
                fields.amount("q_lora_rank", 0),
                fields.needed("kv_lora_rank"),
                fields.needed("qk_nope_head_dim"),
                fields.needed("qk_rope_head_dim"),
                fields.needed("v_head_dim"),
                fields.flag("attention_bias"),
                indexer);
    }
}
