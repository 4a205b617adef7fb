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
        fields.note("the vision tower is not counted");
        return 0;
    }

    private long siglip() {
        long width = fields.needed("vision_config.hidden_size");
        long mlp = fields.needed("vision_config.intermediate_size");
        long patch = fields.needed("vision_config.patch_size");
        long side = fields.needed("vision_config.image_size") / patch;
        long attention = multiplyExact(4, addExact(multiplyExact(width, width), width));
        long feedForward = addExact(multiplyExact(2, multiplyExact(width, mlp)), addExact(width, mlp));
        long layer = addExact(addExact(attention, feedForward), 4 * width);
        long patches = addExact(multiplyExact(3 * patch * patch, width), width);
        long positions = multiplyExact(multiplyExact(side, side), width);
        long layers = multiplyExact(fields.needed("vision_config.num_hidden_layers"), layer);
        return addExact(addExact(patches, positions), addExact(layers, 2 * width));
    }

    // Gemma 3: one matrix and one RMSNorm between the tower and the text model.
    private long siglipProjector() {
        long width = fields.needed("vision_config.hidden_size");
        return addExact(multiplyExact(width, hiddenSize), width);
    }
}
