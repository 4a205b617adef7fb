package dev.sweepbook.report;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the summary of a file from its rows, in constant memory. */
public final class SummaryBuilder {
    private final SweepFile file;
    private final RunFacts facts;
    private final BookKind kind;
    private final Overview overview;
    private final Map<Formulas, Findings> findings;

    /**
     * A summary of no rows yet.
     *
     * @param file what is asked
     * @param columns the columns of the file
     * @param facts what produces the output
     * @param kind what the sheets beside the summary hold
     */
    public SummaryBuilder(SweepFile file, List<Column> columns, RunFacts facts, BookKind kind) {
        this(file, facts, kind, new Overview(file, columns));
    }

    /**
     * A summary of what is gathered.
     *
     * @param file what is asked
     * @param facts what produces the output
     * @param kind what the sheets beside the summary hold
     * @param overview what the rows come to; may take more until the summary is made
     */
    public SummaryBuilder(SweepFile file, RunFacts facts, BookKind kind, Overview overview) {
        this.file = file;
        this.facts = facts;
        this.kind = kind;
        this.overview = overview;
        this.findings = overview.findings();
    }

    /**
     * Takes a row.
     *
     * @param row in the order of the numbers; valid only during the call
     */
    public void accept(Row row) {
        overview.accept(row);
    }

    /**
     * The formula sets the rows used.
     *
     * @return in the order of their age
     */
    public List<Formulas> formulas() {
        return List.copyOf(findings.keySet());
    }

    /**
     * Gives the rows that lead once more: the top of each ranking, the frontier, the best of each model on each device.
     *
     * @param <E> what the taker may throw
     * @param rows takes each in the order of the numbers; valid only during the call
     * @throws E as the taker does
     */
    public <E extends Exception> void forEachBest(RowCursor.RowTaker<E> rows) throws E {
        SortedMap<Long, Winner> best = new TreeMap<>();
        int top = file.report().top();
        for (Ranking ranking : List.of(overview.topCosts(), overview.topSteps(), overview.topPerDevice())) {
            ranking.first(top).forEach(winner -> best.put(winner.scenario(), winner));
        }
        findings.values().forEach(set -> set.leaders().forEach(winner -> best.put(winner.scenario(), winner)));
        Reckoner reckoner = new Reckoner(file);
        for (Winner winner : best.values()) {
            rows.take(reckoner.row(winner));
        }
    }

    /**
     * The scenario to begin with: the best by the newest formula set, else the first that fits, else the first.
     *
     * @return the row, estimated once more, or nothing where there is no row
     */
    public Optional<Row> leading() {
        Findings newest = newest();
        Winner best = newest == null ? null : new Choices(newest).best();
        long first = overview.firstThatFits() > 0 ? overview.firstThatFits() : overview.first();
        Winner shown = best != null || first == 0 ? best : overview.recall().winner(first);
        return Optional.ofNullable(shown).map(winner -> new Reckoner(file).row(winner));
    }

    /**
     * What the rows came to.
     *
     * @return the summary
     */
    public Summary build() {
        return build(overview.rows());
    }

    /**
     * What the rows came to, where sheets hold fewer of them.
     *
     * @param held rows of the per-scenario sheets
     * @return the summary
     */
    public Summary build(long held) {
        Reckoner reckoner = new Reckoner(file);
        Findings newest = newest();
        List<Summary.Block> blocks = new ArrayList<>();
        blocks.add(found(newest, reckoner, held));
        blocks.addAll(overview.cautions().blocks());
        blocks.addAll(Asked.told(file));
        List<Graph> graphs = new ArrayList<>();
        if (newest != null) {
            String whose = findings.size() == 1 ? "" : ", as " + newest.formulas.id() + " has it";
            blocks.addAll(new OptionTables(newest, reckoner).blocks(whose));
            blocks.addAll(new TrustTable(newest, reckoner).blocks());
            blocks.addAll(new PairMaps(newest, reckoner).blocks(whose));
            graphs.addAll(new FindingGraphs(newest, reckoner).graphs());
        }
        SetTables tables = new SetTables(findings);
        blocks.addAll(overview.effects().blocks());
        addOtherSets(blocks, newest, reckoner);
        blocks.addAll(tables.sideBySide());
        blocks.addAll(overview.comparison().blocks());
        blocks.add(tables.binds());
        for (Findings set : findings.values()) {
            String whose = findings.size() == 1 ? "" : ", as " + set.formulas.id() + " has it";
            blocks.addAll(set.frontier.blocks(
                    "Frontier of throughput per device against speed for a user" + whose, set.formulas));
        }
        blocks.addAll(tables.pairs("Lowest decode step of each model and device", Objective.LATENCY));
        blocks.addAll(tables.pairs(
                "Most output tokens per second per device, of each model and device", Objective.THROUGHPUT));
        blocks.addAll(tables.fewest());
        blocks.addAll(
                tables.leading("The lowest costs per million output tokens" + tables.costs(), overview.topCosts()));
        blocks.addAll(tables.leading("The lowest decode steps", overview.topSteps()));
        blocks.addAll(tables.leading("The most output tokens per second per device", overview.topPerDevice()));
        blocks.addAll(Asked.blocks(file));
        blocks.add(made());
        return new Summary(file.name(), file.description(), blocks, graphs);
    }

    /** What the newest formula set of the file found, null where there is no row. */
    private @Nullable Findings newest() {
        Findings newest = null;
        for (Findings set : findings.values()) {
            newest = set;
        }
        return newest;
    }

    private Summary.Block found(@Nullable Findings newest, Reckoner reckoner, long held) {
        List<List<@Nullable Object>> answers = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        sentences.add(asRun());
        if (newest != null) {
            answers.addAll(gist(newest, reckoner).answers());
        }
        if (findings.size() > 1 && newest != null) {
            sentences.add("As " + newest.formulas.id() + " has it; the other formula sets stand side by side below.");
        }
        answers.add(List.of("What was asked", counted()));
        answers.addAll(Asked.promises(file));
        answers.addAll(Asked.lengths(file));
        if (held < overview.rows()) {
            answers.add(List.of(
                    "What the sheets hold",
                    Words.count(held) + " of the " + Words.count(overview.rows()) + " scenarios: the best "
                            + file.report().top()
                            + " by cost, latency and throughput per device, the frontier, and the best of each model on"
                            + " each device. This summary covers every scenario; --rows all writes them all."));
        }
        FormulaWords.howToRead(findings.keySet()).forEach(sentence -> {
            int colon = sentence.indexOf(": ");
            answers.add(List.of(sentence.substring(0, colon), Words.capital(sentence.substring(colon + 2))));
        });
        return new Summary.Block("What the sweep found", Summary.Kind.ANSWERS, sentences, List.of(), answers);
    }

    /** What an edit changes, so that nobody waits for the summary to follow one. */
    private String asRun() {
        return switch (kind) {
            case LIVING ->
                "As run. Edits change the sheets of results; run the edited workbook for a new summary and new charts.";
            case VALUES ->
                "As run. The sheets of results hold values, which follow no edit; What-if alone does. Run the edited"
                        + " workbook for new results and a new summary.";
        };
    }

    private Gist gist(Findings set, Reckoner reckoner) {
        double largest = Varied.values(Axis.BATCH_SIZE, file).stream()
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 1)
                .max()
                .orElse(1);
        return new Gist(set, new ChoiceWords(reckoner, largest, kind));
    }

    private String counted() {
        long fit = 0;
        long doNotFit = 0;
        long notSupported = 0;
        long asked = 0;
        long meet = 0;
        for (Findings set : findings.values()) {
            fit += set.fit;
            doNotFit += set.doNotFit;
            notSupported += set.notSupported;
            asked += set.asked;
            meet += set.meet;
        }
        return Words.count(overview.rows(), "scenario") + ": " + Words.count(fit)
                + (fit == 1 ? " fits" : " fit") + " the memory, "
                + Words.count(doNotFit) + (doNotFit == 1 ? " does not, " : " do not, ") + Words.count(notSupported)
                + (notSupported == 1 ? " is" : " are") + " not supported. "
                + (asked == 0
                        ? "Scenarios that do not fit win nothing below."
                        : "Of those that fit " + Words.count(meet) + (meet == 1 ? " meets" : " meet")
                                + " the SLO; only those win below.");
    }

    /** What the other formula sets answer. */
    private void addOtherSets(List<Summary.Block> blocks, @Nullable Findings newest, Reckoner reckoner) {
        for (Findings set : findings.values()) {
            if (set != newest) {
                blocks.add(new Summary.Block(
                        "As " + set.formulas.id() + " has it",
                        Summary.Kind.ANSWERS,
                        List.of(),
                        List.of(),
                        gist(set, reckoner).answers()));
            }
        }
    }

    private Summary.Block made() {
        long grid = 0;
        long included = 0;
        for (Sweep sweep : file.sweeps()) {
            grid += sweep.gridPoints();
            included += sweep.includes().size();
        }
        List<String> sentences = List.of(
                "Grid: " + Words.count(grid, "point") + ", " + Words.count(grid + included - overview.rows())
                        + " excluded, " + Words.count(included) + " included.",
                "Made by Sweepbook " + facts.toolVersion() + " with catalogue " + facts.catalogVersion()
                        + ". The same inputs give the same workbook.");
        List<List<@Nullable Object>> lines = new ArrayList<>();
        facts.inputs().forEach(input -> lines.add(List.of(input.path(), input.sha256())));
        List<Summary.Heading> headings = lines.isEmpty()
                ? List.of()
                : List.of(new Summary.Heading("Input", Unit.TEXT), new Summary.Heading("SHA-256", Unit.TEXT));
        return new Summary.Block("How it was made", sentences, headings, lines);
    }
}
