package dev.sweepbook.scenario;

/**
 * Linear attention or a state-space recurrence: a state of constant size in place of a growing cache.
 *
 * @param kind what it is called
 * @param linearParameters weights of its matrix products
 * @param otherParameters its convolutions, norms, biases, decays
 * @param stateValues values one sequence keeps for it
 * @param stateFlopsPerToken operations on the state one token costs, matrix products with weights apart
 */
public record LinearAttention(
        String kind, long linearParameters, long otherParameters, long stateValues, long stateFlopsPerToken)
        implements Attention {}
