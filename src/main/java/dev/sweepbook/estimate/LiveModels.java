package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What live formulas look up of models: numbers by name, in the order of their columns. */
public final class LiveModels {
    private static final double NONE = 1e99;
    private static final double ALL_HIT = -750; // e to this power is 0
    private static final ModelTables EMPTY = new ModelTables(Map.of(), List.of());

    private LiveModels() {}

    /**
     * A model in numbers.
     *
     * @param counts of the whole model, empty where its structure is not told
     * @param parts the stages that differ, or all of it as one
     */
    public record ModelTables(Map<String, Double> counts, List<Part> parts) {
        /** Copies the list. */
        public ModelTables {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What a device can hold of a model.
     *
     * @param counts of the part
     * @param operators matrices and vectors
     * @param attention what attends to the context
     * @param experts routed experts
     */
    public record Part(
            Map<String, Double> counts,
            List<Map<String, Double>> operators,
            List<Map<String, Double>> attention,
            List<Map<String, Double>> experts) {
        /** Copies the lists. */
        public Part {
            operators = List.copyOf(operators);
            attention = List.copyOf(attention);
            experts = List.copyOf(experts);
        }
    }

    /**
     * A model on so many pipeline stages.
     *
     * @param model the model
     * @param stages how many
     * @return its numbers, empty where its structure is not told or it has fewer layers
     */
    public static ModelTables model(ModelArchitecture model, long stages) {
        if (!(model.structure() instanceof Decoder decoder)) {
            return EMPTY;
        }
        ModelCosts costs = ModelCosts.of(model, decoder);
        if (stages > costs.layerCount()) {
            return EMPTY;
        }
        List<Stage> distinct = stages == 1 ? List.of(Stage.whole(costs)) : Stage.distinct(costs, stages);
        List<Part> parts = new ArrayList<>();
        distinct.forEach(stage -> parts.add(part(costs, stage, distinct.size())));
        return new ModelTables(counts(costs), parts);
    }

    private static Map<String, Double> counts(ModelCosts model) {
        ModelEnds ends = model.ends();
        LayerTotals totals = model.totals();
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("total", model.totalParameters());
        row.put("active", model.activeParameters());
        row.put("multiplied", model.activeWithoutEmbedding());
        row.put("embedding", ends.embedding());
        row.put("positions", ends.positions());
        row.put("head", ends.head().parameters());
        row.put("head_bias", ends.headBias());
        row.put("end_vectors", ends.vectors());
        row.put("tied", ends.tied() ? 1.0 : 0);
        row.put("experts_alone", model.expertsAlone() ? 1.0 : 0);
        row.put("head_vocabulary", model.vocabularySize());
        row.put("kv_values", totals.cachedValues().perToken());
        row.put("cache_grows", totals.cachedValues().perToken() > 0 ? 1.0 : 0);
        row.put("kv_flops", totals.keyValueFlops());
        row.put("elementwise", totals.elementwise());
        row.put("reductions", totals.reductions());
        row.put("deep", totals.layers());
        double widest = 0;
        double widestExperts = 0;
        double experts = 0;
        for (LayerCosts layer : model.layers()) {
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                widest = Math.max(widest, Math.max(matrix.inputs(), matrix.outputs()));
            }
            LayerCosts.ExpertCosts routed = layer.experts();
            if (routed != null) {
                widestExperts = Math.max(widestExperts, routed.perToken() * routed.outputs());
                experts = routed.experts();
            }
        }
        row.put("widest", widest);
        row.put("widest_experts", widestExperts);
        row.put("experts", experts);
        return row;
    }

    private static Part part(ModelCosts model, Stage stage, int distinct) {
        List<Map<String, Double>> operators = new ArrayList<>();
        List<Map<String, Double>> attention = new ArrayList<>();
        List<Map<String, Double>> experts = new ArrayList<>();
        Map<String, Double> counts = new LinkedHashMap<>();
        double layers = 0;
        double reductions = 0;
        double routedLayers = 0;
        boolean mixed = false;
        for (int kind = 0; kind < stage.counts().size(); kind++) {
            double times = stage.counts().get(kind);
            LayerCosts layer = model.layers().get(kind);
            attention(layer.attention(), times, attention);
            if (times > 0) {
                layers += times;
                reductions += times * layer.reductions();
                operators(layer, times, operators);
                LayerCosts.ExpertCosts routed = layer.experts();
                if (routed != null) {
                    routedLayers += times;
                    experts.add(experts(routed, times));
                }
                mixed |= isMixed(layer.attention());
            }
        }
        if (stage.last()) {
            head(model, operators);
        }
        counts.put("count", (double) distinct);
        counts.put("first", stage.first() ? 1.0 : 0);
        counts.put("last", stage.last() ? 1.0 : 0);
        counts.put("layers", layers);
        counts.put("reductions", reductions);
        counts.put("moe_layers", routedLayers);
        counts.put("mixed", mixed ? 1.0 : 0);
        return new Part(counts, operators, attention, experts);
    }

    private static boolean isMixed(LayerCosts.AttentionCosts attention) {
        return (attention.state().values() > 0 || attention.state().flops() > 0) && attention.cachedValues() > 0;
    }

    private static void operators(LayerCosts layer, double times, List<Map<String, Double>> operators) {
        for (LayerCosts.Matrix matrix : layer.matrices()) {
            operators.add(operator(matrix, times, matrix.kept() ? 2 : 1, 2 * layer.worked(), 0));
        }
        operators.add(vectors(layer.vectors(), 0, times, 2 * layer.worked(), 0));
    }

    private static void head(ModelCosts model, List<Map<String, Double>> operators) {
        operators.add(operator(model.ends().head(), 1, 3, 2, 1));
        operators.add(vectors(model.ends().vectors(), model.ends().headBias(), 1, 2, 1));
    }

    private static Map<String, Double> operator(
            LayerCosts.Matrix matrix, double times, double kind, double work, double head) {
        boolean whole = matrix.split() == Split.COPIED;
        double copied = whole ? 0 : matrix.keyValues().outputs() / matrix.outputs();
        double shared = whole ? 0 : 1 - copied;
        double divided = switch (matrix.split()) {
            case INPUTS -> matrix.inputs();
            case OUTPUTS -> matrix.outputs();
            case COPIED -> 0;
        };
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("times", times);
        row.put("whole", whole ? matrix.parameters() : 0);
        row.put("split", matrix.parameters() * shared);
        row.put("copied", matrix.parameters() * copied);
        row.put("heads", matrix.keyValues().heads());
        row.put("kind", kind);
        row.put("work", work);
        row.put("head", head);
        row.put("width", matrix.inputs() + matrix.outputs() - divided);
        row.put("width_split", divided * shared);
        row.put("width_copied", divided * copied);
        return row;
    }

    private static Map<String, Double> vectors(double whole, double split, double times, double work, double head) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("times", times);
        row.put("whole", whole);
        row.put("split", split);
        row.put("copied", 0.0);
        row.put("heads", 1.0);
        row.put("kind", 2.0);
        row.put("work", work);
        row.put("head", head);
        row.put("width", 0.0);
        row.put("width_split", 0.0);
        row.put("width_copied", 0.0);
        return row;
    }

    private static void attention(LayerCosts.AttentionCosts attention, double times, List<Map<String, Double>> rows) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("times", times);
        row.put("shared", 1.0);
        row.put("limit", finite(attention.limit()));
        row.put("window", finite(attention.window()));
        row.put("heads", attention.heads());
        row.put("kv_heads", Math.max(1, attention.kvHeads()));
        row.put("state_heads", attention.state().heads());
        row.put("decode", attention.decodeFlops());
        row.put("prompt", attention.prefillFlops());
        row.put("expansion", attention.expansionFlops());
        row.put("cached", attention.cachedValues());
        row.put("vector", attention.vectorFlops());
        row.put("state", attention.state().values());
        row.put("state_flops", attention.state().flops());
        rows.add(row);
        if (attention.index().flops() > 0) {
            Map<String, Double> index = new LinkedHashMap<>(row);
            index.replaceAll((name, value) -> 0.0);
            index.put("times", times);
            index.put("limit", NONE);
            index.put("window", NONE);
            index.put("kv_heads", 1.0);
            index.put("decode", attention.index().flops());
            index.put("prompt", attention.index().flops());
            index.put("cached", attention.index().cachedValues());
            rows.add(index);
        }
    }

    private static double finite(double limit) {
        return Math.min(limit, NONE);
    }

    private static Map<String, Double> experts(LayerCosts.ExpertCosts routed, double times) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("times", times);
        row.put("experts", routed.experts());
        row.put("per_token", routed.perToken());
        row.put("weights", routed.weights());
        row.put("vectors", routed.vectors());
        row.put("inputs", routed.inputs());
        row.put("missed", Math.max(ALL_HIT, Math.log1p(-routed.perToken() / routed.experts())));
        return row;
    }

    /**
     * The columns of each table of models.
     *
     * @return the names of the counts of a model, of a part, of operators, of attention and of experts
     */
    public static List<List<String>> columns() {
        return List.of(
                List.of(
                        "total",
                        "active",
                        "multiplied",
                        "embedding",
                        "positions",
                        "head",
                        "head_bias",
                        "end_vectors",
                        "tied",
                        "experts_alone",
                        "head_vocabulary",
                        "kv_values",
                        "cache_grows",
                        "kv_flops",
                        "elementwise",
                        "reductions",
                        "deep",
                        "widest",
                        "widest_experts",
                        "experts"),
                List.of("count", "first", "last", "layers", "reductions", "moe_layers", "mixed"),
                List.of(
                        "times",
                        "whole",
                        "split",
                        "copied",
                        "heads",
                        "kind",
                        "work",
                        "head",
                        "width",
                        "width_split",
                        "width_copied"),
                List.of(
                        "times",
                        "shared",
                        "limit",
                        "window",
                        "heads",
                        "kv_heads",
                        "state_heads",
                        "decode",
                        "prompt",
                        "expansion",
                        "cached",
                        "vector",
                        "state",
                        "state_flops"),
                List.of("times", "experts", "per_token", "weights", "vectors", "inputs", "missed"));
    }
}
