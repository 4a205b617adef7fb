package dev.sweepbook.estimate;

/** Watches an estimate operator by operator, for {@code explain}. */
interface OperatorTrace {
    /** One operator on one device, run so many times. */
    void operator(String name, double times, double flops, double bytes, double computeSeconds, double memorySeconds);

    /** One collective or hop, run so many times. */
    void comms(String name, double times, double seconds);
}
