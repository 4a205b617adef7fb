package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import org.jspecify.annotations.Nullable;

/** The four terms of a decode step as they add up to it: what a formula set hides behind a longer term is zero. */
record Exposed(double memory, double compute, double comms, double overhead) {
    static Exposed of(Estimate estimate, Formulas formulas) {
        double memory = estimate.get(Figure.MEMORY_SECONDS);
        double compute = estimate.get(Figure.COMPUTE_SECONDS);
        double comms = estimate.get(Figure.COMMS_SECONDS);
        double overhead = estimate.get(Figure.OVERHEAD_SECONDS);
        Term bound = estimate.bound();
        return switch (formulas) {
            case ROOFLINE -> new Exposed(memory, compute, comms, overhead);
            case SEED_2020 ->
                new Exposed(memory >= compute ? memory : 0, compute > memory ? compute : 0, comms, overhead);
            case KIPPLY_2022 -> // all of them overlap
                new Exposed(
                        bound == Term.MEMORY ? memory : 0,
                        bound == Term.COMPUTE ? compute : 0,
                        bound == Term.COMMS ? comms : 0,
                        bound == Term.OVERHEAD ? overhead : 0);
        };
    }

    /** The term that changes most in the direction the step changes, or null where the steps are equal. */
    @Nullable
    Term mostChangedTo(Exposed other) {
        double change = other.sum() - sum();
        if (Math.abs(change) <= 1e-9 * sum()) {
            return null;
        }
        Term most = Term.MEMORY;
        for (Term term : Term.values()) {
            if ((other.of(term) - of(term)) * change > (other.of(most) - of(most)) * change) {
                most = term;
            }
        }
        return most;
    }

    private double sum() {
        return memory + compute + comms + overhead;
    }

    private double of(Term term) {
        return switch (term) {
            case MEMORY -> memory;
            case COMPUTE -> compute;
            case COMMS -> comms;
            case OVERHEAD -> overhead;
        };
    }
}
