package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What one device spends on a pass: time by what limits each operator, communication, work, and bytes moved. Reused
 * from pass to pass.
 */
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

    void set(Pass other) {
        memorySeconds = other.memorySeconds;
        computeSeconds = other.computeSeconds;
        commsSeconds = other.commsSeconds;
        flops = other.flops;
        bytes = other.bytes;
    }

    /**
     * Adds an operator: t_op = max(FLOPs/(η_f·F), bytes/(η_m·W)), counted to what limits it, memory where both take as
     * long.
     */
    void operator(
            String name,
            double times,
            double operatorFlops,
            double operatorBytes,
            double secondsPerFlop,
            double secondsPerByte,
            @Nullable OperatorTrace trace) {
        double compute = operatorFlops * secondsPerFlop;
        double memory = operatorBytes * secondsPerByte;
        if (compute > memory) {
            computeSeconds += times * compute;
        } else {
            memorySeconds += times * memory;
        }
        flops += times * operatorFlops;
        bytes += times * operatorBytes;
        if (trace != null) {
            trace.operator(name, times, operatorFlops, operatorBytes, compute, memory);
        }
    }

    double busySeconds() {
        return memorySeconds + computeSeconds;
    }
}
