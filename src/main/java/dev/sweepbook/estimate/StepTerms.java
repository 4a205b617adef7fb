package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/** The four terms of a step: their shares, which is largest and which comes next. Ties go to the one named first. */
final class StepTerms {
    private static final String SECTION_4 = "FORMULAS.md 4";

    private StepTerms() {}

    @Live(is = "memorySeconds/summedSeconds")
    @Equation(says = "memory time / sum of the four terms", source = SECTION_4, gives = Figure.MEMORY_SHARE)
    static double memoryShare(double memorySeconds, double summedSeconds) {
        return memorySeconds / summedSeconds;
    }

    @Live(is = "computeSeconds/summedSeconds")
    @Equation(says = "compute time / sum of the four terms", source = SECTION_4, gives = Figure.COMPUTE_SHARE)
    static double computeShare(double computeSeconds, double summedSeconds) {
        return computeSeconds / summedSeconds;
    }

    @Live(is = "commsSeconds/summedSeconds")
    @Equation(says = "comms time / sum of the four terms", source = SECTION_4, gives = Figure.COMMS_SHARE)
    static double commsShare(double commsSeconds, double summedSeconds) {
        return commsSeconds / summedSeconds;
    }

    @Live(is = "overheadSeconds/summedSeconds")
    @Equation(says = "overhead / sum of the four terms", source = SECTION_4, gives = Figure.OVERHEAD_SHARE)
    static double overheadShare(double overheadSeconds, double summedSeconds) {
        return overheadSeconds / summedSeconds;
    }

    @Live(is = "memorySeconds+computeSeconds+commsSeconds+overheadSeconds")
    @Equation(says = "memory + compute + comms + overhead", source = SECTION_4, unit = "s")
    static double summedSeconds(
            double memorySeconds, double computeSeconds, double commsSeconds, double overheadSeconds) {
        return memorySeconds + computeSeconds + commsSeconds + overheadSeconds;
    }

    static void fill(double memory, double compute, double comms, double overhead, Estimate out) {
        double sum = summedSeconds(memory, compute, comms, overhead);
        out.set(Figure.MEMORY_SECONDS, memory);
        out.set(Figure.COMPUTE_SECONDS, compute);
        out.set(Figure.COMMS_SECONDS, comms);
        out.set(Figure.OVERHEAD_SECONDS, overhead);
        out.set(Figure.MEMORY_SHARE, memoryShare(memory, sum));
        out.set(Figure.COMPUTE_SHARE, computeShare(compute, sum));
        out.set(Figure.COMMS_SHARE, commsShare(comms, sum));
        out.set(Figure.OVERHEAD_SHARE, overheadShare(overhead, sum));
        Term first = largest(memory, compute, comms, overhead);
        out.bound(first, second(first, memory, compute, comms, overhead));
    }

    @Live(
            name = "bound",
            is = "IF(memorySeconds>=MAX(computeSeconds,commsSeconds,overheadSeconds),\"memory\","
                    + "IF(computeSeconds>=MAX(commsSeconds,overheadSeconds),\"compute\","
                    + "IF(commsSeconds>=overheadSeconds,\"comms\",\"overhead\")))")
    static Term largest(double memory, double compute, double comms, double overhead) {
        Term best = Term.MEMORY;
        double most = memory;
        if (compute > most) {
            best = Term.COMPUTE;
            most = compute;
        }
        if (comms > most) {
            best = Term.COMMS;
            most = comms;
        }
        return overhead > most ? Term.OVERHEAD : best;
    }

    @Live(name = "restMemory", is = "IF(bound=\"memory\",-1,memorySeconds)")
    @Live(name = "restCompute", is = "IF(bound=\"compute\",-1,computeSeconds)")
    @Live(name = "restComms", is = "IF(bound=\"comms\",-1,commsSeconds)")
    @Live(name = "restOverhead", is = "IF(bound=\"overhead\",-1,overheadSeconds)")
    @Live(
            name = "next_bound",
            is = "IF(MAX(restMemory,restCompute,restComms,restOverhead)=0,\"\","
                    + "IF(restMemory>=MAX(restCompute,restComms,restOverhead),\"memory\","
                    + "IF(restCompute>=MAX(restComms,restOverhead),\"compute\","
                    + "IF(restComms>=restOverhead,\"comms\",\"overhead\"))))")
    private static @Nullable Term second(Term first, double memory, double compute, double comms, double overhead) {
        double none = Double.NEGATIVE_INFINITY;
        double restMemory = first == Term.MEMORY ? none : memory;
        double restCompute = first == Term.COMPUTE ? none : compute;
        double restComms = first == Term.COMMS ? none : comms;
        double restOverhead = first == Term.OVERHEAD ? none : overhead;
        double most = Math.max(Math.max(restMemory, restCompute), Math.max(restComms, restOverhead));
        return most == 0 ? null : largest(restMemory, restCompute, restComms, restOverhead);
    }
}
