package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/** What one device spends on a pass over some layers: time by what limits each operator, work, and bytes moved. */
final class Pass {
    double memorySeconds;
    double computeSeconds;
    double commsSeconds;
    double flops;
    double bytes;

    void clear() {
        memorySeconds = 0;
        computeSeconds = 0;
        commsSeconds = 0;
        flops = 0;
        bytes = 0;
    }

    /** Adds an operator; its time counts to what limits it, memory where both take as long. */
    void operator(
            String name,
            double operatorFlops,
            double operatorBytes,
            double flopsPerSecond,
            double bytesPerSecond,
            @Nullable OperatorTrace trace) {
        double compute = operatorFlops / flopsPerSecond;
        double memory = operatorBytes / bytesPerSecond;
        if (compute > memory) {
            computeSeconds += compute;
        } else {
            memorySeconds += memory;
        }
        flops += operatorFlops;
        bytes += operatorBytes;
        if (trace != null) {
            trace.operator(name, operatorFlops, operatorBytes, compute, memory);
        }
    }

    void comms(String name, double seconds, @Nullable OperatorTrace trace) {
        commsSeconds += seconds;
        if (trace != null && seconds > 0) {
            trace.comms(name, seconds);
        }
    }

    void add(Pass other, double times) {
        memorySeconds += times * other.memorySeconds;
        computeSeconds += times * other.computeSeconds;
        commsSeconds += times * other.commsSeconds;
        flops += times * other.flops;
        bytes += times * other.bytes;
    }

    double busySeconds() {
        return memorySeconds + computeSeconds;
    }
}
