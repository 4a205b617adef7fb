package dev.sweepbook.estimate;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something that grows with the context layer by layer, up to each layer's limit, all layers together: Σ a·min(c, w) +
 * a constant. Layers of the same limit are one term.
 */
final class ContextSum {
    private final double[] limits;
    private final double[] perToken;
    private final double constant;

    private ContextSum(double[] limits, double[] perToken, double constant) {
        this.limits = limits;
        this.perToken = perToken;
        this.constant = constant;
    }

    /** At a context of so many tokens. */
    double at(double context) {
        double sum = constant;
        for (int i = 0; i < limits.length; i++) {
            sum += perToken[i] * Math.min(context, limits[i]);
        }
        return sum;
    }

    /** At a context that is kept in whole blocks. */
    double inBlocks(double context, double blockTokens) {
        double sum = constant;
        for (int i = 0; i < limits.length; i++) {
            sum += perToken[i] * KvCache.tokens(Math.min(context, limits[i]), blockTokens);
        }
        return sum;
    }

    /** Over the pairs of a prompt of s tokens, p of them cached, the constant for each new token. */
    double overPrompt(double promptTokens, double cachedTokens) {
        double sum = constant * (promptTokens - cachedTokens);
        for (int i = 0; i < limits.length; i++) {
            sum += perToken[i] * Prefill.pairs(promptTokens, cachedTokens, limits[i]);
        }
        return sum;
    }

    /** What a token adds while no layer's limit is reached. */
    double perToken() {
        double sum = 0;
        for (double each : perToken) {
            sum += each;
        }
        return sum;
    }

    /** The limits that are reached at some context, ascending. */
    double[] limits() {
        return java.util.Arrays.stream(limits)
                .filter(limit -> limit < Double.POSITIVE_INFINITY)
                .toArray();
    }

    /** Gathers the terms. */
    static final class Builder {
        private final Map<Double, Double> terms = new TreeMap<>();
        private double constant;

        Builder add(double limit, double perToken, double eachConstant) {
            if (perToken != 0) {
                terms.merge(limit, perToken, Double::sum);
            }
            constant += eachConstant;
            return this;
        }

        ContextSum build() {
            return new ContextSum(
                    terms.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    terms.values().stream().mapToDouble(Double::doubleValue).toArray(),
                    constant);
        }
    }
}
