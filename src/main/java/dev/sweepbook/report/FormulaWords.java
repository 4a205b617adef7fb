package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a reader should know of the formula sets behind a workbook. */
final class FormulaWords {
    private FormulaWords() {}

    /** One sentence for the sets of the source that were used, one for the roofline. */
    static List<String> howToRead(Collection<Formulas> used) {
        List<String> sentences = new ArrayList<>();
        List<String> source = used.stream()
                .filter(set -> set != Formulas.ROOFLINE)
                .map(Formulas::id)
                .toList();
        if (!source.isEmpty()) {
            sentences.add("How to read " + String.join(" and ", source) + ": every model is taken for a dense GPT with"
                    + " full multi-head attention, two bytes a value, peak rates and the whole marketed memory; a decode"
                    + " step reads the weights, not the cache. Times are what the hardware could do at best, not what a"
                    + " server will do.");
        }
        if (used.contains(Formulas.ROOFLINE)) {
            sentences.add("How to read roofline: every model is counted from its own architecture, and a batch that"
                    + " starts together is timed operator by operator with the efficiencies of the calibration. Nothing"
                    + " waits in a queue: a busy server answers later.");
        }
        return sentences;
    }

    /** What one set does otherwise than an older one, by its equations. */
    static String difference(Formulas from, Formulas to) {
        if (to == Formulas.ROOFLINE) {
            return "roofline also reads the cache and computes attention over the context, counts the model's own"
                    + " tensors, and takes off what the calibration says is lost"
                    + (from == Formulas.SEED_2020
                            ? "; it counts communication in bytes."
                            : "; it hides no communication unless overlap says so.");
        }
        return "kipply-2022 hides communication behind the rest of the step, where seed-2020 adds it, and counts 8·d bytes"
                + " of it a layer for 12·d.";
    }
}
