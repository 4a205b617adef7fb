package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best options of each model side by side: what they come to, and what limits them. */
final class OptionTables {
    private static final int LINES = 30;

    static final String WHY_NEVER =
            "Never (cache): each sequence more takes longer to read its cache than to compute, at any batch. Column Bound of sheet"
                    + " Latency takes operator by operator, so that compute can lead there before it limits a whole step.";

    private final Formulas formulas;
    private final Choices choices;
    private final Reckoner reckoner;

    OptionTables(Findings findings, Reckoner reckoner) {
        this.formulas = findings.formulas;
        this.choices = new Choices(findings);
        this.reckoner = reckoner;
    }

    /** One option and what it is best by; an option that is best by several stands once. */
    private record Leader(String by, Winner winner) {}

    private List<Leader> leaders() {
        List<Leader> leaders = new ArrayList<>();
        for (String model : choices.models()) {
            List<Leader> ofModel = new ArrayList<>();
            for (Objective objective : Objective.values()) {
                Winner winner = choices.best(model, objective);
                if (winner != null) {
                    join(ofModel, objective, winner);
                }
            }
            leaders.addAll(ofModel);
        }
        return leaders.subList(0, Math.min(LINES, leaders.size()));
    }

    private static void join(List<Leader> leaders, Objective objective, Winner winner) {
        for (int i = 0; i < leaders.size(); i++) {
            if (leaders.get(i).winner().scenario() == winner.scenario()) {
                leaders.set(i, new Leader(leaders.get(i).by() + ", " + lower(objective.title()), winner));
                return;
            }
        }
        leaders.add(new Leader(objective.title(), winner));
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
    }

    List<Summary.Block> blocks(String whose) {
        List<Leader> leaders = leaders();
        if (leaders.isEmpty()) {
            return List.of();
        }
        List<List<@Nullable Object>> options = new ArrayList<>();
        List<List<@Nullable Object>> limits = new ArrayList<>();
        for (Leader leader : leaders) {
            options.add(option(leader));
            limits.add(limits(leader));
        }
        List<String> none = List.of();
        List<String> why =
                limits.stream().anyMatch(line -> line.contains(ChoiceWords.NEVER)) ? List.of(WHY_NEVER) : none;
        return List.of(
                new Summary.Block("The best options" + whose, none, optionHeadings(), options),
                new Summary.Block("What limits them" + whose, Summary.Kind.BOUNDS, why, LIMIT_HEADINGS, limits));
    }

    private List<Summary.Heading> optionHeadings() {
        return List.of(
                new Summary.Heading("Model", Unit.TEXT),
                new Summary.Heading("Best by", Unit.TEXT),
                new Summary.Heading("Decode step", Unit.MILLISECONDS),
                new Summary.Heading("First token, unqueued", Unit.MILLISECONDS),
                new Summary.Heading("Output throughput per device", Unit.TOKENS_PER_SECOND),
                TokenCost.heading(formulas),
                new Summary.Heading("Scenario", Unit.COUNT),
                new Summary.Heading("Option", Unit.TEXT));
    }

    private List<@Nullable Object> option(Leader leader) {
        Winner winner = leader.winner();
        String setting = winner.setting();
        List<@Nullable Object> line = new ArrayList<>();
        line.add(winner.model());
        line.add(leader.by());
        line.add(Unit.MILLISECONDS.shown(winner.decodeStepSeconds()));
        line.add(known(Unit.MILLISECONDS.shown(reckoner.of(winner.asked()).get(Figure.TTFT_SECONDS))));
        line.add(known(winner.tokensPerSecondPerDevice()));
        line.add(known(winner.figures().usd()));
        line.add((double) winner.scenario());
        line.add(winner.option() + (setting.isEmpty() ? "" : ", " + setting));
        return line;
    }

    private static final List<Summary.Heading> LIMIT_HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Best by", Unit.TEXT),
            new Summary.Heading("Binds", Unit.TEXT),
            new Summary.Heading("Would bind next", Unit.TEXT),
            new Summary.Heading("Batch", Unit.SEQUENCES),
            new Summary.Heading("Compute limits from batch", Unit.SEQUENCES),
            new Summary.Heading("Memory full at batch", Unit.SEQUENCES),
            new Summary.Heading("Largest batch within the SLO", Unit.SEQUENCES),
            new Summary.Heading("Evidence, and what 80 % of measured steps lie between", Unit.TEXT));

    private List<@Nullable Object> limits(Leader leader) {
        Winner winner = leader.winner();
        Estimate estimate = reckoner.of(winner.asked());
        List<@Nullable Object> line = new ArrayList<>();
        line.add(winner.model());
        line.add(leader.by());
        line.add(share(estimate, estimate.bound()));
        line.add(share(estimate, estimate.nextBound()));
        line.add((double) winner.asked().workload().batchSize());
        line.add(ChoiceWords.thresholdCell(estimate));
        line.add(known(estimate.get(Figure.MAX_BATCH_SIZE)));
        line.add(known(winner.level().largestBatch()));
        line.add(trust(winner));
        return line;
    }

    private static @Nullable Object known(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }

    private static @Nullable String share(Estimate estimate, @Nullable Term term) {
        return term == null ? null : term.id() + " " + Words.percent(ChoiceWords.share(estimate, term));
    }

    private static String trust(Winner winner) {
        Evidence evidence = winner.bands().evidence();
        if (evidence == null || Double.isNaN(winner.bands().decode().p10())) {
            return "a bound or no bands";
        }
        double step = winner.decodeStepSeconds();
        return evidence.id() + ": "
                + Words.duration(step * winner.bands().decode().p10()) + " to "
                + Words.duration(step * winner.bands().decode().p90());
    }
}
