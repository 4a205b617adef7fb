package dev.sweepbook.report;

import dev.sweepbook.estimate.Term;
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
    private static final int SHOWN = 10;
    private static final String AS_RUN =
            "As run. Edits change the other sheets; run the edited workbook for a new" + " summary.";
    private static final int LINES = 40;
    private final SweepFile file;
    private final RunFacts facts;
    private final Overview overview;
    private final Map<Formulas, Findings> findings;

    /**
     * A summary of no rows yet.
     *
     * @param file what is asked
     * @param columns the columns of the file
     * @param facts what produces the output
     */
    public SummaryBuilder(SweepFile file, List<Column> columns, RunFacts facts) {
        this(file, facts, new Overview(file, columns));
    }

    /**
     * A summary of what is gathered.
     *
     * @param file what is asked
     * @param facts what produces the output
     * @param overview what the rows come to; may take more until the summary is made
     */
    public SummaryBuilder(SweepFile file, RunFacts facts, Overview overview) {
        this.file = file;
        this.facts = facts;
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
        blocks.addAll(overview.effects().blocks());
        addSideBySide(blocks, reckoner);
        blocks.addAll(overview.comparison().blocks());
        blocks.add(binds());
        for (Findings set : findings.values()) {
            String whose = findings.size() == 1 ? "" : ", as " + set.formulas.id() + " has it";
            blocks.addAll(set.frontier.blocks(
                    "Frontier of throughput per device against speed for a user" + whose, set.formulas));
        }
        addPairs(blocks, "Lowest decode step of each model and device", Objective.LATENCY);
        addPairs(blocks, "Most output tokens per second per device, of each model and device", Objective.THROUGHPUT);
        addFewest(blocks);
        addTop(blocks, "The lowest costs per million output tokens" + costs(), overview.topCosts());
        addTop(blocks, "The lowest decode steps", overview.topSteps());
        addTop(blocks, "The most output tokens per second per device", overview.topPerDevice());
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
        sentences.add(AS_RUN);
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

    private Gist gist(Findings set, Reckoner reckoner) {
        double largest = Varied.values(Axis.BATCH_SIZE, file).stream()
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 1)
                .max()
                .orElse(1);
        return new Gist(set, new ChoiceWords(reckoner, largest));
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

    private void addSideBySide(List<Summary.Block> blocks, Reckoner reckoner) {
        if (findings.size() < 2) {
            return;
        }
        Findings newest = newest();
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
        List<Summary.Heading> headings = new ArrayList<>();
        headings.add(new Summary.Heading("Finding", Unit.TEXT));
        findings.keySet().forEach(set -> headings.add(new Summary.Heading(set.id(), Unit.TEXT)));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Findings.Headline headline : Findings.Headline.values()) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(headline.title());
            findings.values().forEach(set -> line.add(set.text(headline)));
            lines.add(line);
        }
        blocks.add(new Summary.Block("Side by side", List.of(), headings, lines));
    }

    /** What is in the costs of all formula sets of the file. */
    private String costs() {
        boolean several =
                findings.keySet().stream().map(TokenCost::counted).distinct().count() > 1;
        Findings newest = newest();
        return newest == null
                ? ""
                : ", " + TokenCost.counted(newest.formulas) + (several ? " (of seed-2020 decoding alone)" : "");
    }

    private Summary.Heading costHeading() {
        return new Summary.Heading(TokenCost.TITLE + costs(), Unit.USD);
    }

    private Summary.Block binds() {
        List<Summary.Heading> headings = new ArrayList<>();
        headings.add(new Summary.Heading("Formulas", Unit.TEXT));
        for (String title : List.of("Do not fit", "Not supported", "Memory", "Compute", "Comms", "Overhead")) {
            headings.add(new Summary.Heading(title, Unit.COUNT));
        }
        headings.add(new Summary.Heading("Most often, of those that fit", Unit.TEXT));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Findings set : findings.values()) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(set.formulas.id());
            line.add((double) set.doNotFit);
            line.add((double) set.notSupported);
            for (Term term : Term.values()) {
                line.add((double) set.bound[term.ordinal()]);
            }
            line.add(set.text(Findings.Headline.BOUND));
            lines.add(line);
        }
        return new Summary.Block("What binds the decode step: number of scenarios", List.of(), headings, lines);
    }

    private void addPairs(List<Summary.Block> blocks, String title, Objective objective) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        boolean several = false;
        for (Findings set : findings.values()) {
            List<Winner> winners = set.ofPairs(objective);
            several |= winners.size() > 1;
            winners.forEach(winner -> lines.add(winner.line()));
        }
        if (several) {
            addTable(blocks, title, Winner.headings(costHeading()), lines);
        }
    }

    private void addFewest(List<Summary.Block> blocks) {
        if (findings.values().stream().noneMatch(set -> set.fewestDevices.size() > 3)) {
            return;
        }
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Findings set : findings.values()) {
            for (Ranking ranking : set.fewestDevices.values()) {
                Winner winner = ranking.first();
                if (winner != null) {
                    lines.add(winner.fewestLine());
                }
            }
        }
        addTable(blocks, "Fewest devices that hold one replica of each model", Winner.FEWEST_HEADINGS, lines);
    }

    private static void addTable(
            List<Summary.Block> blocks,
            String title,
            List<Summary.Heading> headings,
            List<List<@Nullable Object>> lines) {
        List<String> sentences = lines.size() <= LINES
                ? List.of()
                : List.of("The first " + LINES + " of " + Words.count(lines.size()) + ".");
        blocks.add(new Summary.Block(title, sentences, headings, lines.subList(0, Math.min(LINES, lines.size()))));
    }

    private void addTop(List<Summary.Block> blocks, String title, Ranking ranking) {
        List<List<@Nullable Object>> lines = ranking.lines(SHOWN);
        if (!lines.isEmpty()) {
            blocks.add(new Summary.Block(title, List.of(), Winner.headings(costHeading()), lines));
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
