package dev.sweepbook.estimate;

/** The terms of a step and of a request, from what one pass over the slowest stage takes. */
final class RooflineTerms {
    private static final String SECTION = "FORMULAS.md 3.5";
    private static final String PIPELINE = "FORMULAS.md 3.6; Narayanan et al. 2021 (2104.04473)";

    private RooflineTerms() {}

    @Equation(says = "max(m, PP) passes over the slowest stage", source = PIPELINE, unit = "passes")
    static double passes(double microBatches, double pipeline) {
        return Math.max(microBatches, pipeline);
    }

    @Equation(
            says = "passes · Σ bytes/(η_m·W) of the operators that memory limits",
            source = SECTION,
            unit = "s",
            gives = Figure.MEMORY_SECONDS)
    static double memorySeconds(double passes, double limitedByMemory) {
        return passes * limitedByMemory;
    }

    @Equation(
            says = "passes · Σ FLOPs/(η_f·F) of the operators that compute limits",
            source = SECTION,
            unit = "s",
            gives = Figure.COMPUTE_SECONDS)
    static double computeSeconds(double passes, double limitedByCompute) {
        return passes * limitedByCompute;
    }

    @Equation(
            says = "passes · (max(t_c, t_x) + (1−ω)·min(t_c, t_x) − t_c) + hops between stages",
            source = PIPELINE,
            unit = "s",
            gives = Figure.COMMS_SECONDS)
    static double commsSeconds(double passes, double exposed, double hops) {
        return passes * exposed + hops;
    }

    @Equation(
            says = "passes · (layers of a stage · t_layer + sequences · t_sequence) + t_step",
            source = SECTION,
            unit = "s",
            gives = Figure.OVERHEAD_SECONDS)
    static double overheadSeconds(double passes, double ofStage, double stepSeconds) {
        return passes * ofStage + stepSeconds;
    }

    @Equation(
            says = "memory + compute + exposed comms + overhead, at the mean context",
            source = SECTION,
            unit = "s",
            gives = Figure.DECODE_STEP_SECONDS)
    static double decodeStepSeconds(double memory, double compute, double comms, double overhead) {
        return memory + compute + comms + overhead;
    }

    @Equation(says = "(m + PP − 1)/(m·PP)", source = PIPELINE)
    static double bubble(double microBatches, double pipeline) {
        return (microBatches + pipeline - 1) / (microBatches * pipeline);
    }

    @Equation(
            says = "the four terms over B·(s−p) tokens, the head for the last token only, · (m+PP−1)/(m·PP); unqueued",
            source = SECTION,
            unit = "s",
            gives = {Figure.PREFILL_SECONDS, Figure.TTFT_SECONDS})
    static double prefillSeconds(double memory, double compute, double comms, double overhead) {
        return memory + compute + comms + overhead;
    }

    @Equation(
            says = "prefill + Σ decode steps, exact while a step is linear in its context, else by intervals; "
                    + "of all waves where the batch waits for room",
            source = SECTION,
            unit = "s",
            gives = Figure.REQUEST_SECONDS)
    static double requestSeconds(double prefillSeconds, double decodeSeconds) {
        return prefillSeconds + decodeSeconds;
    }

    @Equation(
            says =
                    "(request − prefill)/(o−1); with interference · κ of a server, plus (B−1)/o · prefill of one sequence; s = 0: request/o",
            source = "FORMULAS.md 4",
            unit = "s",
            gives = Figure.TPOT_SECONDS)
    static double timePerOutputToken(
            double decodeSeconds, double decodeSteps, double servingStep, double interferenceSeconds) {
        return decodeSteps == 0 ? Double.NaN : servingStep * (decodeSeconds / decodeSteps) + interferenceSeconds;
    }

    @Equation(says = "FLOPs/(F·step) of one decode step on one device", source = "FORMULAS.md 4", gives = Figure.MFU)
    static double modelFlopsUtilization(double flops, double peakFlops, double stepSeconds) {
        return flops / (peakFlops * stepSeconds);
    }

    @Equation(says = "bytes/(W·step) of one decode step on one device", source = "FORMULAS.md 4", gives = Figure.MBU)
    static double memoryBandwidthUtilization(double bytes, double bandwidth, double stepSeconds) {
        return bytes / (bandwidth * stepSeconds);
    }
}
