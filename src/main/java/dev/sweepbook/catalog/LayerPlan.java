package dev.sweepbook.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Which layers do what: how each mixes tokens, and which have experts. */
final class LayerPlan {
    private static final List<String> VARYING = List.of(
            "hybrid_override_pattern",
            "layer_types",
            "hybrid_layer_pattern",
            "attn_type_list",
            "attn_layer_indices",
            "linear_attn_config.full_attn_layers",
            "indexer_types",
            "full_attention_interval",
            "attn_layer_period",
            "sliding_window_pattern",
            "max_window_layers",
            "mlp_layer_types",
            "moe_layers_enum",
            "moe_layer_freq",
            "mlp_only_layers",
            "first_k_dense_replace",
            "moe_layer_start_index",
            "moe_layer_end_index",
            "moe_layer_interval",
            "expert_layer_period",
            "decoder_sparse_step");

    private static final List<String> LISTS = List.of(
            "layer_types",
            "hybrid_layer_pattern",
            "attn_type_list",
            "mlp_layer_types",
            "attn_layer_indices",
            "mlp_only_layers",
            "linear_attn_config.full_attn_layers");

    private static final List<String> ENTRIES =
            List.of("layer_types", "hybrid_layer_pattern", "attn_type_list", "mlp_layer_types", "moe_layer_freq");

    private static final List<String> SIZES =
            List.of("num_attention_heads", "num_key_value_heads", "intermediate_size", "num_experts_per_tok");

    /** How a layer mixes tokens. */
    enum Mixer {
        FULL,
        WINDOWED,
        LINEAR,
        NONE
    }

    /** What follows the mixer. */
    enum Mlp {
        DENSE,
        EXPERTS,
        NONE
    }

    private final Fields fields;
    private final long layers;
    private final String blocks;
    private final List<?> withExperts;

    LayerPlan(Fields fields, long layers) {
        this.fields = fields;
        this.layers = layers;
        this.blocks = fields.text("hybrid_override_pattern", "");
        this.withExperts = enumerated();
        if (!blocks.isEmpty() && !blocks.matches("[M*E-]{" + blocks.length() + "}")) {
            fields.fault("hybrid_override_pattern", "must hold M, *, - and E alone, was " + Fields.shown(blocks));
        } else if (!blocks.isEmpty() && blocks.length() != layers) {
            fields.fault("hybrid_override_pattern", "must have a sign for each of " + layers + " layers");
        }
        LISTS.stream()
                .filter(list -> fields.has(list) && !(fields.get(list) instanceof List))
                .forEach(list -> fields.fault(list, "must be a list, was " + Fields.shown(fields.get(list))));
        ENTRIES.forEach(this::checkLength);
        SIZES.forEach(this::checkLength);
        checkNumbers("attn_layer_indices", fields.list("attn_layer_indices"), 0);
        checkNumbers("mlp_only_layers", fields.list("mlp_only_layers"), 0);
        checkNumbers("moe_layers_enum", withExperts, 0);
        checkNumbers("linear_attn_config.full_attn_layers", fields.list("linear_attn_config.full_attn_layers"), 1);
    }

    /** Layers with experts that are enumerated, with commas between them or as a list. */
    private List<?> enumerated() {
        if (!(fields.get("moe_layers_enum") instanceof String text)) {
            return fields.list("moe_layers_enum");
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(layer -> layer.matches("\\d{1,9}") ? (Object) Long.valueOf(layer) : layer)
                .toList();
    }

    /** A list over the layers, or over these and the ones that predict further tokens. */
    private void checkLength(String list) {
        long entries = fields.list(list).size();
        if (entries > 0 && entries != layers && entries != layers + fields.amount("num_nextn_predict_layers", 0)) {
            fields.fault(list, "must have an entry for each of " + layers + " layers, has " + entries);
        }
    }

    /** Numbers of layers, counted from 0 or from 1. */
    private void checkNumbers(String list, List<?> numbers, long first) {
        for (Object number : numbers) {
            if (!(number instanceof Long layer) || layer < first || layer - first >= layers) {
                fields.fault(
                        list,
                        "must name layers from " + first + " on, " + layers + " of them, was " + Fields.shown(number));
            }
        }
    }

    /** The layer that those which predict further tokens are like: the first beyond the last where lists go on. */
    long predictionLayer() {
        return fields.list("layer_types").size() > layers ? layers : layers - 1;
    }

    boolean varies() {
        return hasSizesPerLayer() || VARYING.stream().anyMatch(fields::has);
    }

    boolean hasSizesPerLayer() {
        return SIZES.stream().anyMatch(size -> fields.get(size) instanceof List<?>);
    }

    Mixer mixer(int layer) {
        if (layer < blocks.length()) {
            return switch (blocks.charAt(layer)) {
                case 'M' -> Mixer.LINEAR;
                case '*' -> Mixer.FULL;
                default -> Mixer.NONE;
            };
        }
        List<?> types = fields.list("layer_types");
        if (layer < types.size()) {
            return named(String.valueOf(types.get(layer)));
        }
        return isLinear(layer) ? Mixer.LINEAR : isWindowed(layer) ? Mixer.WINDOWED : Mixer.FULL;
    }

    private Mixer named(String type) {
        return switch (type) {
            case "full_attention", "attention", "full", "global" -> Mixer.FULL;
            case "sliding_attention", "chunked_attention", "local_attention", "sliding", "local" -> Mixer.WINDOWED;
            case "linear_attention", "lightning_attention", "mamba", "mamba2", "conv", "recurrent" -> Mixer.LINEAR;
            default -> {
                fields.fault("layer_types", "must name full, sliding or linear attention, was \"" + type + "\"");
                yield Mixer.FULL;
            }
        };
    }

    private boolean isLinear(int layer) {
        if (!fields.has("linear_attention") || fields.flag("parallel_recurrence")) {
            return false;
        }
        if (fields.has("linear_attn_config.full_attn_layers")) {
            return !fields.list("linear_attn_config.full_attn_layers").contains(layer + 1L);
        }
        if (fields.has("attn_type_list")) {
            List<?> types = fields.list("attn_type_list");
            return layer < types.size() && Long.valueOf(0).equals(types.get(layer));
        }
        if (fields.has("attn_layer_indices")) {
            return !fields.list("attn_layer_indices").contains((long) layer);
        }
        OptionalLong interval = fields.count("full_attention_interval", 1);
        if (interval.isPresent()) {
            return (layer + 1) % interval.getAsLong() != 0;
        }
        OptionalLong period = fields.count("attn_layer_period", 1);
        if (period.isPresent()) {
            return layer % period.getAsLong() != fields.amount("attn_layer_offset", 0);
        }
        return true;
    }

    private boolean isWindowed(int layer) {
        if (!fields.has("sliding_window") || Boolean.FALSE.equals(fields.get("use_sliding_window"))) {
            return false;
        }
        List<?> windows = fields.list("hybrid_layer_pattern");
        if (layer < windows.size()) {
            return Long.valueOf(1).equals(windows.get(layer));
        }
        OptionalLong pattern = fields.count("sliding_window_pattern", 1);
        if (pattern.isPresent()) {
            return (layer + 1) % pattern.getAsLong() != 0;
        }
        return layer >= (fields.isWritten("use_sliding_window") ? fields.amount("max_window_layers", 0) : 0);
    }

    Mlp mlp(int layer) {
        if (layer < blocks.length()) {
            return switch (blocks.charAt(layer)) {
                case '-' -> Mlp.DENSE;
                case 'E' -> Mlp.EXPERTS;
                default -> Mlp.NONE;
            };
        }
        if (fields.flag("no_mlp")) {
            return Mlp.NONE;
        }
        return fields.amount("num_local_experts", 0) > 0 && hasExperts(layer) ? Mlp.EXPERTS : Mlp.DENSE;
    }

    private boolean hasExperts(int layer) {
        List<?> kinds = fields.list("mlp_layer_types");
        if (layer < kinds.size()) {
            Object kind = kinds.get(layer);
            if (!"dense".equals(kind) && !"sparse".equals(kind)) {
                fields.fault("mlp_layer_types", "must name dense or sparse layers, was " + Fields.shown(kind));
            }
            return "sparse".equals(kind);
        }
        if (fields.has("moe_layers_enum")) {
            return withExperts.contains((long) layer);
        }
        List<?> frequencies = fields.list("moe_layer_freq");
        if (!frequencies.isEmpty()) {
            return layer < frequencies.size() && !Long.valueOf(0).equals(frequencies.get(layer));
        }
        if (fields.list("mlp_only_layers").contains((long) layer)) {
            return false;
        }
        long first = Math.max(fields.amount("first_k_dense_replace", 0), fields.amount("moe_layer_start_index", 0));
        long last = fields.count("moe_layer_end_index", -1).orElse(-1);
        if (layer < first || (last >= 0 && layer > last)) {
            return false;
        }
        if (fields.has("expert_layer_period")) {
            return layer % fields.count("expert_layer_period", 1).orElse(1) == fields.amount("expert_layer_offset", 0);
        }
        if (fields.has("moe_layer_interval")) {
            return (layer + 1) % fields.count("moe_layer_interval", 1).orElse(1) == 0;
        }
        boolean ofFrequency = layer % fields.count("moe_layer_freq", 1).orElse(1) == 0;
        return ofFrequency
                && (layer + 1) % fields.count("decoder_sparse_step", 1).orElse(1) == 0;
    }
}
