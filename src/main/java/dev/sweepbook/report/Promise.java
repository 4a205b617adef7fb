package dev.sweepbook.report;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.Slo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sweep promises its users, in words, and whether an option keeps it where the estimate is too short. */
final class Promise {
    private Promise() {}

    /** The bounds asked for, such as {@code time to first token at most 8 s}; nothing where none is. */
    static String asked(Slo slo) {
        List<String> parts = new ArrayList<>();
        if (!Double.isNaN(slo.ttftSeconds())) {
            parts.add("time to first token at most " + Words.duration(slo.ttftSeconds()) + ", unqueued");
        }
        if (!Double.isNaN(slo.tpotSeconds())) {
            parts.add("time per output token at most " + Words.duration(slo.tpotSeconds()));
        }
        return String.join("; ", parts);
    }

    /** Whether a row keeps its promise at the upper end of its error band too; not where no band is known. */
    static boolean isSure(Row row) {
        Slo slo = row.serviceLevel().slo();
        return slo.isAsked()
                && keeps(slo.ttftSeconds(), row.estimate().get(Figure.TTFT_SECONDS), firstToken(row.bands()))
                && keeps(slo.tpotSeconds(), row.estimate().get(Figure.TPOT_SECONDS), eachToken(row));
    }

    private static boolean keeps(double most, double seconds, double upper) {
        return Double.isNaN(most) || seconds * upper <= most;
    }

    private static double firstToken(ScenarioBands bands) {
        return bands.prefill().p90(); // the first token is the prefill's
    }

    /** Where the prefills of others stand in the way, of both bands the wider. */
    private static double eachToken(Row row) {
        Band decode = row.bands().decode();
        boolean mixed = row.scenario().workload().interference();
        return mixed ? Math.max(decode.p90(), row.bands().prefill().p90()) : decode.p90();
    }

    /** What breaks the promise at the upper end of the error band, and by how much; nothing where all is kept. */
    static String broken(Row row) {
        Slo slo = row.serviceLevel().slo();
        Estimate estimate = row.estimate();
        List<String> parts = new ArrayList<>();
        broken(
                parts,
                "Time to first token",
                slo.ttftSeconds(),
                estimate.get(Figure.TTFT_SECONDS),
                firstToken(row.bands()));
        broken(parts, "Time per output token", slo.tpotSeconds(), estimate.get(Figure.TPOT_SECONDS), eachToken(row));
        return String.join(" ", parts);
    }

    private static void broken(List<String> parts, String what, double most, double seconds, double upper) {
        double high = seconds * upper;
        if (high > most) {
            parts.add(what + " is estimated at " + Words.duration(seconds)
                    + ", but one in ten measured ones would be above " + Words.duration(high) + ", "
                    + Words.percent(high / most - 1) + " over the " + Words.duration(most) + " of the SLO.");
        }
    }

    /** How near the measurements are, for the end of a sentence. */
    static String evidence(@Nullable Evidence evidence) {
        return evidence == null ? "no evidence" : "evidence: " + evidence.id();
    }
}
