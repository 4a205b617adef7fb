package dev.sweepbook.estimate;

import java.util.Locale;

/** Batch sizes at which something changes, in the order ties are broken. */
public enum Threshold {
    /** The weights stop being what limits a step. */
    WEIGHTS,
    /** The cache outweighs the weights. */
    KV,
    /** The memory is full. */
    MEMORY,
    /** Communication turns from latency- to throughput-limited. */
    COMMS_THROUGHPUT,
    /** The same, where throughput-limited communication grows faster with the batch than compute. */
    COMMS_COMPUTE,
    /** None of them is finite. */
    NONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /**
     * The name shown.
     *
     * @return the name, lower case
     */
    public String id() {
        return id;
    }
}
