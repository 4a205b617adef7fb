package dev.sweepbook.catalog;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

/** Reads the vision tower of a model that sees. */
final class VisionReader {
    private final Fields fields;
    private final long hiddenSize;

    VisionReader(Fields fields, long hiddenSize) {
        this.fields = fields;
        this.hiddenSize = hiddenSize;
    }

    long parameters() {
        if (!fields.has("vision_config")) {
            return 0;
        }
        if (fields.text("vision_config.model_type", "").equals("siglip_vision_model")
                && fields.text("model_type", "").equals("gemma3_text")) {
            return sum(siglip(), siglipProjector());
        }
        if (fields.has("vision_config.out_hidden_size") && fields.has("vision_config.num_position_embeddings")) {
            return sum(qwen3(), qwen3Mergers());
        }
        fields.note("the vision tower is not counted");
        return 0;
    }

    private long siglip() {
        long width = needed("hidden_size");
        long patch = needed("patch_size");
        long side = needed("image_size") / patch;
        long patches = sum(product(3, patch, patch, width), width);
        long layers = product(needed("num_hidden_layers"), layer(width));
        return sum(patches, product(side, side, width), layers, product(2, width));
    }

    // Gemma 3: one matrix and one RMSNorm between the tower and the text model.
    private long siglipProjector() {
        long width = needed("hidden_size");
        return sum(product(width, hiddenSize), width);
    }

    private long qwen3() {
        long width = needed("hidden_size");
        long patch = needed("patch_size");
        long channels = fields.count("vision_config.in_channels", 1).orElse(3);
        long patches = sum(product(channels, needed("temporal_patch_size"), patch, patch, width), width);
        long positions = product(needed("num_position_embeddings"), width);
        return sum(patches, positions, product(needed("depth"), layer(width)));
    }

    // Qwen3-VL: a norm and two matrices behind the tower, and the same behind every layer that is tapped.
    private long qwen3Mergers() {
        long width = needed("hidden_size");
        long side = needed("spatial_merge_size");
        long merged = product(width, side, side);
        long out = needed("out_hidden_size");
        long matrices = sum(product(merged, merged), merged, product(merged, out), out);
        long taps = fields.list("vision_config.deepstack_visual_indexes").size();
        return sum(product(1 + taps, matrices), product(2, width), product(2, taps, merged));
    }

    private long layer(long width) {
        long mlp = needed("intermediate_size");
        long attention = product(4, sum(product(width, width), width));
        return sum(attention, product(2, width, mlp), mlp, width, product(4, width));
    }

    private long needed(String name) {
        return fields.needed("vision_config." + name);
    }
}
