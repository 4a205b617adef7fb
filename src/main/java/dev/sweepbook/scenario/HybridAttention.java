package dev.sweepbook.scenario;

/**
 * Softmax attention and a recurrence side by side in one layer.
 *
 * @param softmax the part whose cache grows
 * @param recurrence the part with a constant state
 */
public record HybridAttention(GroupedQueryAttention softmax, LinearAttention recurrence) implements Attention {}
