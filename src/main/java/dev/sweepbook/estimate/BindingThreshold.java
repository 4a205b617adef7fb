package dev.sweepbook.estimate;

/** Which batch threshold is met first: the smallest, ties in the order of {@link Threshold}. */
final class BindingThreshold {
    private BindingThreshold() {}

    @Live(name = "weightsMet", is = "IFERROR(batchThreshold,1E+300)")
    @Live(name = "kvMet", is = "IFERROR(kvEqualsWeightsBatch,1E+300)")
    @Live(name = "memoryMet", is = "IFERROR(maxBatchSize,1E+300)")
    @Live(name = "commsMet", is = "IFERROR(commsThroughputBatch,1E+300)")
    @Live(
            name = "binding_threshold",
            is = "IF(NOT(ISNUMBER(peakFlops)),NA(),IF(MIN(weightsMet,kvMet,memoryMet,commsMet)=1E+300,\"none\","
                    + "IF(weightsMet<=MIN(kvMet,memoryMet,commsMet),\"weights\","
                    + "IF(kvMet<=MIN(memoryMet,commsMet),\"kv\",IF(memoryMet<=commsMet,\"memory\","
                    + "IF(commsOutgrowCompute,\"comms_compute\",\"comms_throughput\"))))))")
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
