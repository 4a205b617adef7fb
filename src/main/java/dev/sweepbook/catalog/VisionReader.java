package dev.sweepbook.catalog;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

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
            return addExact(siglip(), siglipProjector());
        }
        if (fields.has("vision_config.out_hidden_size") && fields.has("vision_config.num_position_embeddings")) {
            return qwen3();
        }
        fields.note("the vision tower is not counted");
        return 0;
    }

    private long siglip() {
        long width = fields.needed("vision_config.hidden_size");
        long mlp = fields.needed("vision_config.intermediate_size");
        long patch = fields.needed("vision_config.patch_size");
        long side = fields.needed("vision_config.image_size") / patch;
        long patches = addExact(multiplyExact(3 * patch * patch, width), width);
        long positions = multiplyExact(multiplyExact(side, side), width);
        long layers = multiplyExact(fields.needed("vision_config.num_hidden_layers"), transformerLayer(width, mlp));
        return addExact(addExact(patches, positions), addExact(layers, 2 * width));
    }

    // Gemma 3: one matrix and one RMSNorm between the tower and the text model.
    private long siglipProjector() {
        long width = fields.needed("vision_config.hidden_size");
        return addExact(multiplyExact(width, hiddenSize), width);
    }

    // Qwen3-VL: learned positions, LayerNorms, one merger and one more for every layer it taps.
    private long qwen3() {
        long width = fields.needed("vision_config.hidden_size");
        long mlp = fields.needed("vision_config.intermediate_size");
        long patch = fields.needed("vision_config.patch_size");
        long values = multiplyExact(
                fields.count("vision_config.in_channels", 1).orElse(3),
                multiplyExact(fields.needed("vision_config.temporal_patch_size"), multiplyExact(patch, patch)));
        long patches = addExact(multiplyExact(values, width), width);
        long positions = multiplyExact(fields.needed("vision_config.num_position_embeddings"), width);
        long layers = multiplyExact(fields.needed("vision_config.depth"), transformerLayer(width, mlp));
        long taps = fields.list("vision_config.deepstack_visual_indexes").size();
        long merge = fields.needed("vision_config.spatial_merge_size");
        long merged = multiplyExact(width, multiplyExact(merge, merge));
        long out = fields.needed("vision_config.out_hidden_size");
        long merger =
                addExact(addExact(multiplyExact(merged, merged), merged), addExact(multiplyExact(merged, out), out));
        long mergers = addExact(multiplyExact(1 + taps, merger), addExact(2 * width, multiplyExact(2 * taps, merged)));
        return addExact(addExact(patches, positions), addExact(layers, mergers));
    }

    private static long transformerLayer(long width, long mlp) {
        long attention = multiplyExact(4, addExact(multiplyExact(width, width), width));
        long feedForward = addExact(multiplyExact(2, multiplyExact(width, mlp)), addExact(width, mlp));
        return addExact(addExact(attention, feedForward), 4 * width);
    }
}
