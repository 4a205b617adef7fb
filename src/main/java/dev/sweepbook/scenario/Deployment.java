package dev.sweepbook.scenario;

/**
 * How a model is put on devices.
 *
 * @param parallelism degrees of parallelism
 * @param precision number formats
 * @param overlap share of communication hidden behind compute, 0 to 1
 * @param memoryUtilization share of a device's memory the engine may use, above 0 to 1
 * @param kvBlockTokens tokens in one block of the paged cache
 * @param runtimeMemoryBytes bytes the engine keeps per device (B), NaN for the calibration's
 * @param expertImbalance load of the busiest expert rank over the mean, at least 1
 */
public record Deployment(
        Parallelism parallelism,
        Precision precision,
        double overlap,
        double memoryUtilization,
        long kvBlockTokens,
        double runtimeMemoryBytes,
        double expertImbalance) {}
