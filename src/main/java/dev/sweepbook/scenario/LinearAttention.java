package dev.sweepbook.scenario;

import java.util.List;

/**
 * Linear attention or a state-space recurrence: a state of constant size in place of a growing cache.
 *
 * @param kind what it is called
 * @param projections its matrix products, in the order they run
 * @param otherParameters its convolutions, norms, biases, decays
 * @param heads heads, or channels where there are none: what tensor parallelism divides
 * @param stateValues values one sequence keeps for it
 * @param stateFlopsPerToken operations on the state one token costs, matrix products with weights apart
 */
public record LinearAttention(
        String kind,
        List<Projection> projections,
        long otherParameters,
        long heads,
        long stateValues,
        long stateFlopsPerToken)
        implements Attention {
    /** Copies the list. */
    public LinearAttention {
        projections = List.copyOf(projections);
    }

    /**
     * A matrix.
     *
     * @param name what it makes
     * @param inputs width of what goes in
     * @param outputs width of what comes out
     * @param split how tensor parallelism divides it
     */
    public record Projection(String name, long inputs, long outputs, Split split) {}

    /**
     * Weights of its matrix products.
     *
     * @return the count
     * @throws ArithmeticException where it passes 2^63 - 1
     */
    public long linearParameters() {
        long total = 0;
        for (Projection each : projections) {
            total = Math.addExact(total, Math.multiplyExact(each.inputs(), each.outputs()));
        }
        return total;
    }
}
