package dev.sweepbook.estimate;

/** Watches an estimate operator by operator, for {@code explain}. */
interface OperatorTrace {
    /** What follows runs so many times. */
    void layers(long times);

    /** One operator on one device. */
    void operator(String name, double flops, double bytes, double computeSeconds, double memorySeconds);

    /** One collective or hop. */
    void comms(String name, double seconds);
}
