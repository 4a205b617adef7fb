package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of layer costs, in counts that no deployment changes.
 *
 * @param count layers of the kind
 * @param matrices the dense matrices, in the order they run
 * @param attention what attends to the context
 * @param experts the routed experts, or null in a dense layer
 * @param vectors parameters outside every matrix: norms, biases, sinks
 * @param elementwise operations of norms, activations and positions a token (FLOP)
 * @param reductions all-reduces of the layer under tensor parallelism: one after attention and one after the MLP, one
 *     for both where they run side by side
 * @param worked share of the matrices a token is multiplied with, 1 unless replaced counts say less
 */
record LayerCosts(
        long count,
        List<Matrix> matrices,
        AttentionCosts attention,
        @Nullable ExpertCosts experts,
        double vectors,
        double elementwise,
        int reductions,
        double worked) {

    /** The same layer with replaced parameter counts. */
    LayerCosts scaled(ParameterScale scale) {
        if (scale.equals(ParameterScale.NONE)) {
            return this;
        }
        List<Matrix> scaledMatrices =
                matrices.stream().map(m -> m.scaled(scale.total())).toList();
        return new LayerCosts(
                count,
                scaledMatrices,
                attention,
                experts == null ? null : experts.scaled(scale),
                vectors * scale.total(),
                elementwise,
                reductions,
                scale.worked());
    }

    /**
     * A matrix every token is multiplied with.
     *
     * @param name what it does
     * @param parameters its elements
     * @param inputs width of what goes in
     * @param outputs width of what comes out
     * @param split how tensor parallelism divides it
     * @param kept whether it keeps two bytes a value whatever the weights' format is
     * @param keyValues the outputs that make keys and values
     */
    record Matrix(
            String name,
            double parameters,
            double inputs,
            double outputs,
            Split split,
            boolean kept,
            KeyValueOutputs keyValues) {
        Matrix(String name, double parameters, double inputs, double outputs, Split split, boolean kept) {
            this(name, parameters, inputs, outputs, split, kept, KeyValueOutputs.NONE);
        }

        Matrix(String name, double inputs, double outputs, Split split) {
            this(name, inputs * outputs, inputs, outputs, split, false);
        }

        Matrix scaled(double factor) {
            return new Matrix(name, parameters * factor, inputs, outputs, split, kept, keyValues);
        }

        @Equation(
                says = "1/N; of the columns of keys and values max(g/N, 1)/g; 1 where every device has it whole",
                source = "FORMULAS.md 3.2")
        double share(double tensorParallel) {
            if (split == Split.COPIED) {
                return 1;
            }
            double copied = keyValues.outputs() / outputs;
            return (1 - copied) / tensorParallel + copied * keyValues.share(tensorParallel);
        }
    }

    /**
     * Outputs that make keys and values: beyond as many devices as heads each has a copy of a head.
     *
     * @param outputs how many values
     * @param heads key-value heads they belong to
     */
    record KeyValueOutputs(double outputs, double heads) {
        static final KeyValueOutputs NONE = new KeyValueOutputs(0, 1);

        double share(double tensorParallel) {
            return Math.max(1 / tensorParallel, 1 / heads);
        }
    }

    /**
     * What attends to the context.
     *
     * @param heads query heads; the degree of tensor parallelism divides them
     * @param kvHeads key-value heads, 0 where the cache is not divided over heads
     * @param decodeFlops operations a token for each token of context (FLOP)
     * @param prefillFlops operations for each pair of a new token and a token it attends to (FLOP)
     * @param expansionFlops operations for each cached token that is expanded anew (FLOP)
     * @param cachedValues values a token adds to the cache
     * @param window most tokens kept, infinite where there is no limit
     * @param selected most tokens attended to of those kept, infinite where there is no limit
     * @param keyValueFlops operations that make a token's keys and values (FLOP)
     * @param state what a sequence keeps whatever its length
     * @param index what selects the tokens attended to
     */
    record AttentionCosts(
            double heads,
            double kvHeads,
            double decodeFlops,
            double prefillFlops,
            double expansionFlops,
            double cachedValues,
            double window,
            double selected,
            double keyValueFlops,
            StateCosts state,
            IndexCosts index) {
        private static final double MOST_VECTOR_QUERIES = 8;

        /**
         * Operations a token for each token of context that engines without matrix-unit kernels for it work on vector
         * units (FLOP). More than eight query heads a key-value head, and latent attention, fill matrix units.
         */
        double vectorFlops() {
            return kvHeads == 0 ? 0 : decodeFlops * Math.min(1, MOST_VECTOR_QUERIES * kvHeads / heads);
        }

        /** Most tokens attended to. */
        double limit() {
            return Math.min(window, selected);
        }

        /** Share of the cache that a device keeps: copies where there are more devices than heads. */
        double cacheShare(double tensorParallel) {
            return kvHeads == 0 ? 1 : Math.max(kvHeads / tensorParallel, 1) / kvHeads;
        }
    }

    /**
     * A recurrence.
     *
     * @param heads heads or channels; the degree of tensor parallelism divides them
     * @param values values a sequence keeps
     * @param flops operations on them a token (FLOP)
     */
    record StateCosts(double heads, double values, double flops) {
        static final StateCosts NONE = new StateCosts(0, 0, 0);
    }

    /**
     * An indexer's own attention, over all of the context; every device runs it whole.
     *
     * @param flops operations a token for each token of context (FLOP)
     * @param cachedValues values of its key a token adds to its cache
     */
    record IndexCosts(double flops, double cachedValues) {
        static final IndexCosts NONE = new IndexCosts(0, 0);
    }

    /**
     * Routed experts.
     *
     * @param experts how many there are
     * @param perToken how many a token passes through
     * @param weights elements of the matrices of one
     * @param vectors its biases, which keep two bytes whatever the weights' format is
     * @param inputs width of what goes in and comes out
     * @param outputs width of what its first matrices make
     */
    record ExpertCosts(double experts, double perToken, double weights, double vectors, double inputs, double outputs) {
        double parameters() {
            return weights + vectors;
        }

        double bytes(WeightBytes formats) {
            return weights * formats.experts() + vectors * formats.kept();
        }

        ExpertCosts scaled(ParameterScale scale) {
            double chosen = Math.min(experts, perToken * scale.chosen());
            return new ExpertCosts(experts, chosen, weights * scale.total(), vectors * scale.total(), inputs, outputs);
        }
    }
}
