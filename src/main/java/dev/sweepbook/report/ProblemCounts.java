package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Counts the rows that are not ok by their reason, in constant memory. */
public final class ProblemCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int REASONS = 200;

    private final LinkedHashMap<String, Numbers> notSupported = new LinkedHashMap<>();
    private final LinkedHashMap<Findings.Pair, Misfit> misfits = new LinkedHashMap<>();
    private final Numbers otherReasons = new Numbers();
    private final Misfit otherPairs = new Misfit();

    private static final class Misfit implements Serializable {
        private static final long serialVersionUID = 1L;

        final Numbers numbers = new Numbers();
        double fewest = Double.POSITIVE_INFINITY;
        double most;

        void add(Misfit later) {
            numbers.add(later.numbers);
            fewest = Math.min(fewest, later.fewest);
            most = Math.max(most, later.most);
        }
    }

    /** Nothing counted yet. */
    public ProblemCounts() {}

    /**
     * Takes a row.
     *
     * @param row valid only during the call
     */
    public void accept(Row row) {
        if (!row.estimate().isSupported()) {
            String reason = row.estimate().status().substring("not supported: ".length());
            unsupported(reason).add(row.number());
        } else if (Boolean.FALSE.equals(row.estimate().fits())) {
            Findings.Pair pair = new Findings.Pair(
                    row.scenario().model().id(), row.scenario().hardware().id());
            Misfit misfit = misfit(pair);
            misfit.numbers.add(row.number());
            double devices = row.estimate().get(Figure.MIN_DEVICES);
            misfit.fewest = Math.min(misfit.fewest, Double.isNaN(devices) ? misfit.fewest : devices);
            misfit.most = Math.max(misfit.most, Double.isNaN(devices) ? misfit.most : devices);
        }
    }

    private Numbers unsupported(String reason) {
        return notSupported.size() < REASONS
                ? notSupported.computeIfAbsent(reason, r -> new Numbers())
                : notSupported.getOrDefault(reason, otherReasons);
    }

    private Misfit misfit(Findings.Pair pair) {
        return misfits.size() < REASONS
                ? misfits.computeIfAbsent(pair, p -> new Misfit())
                : misfits.getOrDefault(pair, otherPairs);
    }

    /** Adds what was counted of rows that follow. */
    void add(ProblemCounts later) {
        later.notSupported.forEach((reason, numbers) -> unsupported(reason).add(numbers));
        later.misfits.forEach((pair, theirs) -> misfit(pair).add(theirs));
        otherReasons.add(later.otherReasons);
        otherPairs.add(later.otherPairs);
    }

    /** Whether some were counted together for which there was no room apart. */
    boolean isCut() {
        return otherReasons.count() > 0 || otherPairs.numbers.count() > 0;
    }

    /**
     * What was counted, and what reading the file noticed.
     *
     * @param file what was asked
     * @return the lines; none where all is well
     */
    public List<ProblemLine> lines(SweepFile file) {
        List<ProblemLine> lines = new ArrayList<>();
        notSupported.forEach((reason, numbers) ->
                lines.add(new ProblemLine("not supported", reason, numbers.count(), numbers.text(), "")));
        if (otherReasons.count() > 0) {
            lines.add(new ProblemLine(
                    "not supported", "other reasons", otherReasons.count(), otherReasons.text(), "see column Status"));
        }
        misfits.forEach((pair, misfit) -> lines.add(line(pair.model() + " on " + pair.hardware(), misfit)));
        if (otherPairs.numbers.count() > 0) {
            lines.add(line("other models and devices", otherPairs));
        }
        file.remarks().forEach(remark -> lines.add(new ProblemLine("remark", remark, 0, "", "")));
        return lines;
    }

    private static ProblemLine line(String what, Misfit misfit) {
        String remedy = "no number of devices would do";
        if (misfit.most > 0) {
            String from = Words.number(misfit.fewest);
            remedy = misfit.fewest == misfit.most
                    ? "fewest devices that would do: " + from
                    : "fewest devices that would do: " + from + " to " + Words.number(misfit.most) + ", by scenario";
        }
        return new ProblemLine("does not fit", what, misfit.numbers.count(), misfit.numbers.text(), remedy);
    }
}
