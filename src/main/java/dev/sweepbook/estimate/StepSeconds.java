package dev.sweepbook.estimate;

/** The four terms of a step or a prefill, and the work of one device behind them. */
final class StepSeconds {
    double memory;
    double compute;
    double comms;
    double overhead;
    double flops;
    double bytes;

    double total() {
        return memory + compute + comms + overhead;
    }

    void set(StepSeconds other) {
        memory = other.memory;
        compute = other.compute;
        comms = other.comms;
        overhead = other.overhead;
        flops = other.flops;
        bytes = other.bytes;
    }

    void clear() {
        memory = 0;
        compute = 0;
        comms = 0;
        overhead = 0;
        flops = 0;
        bytes = 0;
    }
}
