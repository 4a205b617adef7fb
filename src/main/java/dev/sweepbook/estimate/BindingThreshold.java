package dev.sweepbook.estimate;

/** Which batch threshold is met first: the smallest, ties in the order of {@link Threshold}. */
final class BindingThreshold {
    private BindingThreshold() {}

    static Threshold of(double weights, double kv, double memory, double comms, boolean commsOutgrowCompute) {
        Threshold first = Threshold.NONE;
        double least = Double.POSITIVE_INFINITY;
        if (weights < least) {
            first = Threshold.WEIGHTS;
            least = weights;
        }
        if (kv < least) {
            first = Threshold.KV;
            least = kv;
        }
        if (memory < least) {
            first = Threshold.MEMORY;
            least = memory;
        }
        if (comms < least) {
            first = commsOutgrowCompute ? Threshold.COMMS_COMPUTE : Threshold.COMMS_THROUGHPUT;
        }
        return first;
    }
}
