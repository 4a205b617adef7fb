package dev.sweepbook.report;

import dev.sweepbook.scenario.Attention;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.GroupedQueryAttention;
import dev.sweepbook.scenario.HybridAttention;
import dev.sweepbook.scenario.LatentAttention;
import dev.sweepbook.scenario.LayerRun;
import dev.sweepbook.scenario.LinearAttention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of attention in words. */
final class AttentionWords {
    private AttentionWords() {}

    /** The kinds of a model's layers, with how many have each where there are several. */
    static String of(Decoder model) {
        Map<String, Long> layers = new LinkedHashMap<>();
        for (LayerRun run : model.layers()) {
            layers.merge(of(run.attention()), run.count(), Long::sum);
        }
        if (layers.size() == 1) {
            return layers.keySet().iterator().next();
        }
        List<String> parts = new ArrayList<>();
        layers.forEach((kind, count) -> parts.add(Words.count(count) + " × " + kind));
        return String.join("; ", parts);
    }

    static String of(Attention attention) {
        if (attention instanceof GroupedQueryAttention grouped) {
            return grouped(grouped);
        }
        if (attention instanceof LatentAttention latent) {
            return "latent, rank " + Words.count(latent.kvRank()) + " + " + Words.count(latent.ropeHeadDim());
        }
        if (attention instanceof HybridAttention hybrid) {
            return grouped(hybrid.softmax()) + " beside " + hybrid.recurrence().kind();
        }
        return attention instanceof LinearAttention linear ? linear.kind() : "none";
    }

    private static String grouped(GroupedQueryAttention attention) {
        String heads = Words.count(attention.kvHeads(), "KV head") + " of " + Words.count(attention.headDim());
        String kind = attention.kvHeads() == attention.queryHeads()
                ? "multi-head"
                : attention.kvHeads() == 1 ? "multi-query" : "grouped-query";
        String window = attention.window() == 0 ? "" : ", window " + Words.count(attention.window());
        return kind + ", " + heads + window;
    }
}
