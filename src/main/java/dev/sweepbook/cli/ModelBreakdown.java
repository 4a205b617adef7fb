package dev.sweepbook.cli;

import dev.sweepbook.estimate.KvCacheSize;
import dev.sweepbook.estimate.LayerCount;
import dev.sweepbook.estimate.ParameterCount;
import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.FeedForward;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LinearAttention;
import dev.sweepbook.scenario.MixtureOfExperts;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a model part by part, and what a token adds to its cache, as rows of a table. */
final class ModelBreakdown {
    private static final long BF16_BYTES = 2;

    private final List<Map<String, Object>> rows = new ArrayList<>();

    private ModelBreakdown() {}

    static List<Map<String, Object>> of(ModelArchitecture model, Decoder decoder) {
        ParameterCount count = ParameterCount.of(decoder, model.hiddenSize());
        ModelBreakdown breakdown = new ModelBreakdown();
        breakdown.parts(count);
        for (LayerCount layer : count.layers()) {
            breakdown.add(kind(layer), layer.run().count(), layer.total(), "parameters a layer");
            breakdown.add(kind(layer) + ", active", layer.run().count(), layer.active(), "parameters a layer");
        }
        breakdown.add("KV cache, bf16", 1, KvCacheSize.valuesPerToken(decoder) * BF16_BYTES, "B per token");
        return breakdown.rows;
    }

    private void parts(ParameterCount count) {
        part("embedding", count.embedding());
        part("position", count.position());
        part("embedding projections", count.projections());
        part("attention", count.attention());
        part("dense MLP", count.mlp());
        part("routed experts", count.experts());
        part("shared experts", count.sharedExperts());
        part("routers", count.routers());
        part("norms", count.norms());
        part(count.tied() ? "head (tied to the embedding)" : "head", count.head());
        part("total", count.total());
        part("active", count.active());
        part("active without input embedding", count.activeWithoutInputEmbedding());
        part("vision, not in the total", count.vision());
        part("multi-token prediction, not in the total", count.prediction());
    }

    private void part(String part, long parameters) {
        add(part, 1, parameters, "parameters");
    }

    private void add(String part, long times, long value, String unit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("part", part);
        row.put("times", times);
        row.put("value", value);
        row.put("unit", unit);
        rows.add(row);
    }

    private static String kind(LayerCount layer) {
        return "layer: " + attention(layer.run().attention()) + " + "
                + feedForward(layer.run().feedForward());
    }

    private static String attention(Attention attention) {
        if (attention instanceof GroupedQueryAttention grouped) {
            String window = grouped.window() == 0 ? "" : ", window " + grouped.window();
            return "attention of " + grouped.kvHeads() + " KV heads" + window;
        } else if (attention instanceof LatentAttention) {
            return "latent attention";
        } else if (attention instanceof LinearAttention) {
            return "linear attention";
        }
        return attention instanceof HybridAttention ? "attention beside a recurrence" : "no attention";
    }

    private static String feedForward(FeedForward feedForward) {
        if (feedForward instanceof MixtureOfExperts moe) {
            return moe.expertsPerToken() + " of " + moe.experts() + " experts";
        }
        return feedForward instanceof DenseFeedForward mlp ? "MLP of " + mlp.width() : "no MLP";
    }
}
