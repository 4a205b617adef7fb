package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;

/**
 * What a workbook says of all scenarios, gathered from their rows: counts, the rows that lead rankings and frontiers,
 * sums over neighbours of a grid, problems by reason. Its size is bounded, whatever the number of rows: a part of a
 * million rows takes some ten kilobytes, at most 24 bytes for each point of a frontier.
 *
 * <p>Parts of a file can be gathered apart, on any machine, and added in their order; then all comes to the same as from
 * one walk, bit for bit. Of a row that leads only its number travels. What compares formula sets keeps rows that wait for
 * a partner and stays where it is: a file of several sets is gathered in one walk.
 */
public final class Overview implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Recall recall;
    private final transient Comparison comparison;
    private final EnumMap<Formulas, Findings> findings = new EnumMap<>(Formulas.class);
    private final Ranking topCosts;
    private final Ranking topSteps;
    private final Ranking topPerDevice;
    private final AxisEffects effects;
    private final Cautions cautions = new Cautions();
    private final ProblemCounts problems = new ProblemCounts();
    private final Errata errata = new Errata();
    private long rows;
    private long first;
    private long firstThatFits;
    private boolean blurred;

    /**
     * Of no rows yet.
     *
     * @param file what is asked
     * @param columns the columns of the file
     */
    public Overview(SweepFile file, List<Column> columns) {
        this.recall = new Recall(file, new Settings(file, columns));
        this.comparison = new Comparison(Varied.values(Axis.FORMULAS, file).size());
        this.effects = new AxisEffects(file);
        int top = Math.max(SetTables.SHOWN, file.report().top());
        this.topCosts = new Ranking(top, Objective.COST.lowest(), recall);
        this.topSteps = new Ranking(top, Objective.LATENCY.lowest(), recall);
        this.topPerDevice = new Ranking(top, Objective.THROUGHPUT.lowest(), recall);
    }

    /**
     * Whether parts of a file can be gathered apart.
     *
     * @param file what is asked
     * @return whether it has one formula set
     */
    public static boolean isDivisible(SweepFile file) {
        return Varied.values(Axis.FORMULAS, file).size() < 2;
    }

    /**
     * Prepares for the rows of a range that is not the beginning of the file: looks at rows before it that are compared
     * with rows in it, some thousands an axis at most.
     *
     * @param cursor walks the file; not while it gives other rows
     * @param range whose rows are taken next
     */
    public void startAt(RowCursor cursor, IndexRange range) {
        effects.startAt(cursor, range);
    }

    /**
     * Takes a row.
     *
     * @param row in the order of the numbers; valid only during the call
     */
    public void accept(Row row) {
        rows++;
        boolean fits = Boolean.TRUE.equals(row.estimate().fits());
        first = first == 0 ? row.number() : first;
        firstThatFits = firstThatFits == 0 && fits ? row.number() : firstThatFits;
        findings(row.scenario().method().formulas()).accept(row);
        comparison.accept(row);
        effects.accept(row);
        cautions.accept(row);
        problems.accept(row);
        errata.accept(row);
        if (fits && row.serviceLevel().isKept()) {
            topCosts.offer(row);
            topSteps.offer(row);
            topPerDevice.offer(row);
        }
    }

    private Findings findings(Formulas formulas) {
        Findings known = findings.get(formulas);
        if (known == null) {
            known = new Findings(formulas, recall);
            findings.put(formulas, known);
        }
        return known;
    }

    /**
     * Adds what was gathered of the rows that follow, in this process or another.
     *
     * @param later of rows of the same file behind these, prepared by {@link #startAt}; left as it is
     */
    public void add(Overview later) {
        blurred |= later.blurred || (rows > 0 && later.isCut());
        rows += later.rows;
        first = first == 0 ? later.first : first;
        firstThatFits = firstThatFits == 0 ? later.firstThatFits : firstThatFits;
        later.findings.forEach((formulas, theirs) -> findings(formulas).add(theirs));
        topCosts.add(later.topCosts);
        topSteps.add(later.topSteps);
        topPerDevice.add(later.topPerDevice);
        effects.add(later.effects);
        cautions.add(later.cautions);
        problems.add(later.problems);
        errata.add(later.errata);
    }

    /** Whether rows were left out of something, since there were more models, devices or reasons than it has room for. */
    private boolean isCut() {
        return cautions.isCut()
                || problems.isCut()
                || findings.values().stream().anyMatch(Findings::isCut);
    }

    /**
     * Whether all is as one walk would have it. Not where a part had no room for a model, a device or a reason of which
     * others have rows, or left points of a frontier out: then the rows are to be gone over at once.
     *
     * @return whether it can be relied on
     */
    public boolean isExact() {
        return !blurred;
    }

    /**
     * The scenarios taken.
     *
     * @return rows
     */
    public long rows() {
        return rows;
    }

    /**
     * The rows that are not ok.
     *
     * @return their counts by reason
     */
    public ProblemCounts problems() {
        return problems;
    }

    /**
     * The slips of the source that scenarios show.
     *
     * @return what was seen of them
     */
    public Errata errata() {
        return errata;
    }

    /** The first row that was taken, 0 where there is none. */
    long first() {
        return first;
    }

    long firstThatFits() {
        return firstThatFits;
    }

    EnumMap<Formulas, Findings> findings() {
        return findings;
    }

    Ranking topCosts() {
        return topCosts;
    }

    Ranking topSteps() {
        return topSteps;
    }

    Ranking topPerDevice() {
        return topPerDevice;
    }

    Comparison comparison() {
        return comparison;
    }

    AxisEffects effects() {
        return effects;
    }

    Cautions cautions() {
        return cautions;
    }

    Recall recall() {
        return recall;
    }
}
