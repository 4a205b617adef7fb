package dev.sweepbook.report;

import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of a summary that hold the findings of every formula set of a file. */
final class SetTables {
    /** Scenarios of a ranking. */
    static final int SHOWN = 10;

    private static final int LINES = 40;

    private final Map<Formulas, Findings> findings;

    /** Tables of what the sets found, the oldest first. */
    SetTables(Map<Formulas, Findings> findings) {
        this.findings = findings;
    }

    /** The findings of each set in a column, where there are several. */
    List<Summary.Block> sideBySide() {
        if (findings.size() < 2) {
            return List.of();
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
        return List.of(new Summary.Block("Side by side", List.of(), headings, lines));
    }

    /** What is in the costs of all formula sets of the file. */
    String costs() {
        boolean several =
                findings.keySet().stream().map(TokenCost::counted).distinct().count() > 1;
        Findings newest = null;
        for (Findings set : findings.values()) {
            newest = set;
        }
        return newest == null
                ? ""
                : ", " + TokenCost.counted(newest.formulas) + (several ? " (of seed-2020 decoding alone)" : "");
    }

    private Summary.Heading costHeading() {
        return new Summary.Heading(TokenCost.TITLE + costs(), Unit.USD);
    }

    /** How many scenarios each resource binds. */
    Summary.Block binds() {
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

    /** The best of each model on each device, where there are several. */
    List<Summary.Block> pairs(String title, Objective objective) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        boolean several = false;
        for (Findings set : findings.values()) {
            List<Winner> winners = set.ofPairs(objective);
            several |= winners.size() > 1;
            winners.forEach(winner -> lines.add(winner.line()));
        }
        return several ? List.of(table(title, Winner.headings(costHeading()), lines)) : List.of();
    }

    /** The fewest devices that hold each model, where there are more models than a sentence names. */
    List<Summary.Block> fewest() {
        if (findings.values().stream().noneMatch(set -> set.fewestDevices.size() > 3)) {
            return List.of();
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
        return List.of(table("Fewest devices that hold one replica of each model", Winner.FEWEST_HEADINGS, lines));
    }

    private static Summary.Block table(
            String title, List<Summary.Heading> headings, List<List<@Nullable Object>> lines) {
        List<String> sentences = lines.size() <= LINES
                ? List.of()
                : List.of("The first " + LINES + " of " + Words.count(lines.size()) + ".");
        return new Summary.Block(title, sentences, headings, lines.subList(0, Math.min(LINES, lines.size())));
    }

    /** The scenarios that lead a ranking; nothing where none does. */
    List<Summary.Block> leading(String title, Ranking ranking) {
        List<List<@Nullable Object>> lines = ranking.lines(SHOWN);
        return lines.isEmpty()
                ? List.of()
                : List.of(new Summary.Block(title, List.of(), Winner.headings(costHeading()), lines));
    }
}
