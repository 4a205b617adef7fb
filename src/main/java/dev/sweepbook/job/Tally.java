package dev.sweepbook.job;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the scenarios of one file as they pass. */
public final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final EnumSet<Formulas> formulas = EnumSet.noneOf(Formulas.class);
    private final TreeSet<String> calibrations = new TreeSet<>();
    private final AtomicLong scenarios = new AtomicLong(); // others look at how far it is
    private long misfits;
    private long unsupported;

    Tally() {}

    /** Begins anew: the file is read again. */
    void clear() {
        formulas.clear();
        calibrations.clear();
        scenarios.set(0);
        misfits = 0;
        unsupported = 0;
    }

    void accept(Row row) {
        scenarios.incrementAndGet();
        Estimate estimate = row.estimate();
        if (!estimate.isSupported()) {
            unsupported++;
        } else if (Boolean.FALSE.equals(estimate.fits())) {
            misfits++;
        }
        var method = row.scenario().method();
        formulas.add(method.formulas());
        if (method.formulas() == Formulas.ROOFLINE) {
            calibrations.add(method.calibration());
        }
    }

    /** Adds what passed elsewhere. */
    void add(Tally other) {
        scenarios.addAndGet(other.scenarios());
        misfits += other.misfits;
        unsupported += other.unsupported;
        formulas.addAll(other.formulas);
        calibrations.addAll(other.calibrations);
    }

    /**
     * Scenarios that passed.
     *
     * @return rows of the output
     */
    public long scenarios() {
        return scenarios.get();
    }

    /**
     * Scenarios that do not fit the memory.
     *
     * @return how many
     */
    public long misfits() {
        return misfits;
    }

    /**
     * Scenarios the formula set could not be applied to.
     *
     * @return how many
     */
    public long unsupported() {
        return unsupported;
    }

    Set<Formulas> formulas() {
        return formulas;
    }

    /** Calibrations that counted: only the roofline reads them. */
    Set<String> calibrations() {
        return calibrations;
    }
}
