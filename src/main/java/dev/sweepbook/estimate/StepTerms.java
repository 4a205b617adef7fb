package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/** The four terms of a step: their shares, which is largest and which comes next. Ties go to the one named first. */
final class StepTerms {
    private static final String SECTION_4 = "FORMULAS.md 4";

    private StepTerms() {}

    @Equation(says = "memory time / sum of the four terms", source = SECTION_4, gives = Figure.MEMORY_SHARE)
    static double memoryShare(double memorySeconds, double summedSeconds) {
        return memorySeconds / summedSeconds;
    }

    @Equation(says = "compute time / sum of the four terms", source = SECTION_4, gives = Figure.COMPUTE_SHARE)
    static double computeShare(double computeSeconds, double summedSeconds) {
        return computeSeconds / summedSeconds;
    }

    @Equation(says = "comms time / sum of the four terms", source = SECTION_4, gives = Figure.COMMS_SHARE)
    static double commsShare(double commsSeconds, double summedSeconds) {
        return commsSeconds / summedSeconds;
    }

    @Equation(says = "overhead / sum of the four terms", source = SECTION_4, gives = Figure.OVERHEAD_SHARE)
    static double overheadShare(double overheadSeconds, double summedSeconds) {
        return overheadSeconds / summedSeconds;
    }

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
