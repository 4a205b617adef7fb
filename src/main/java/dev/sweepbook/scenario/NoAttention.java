package dev.sweepbook.scenario;

/** A layer that looks at each token alone. */
public record NoAttention() implements Attention {}
