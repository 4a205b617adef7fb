package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a reader should beware of before relying on a workbook. */
final class Cautions implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Numbers misfits = new Numbers();
    private final Numbers comms = new Numbers();
    private final Numbers commsBound = new Numbers();
    private final Numbers missing = new Numbers();
    private final Numbers untold = new Numbers();
    private final Numbers extrapolated = new Numbers();
    private final Whose whoseExtrapolated = new Whose();
    private final TreeSet<String> placeholders = new TreeSet<>();

    void accept(Row row) {
        Estimate estimate = row.estimate();
        if (!estimate.isSupported()) {
            return;
        }
        if (Boolean.FALSE.equals(estimate.fits())) {
            misfits.add(row.number());
        }
        boolean roofline = row.scenario().method().formulas() == Formulas.ROOFLINE;
        if (roofline && estimate.bound() == Term.COMMS) {
            commsBound.add(row.number()); // the roofline's compute is that of the operators compute limits, often none
        } else if (!roofline && estimate.get(Figure.COMMS_SECONDS) > estimate.get(Figure.COMPUTE_SECONDS)) {
            comms.add(row.number());
        }
        if (row.serviceLevel().isAsked()) {
            if (Boolean.FALSE.equals(row.serviceLevel().isMet())) {
                missing.add(row.number());
            } else if (row.serviceLevel().isMet() == null) {
                untold.add(row.number());
            }
        }
        boolean isExtrapolated = row.bands().evidence() == Evidence.EXTRAPOLATED;
        whoseExtrapolated.accept(row, isExtrapolated);
        if (isExtrapolated) {
            extrapolated.add(row.number());
        }
        if (PlaceholderPrice.isUsedBy(row)) {
            placeholders.add(row.scenario().hardware().id());
        }
    }

    /** Adds what rows that follow came to. */
    void add(Cautions later) {
        misfits.add(later.misfits);
        comms.add(later.comms);
        commsBound.add(later.commsBound);
        missing.add(later.missing);
        untold.add(later.untold);
        extrapolated.add(later.extrapolated);
        whoseExtrapolated.add(later.whoseExtrapolated);
        placeholders.addAll(later.placeholders);
    }

    /** Whether rows were left out of something for which there was no room. */
    boolean isCut() {
        return whoseExtrapolated.isCut();
    }

    List<Summary.Block> blocks() {
        List<String> sentences = new ArrayList<>();
        add(
                sentences,
                misfits,
                "does not fit the memory: its times are arithmetic, not a plan",
                "do not fit the memory: their times are arithmetic, not a plan");
        add(sentences, missing, "misses the SLO", "miss the SLO");
        add(sentences, untold, "has no figure to hold against the SLO", "have no figure to hold against the SLO");
        add(sentences, comms, "communicates longer than it computes", "communicate longer than they compute");
        add(
                sentences,
                commsBound,
                "waits for communication more than for anything else",
                "wait for communication more than for anything else");
        if (extrapolated.count() > 0) {
            String whose = " (" + whoseExtrapolated.text() + ")";
            add(
                    sentences,
                    extrapolated,
                    "is extrapolated, nothing like it was measured" + whose,
                    "are extrapolated, nothing like them was measured" + whose);
        }
        if (!placeholders.isEmpty()) {
            sentences.add("Costs use placeholder prices of " + String.join(", ", placeholders)
                    + ", not quotes: sheet Hardware says where they come from; price_per_device_hour sets yours.");
        }
        return sentences.isEmpty()
                ? List.of()
                : List.of(new Summary.Block("What to beware of", sentences, List.of(), List.of()));
    }

    private static void add(List<String> sentences, Numbers numbers, String one, String many) {
        if (numbers.count() > 0) {
            sentences.add(Words.count(numbers.count(), "scenario") + " " + (numbers.count() == 1 ? one : many) + ": "
                    + numbers.text() + (numbers.text().endsWith("…") ? "" : "."));
        }
    }
}
