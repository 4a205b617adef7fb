package dev.sweepbook.catalog;

import static dev.sweepbook.estimate.Exact.product;

import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.Embeddings;
import dev.sweepbook.scenario.FeedForward;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LayerSpan;
import dev.sweepbook.scenario.PredictionLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tensors of a decoder. */
final class DecoderReader {
    private static final List<String> NORMS = List.of("rms", "layer", "layer_without_bias", "none");

    private static final int MAX_VARYING_LAYERS = 10_000;

    private final Fields fields;
    private final long layers;
    private final long hiddenSize;
    private final LayerPlan plan;
    private final Map<String, LayerRun> kinds = new HashMap<>();

    DecoderReader(Fields fields, long layers, long hiddenSize) {
        this.fields = fields;
        this.layers = layers;
        this.hiddenSize = hiddenSize;
        this.plan = new LayerPlan(fields, layers);
    }

    Decoder decoder(long vocabularySize) {
        long norm = norm();
        Stack stack = stack(norm);
        boolean finalNorm = !Boolean.FALSE.equals(fields.get("final_norm"));
        return new Decoder(
                stack.runs(),
                stack.order(),
                embeddings(vocabularySize, norm),
                finalNorm ? norm : 0,
                predictionLayers(norm),
                new VisionReader(fields, hiddenSize).parameters());
    }

    /** The layers, those alike joined, and the order they stand in. */
    private record Stack(List<LayerRun> runs, List<LayerSpan> order) {
        static Stack of(LayerRun run) {
            return new Stack(List.of(run), List.of(new LayerSpan(0, run.count())));
        }
    }

    private Stack stack(long norm) {
        if (!plan.varies()) {
            return Stack.of(withCount(layer(0, norm), layers));
        }
        if (layers > MAX_VARYING_LAYERS) {
            fields.fault(
                    "num_hidden_layers",
                    "must be at most " + MAX_VARYING_LAYERS + " where layers differ, was " + layers);
            return Stack.of(layer(0, norm));
        }
        Map<LayerRun, Integer> places = new LinkedHashMap<>();
        List<Long> counts = new ArrayList<>();
        List<LayerSpan> order = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int run = places.computeIfAbsent(layer(layer, norm), first -> places.size());
            if (run == counts.size()) {
                counts.add(0L);
            }
            counts.set(run, counts.get(run) + 1);
            append(order, run);
        }
        List<LayerRun> runs = new ArrayList<>();
        places.forEach((layer, run) -> runs.add(withCount(layer, counts.get(run))));
        return new Stack(runs, order);
    }

    private static void append(List<LayerSpan> order, int run) {
        int last = order.size() - 1;
        if (last >= 0 && order.get(last).run() == run) {
            order.set(last, new LayerSpan(run, order.get(last).count() + 1));
        } else {
            order.add(new LayerSpan(run, 1));
        }
    }

    private static LayerRun withCount(LayerRun one, long count) {
        return new LayerRun(count, one.attention(), one.feedForward(), one.normParameters(), one.parallel());
    }

    private LayerRun layer(int layer, long norm) {
        String kind = plan.mixer(layer) + " " + plan.mlp(layer);
        if (plan.hasSizesPerLayer() || fields.has("indexer_types")) {
            return read(layer, norm);
        }
        LayerRun known = kinds.get(kind);
        if (known == null) {
            known = read(layer, norm);
            kinds.put(kind, known);
        }
        return known;
    }

    private LayerRun read(int layer, long norm) {
        Attention attention = new AttentionReader(fields, hiddenSize).attention(plan.mixer(layer), layer);
        FeedForward feedForward = new FeedForwardReader(fields).feedForward(plan.mlp(layer), layer);
        long norms = product(fields.amount("norms_per_layer", 2), norm);
        return new LayerRun(1, attention, feedForward, norms, fields.flag("parallel_residual"));
    }

    private long norm() {
        if (!fields.has("norm")) {
            fields.missing("norm", "is missing, and neither rms_norm_eps nor layer_norm_eps tells the norm");
            return 0;
        }
        return switch (fields.oneOf("norm", "rms", NORMS)) {
            case "layer" -> product(2, hiddenSize);
            case "none" -> 0;
            default -> hiddenSize;
        };
    }

    private Embeddings embeddings(long vocabularySize, long norm) {
        if (!fields.has("tie_word_embeddings")) {
            fields.missing("tie_word_embeddings", "is missing");
        }
        long width = fields.count("embedding_size", 1).orElse(hiddenSize);
        long projections = width == hiddenSize ? 0 : product(2, width, hiddenSize);
        return new Embeddings(
                vocabularySize,
                width,
                fields.amount("position_rows", 0),
                fields.flag("tie_word_embeddings"),
                fields.flag("lm_head_bias"),
                projections,
                fields.flag("embedding_norm") ? norm : 0);
    }

    // DeepSeek-V3 report (2412.19437), 2.2: hidden state and embedding, each under a norm, are joined by one matrix.
    private List<PredictionLayer> predictionLayers(long norm) {
        long count = fields.amount("num_nextn_predict_layers", 0);
        if (count == 0) {
            return List.of();
        }
        if (count > layers || count > MAX_VARYING_LAYERS) {
            fields.fault("num_nextn_predict_layers", "must be at most " + layers + ", was " + count);
            return List.of();
        }
        fields.note("the layers that predict further tokens are counted apart, as DeepSeek-V3's");
        long join = product(2, hiddenSize, hiddenSize);
        PredictionLayer layer = new PredictionLayer(
                layer((int) Math.min(plan.predictionLayer(), MAX_VARYING_LAYERS), norm), join, product(3, norm));
        return Collections.nCopies((int) count, layer);
    }
}
