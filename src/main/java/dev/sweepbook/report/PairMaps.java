package dev.sweepbook.report;

import dev.sweepbook.estimate.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Maps of models against devices: what the best option comes to, and what binds. */
final class PairMaps {
    private static final int ACROSS = 9;
    private static final int DOWN = 40;

    private final Findings findings;
    private final Reckoner reckoner;
    private final List<String> models;
    private final List<String> devices;

    PairMaps(Findings findings, Reckoner reckoner) {
        this.findings = findings;
        this.reckoner = reckoner;
        this.models = findings.models();
        this.devices = findings.devices();
    }

    List<Summary.Block> blocks(String whose) {
        if (findings.pairs.size() < 2) {
            return List.of();
        }
        List<Summary.Block> blocks = new ArrayList<>();
        String over = "Over every setting that fits" + (findings.asked > 0 ? " and meets the SLO" : "");
        if (findings.objective() == Objective.COST) {
            blocks.add(map(
                    "Lowest cost of each model on each device (USD per million output tokens, "
                            + TokenCost.counted(findings.formulas) + ")" + whose,
                    Summary.Kind.LESS_IS_BETTER,
                    over + ". In each line the cheapest is the darkest.",
                    (model, device) -> figure(model, device, Objective.COST)));
        }
        blocks.add(map(
                "Most throughput of each model on each device (output tokens/s per device)" + whose,
                Summary.Kind.MORE_IS_BETTER,
                over + ". In each line the most is the darkest.",
                (model, device) -> figure(model, device, Objective.THROUGHPUT)));
        String which = findings.objective() == Objective.COST ? "cheapest option" : "option with most throughput";
        blocks.add(map(
                "From which batch compute limits a step" + whose,
                Summary.Kind.TABLE,
                "Of the " + which + " of each model on each device, at its context. " + OptionTables.WHY_NEVER,
                this::threshold));
        blocks.add(map(
                "What binds where" + whose,
                Summary.Kind.BOUNDS,
                "What binds most of the scenarios that fit, and how many of them.",
                this::binds));
        return blocks;
    }

    private Summary.Block map(
            String title, Summary.Kind kind, String sentence, BiFunction<String, String, @Nullable Object> cell) {
        List<Summary.Heading> headings = new ArrayList<>();
        headings.add(new Summary.Heading("Model", Unit.TEXT));
        devices.stream().limit(ACROSS).forEach(name -> headings.add(new Summary.Heading(name, Unit.NONE)));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        models.stream().limit(DOWN).forEach(model -> {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(model);
            devices.stream().limit(ACROSS).forEach(device -> line.add(cell.apply(model, device)));
            lines.add(line);
        });
        List<String> sentences = new ArrayList<>(List.of(sentence));
        if (devices.size() > ACROSS || models.size() > DOWN) {
            sentences.add("The first of " + Words.count(models.size(), "model") + " and "
                    + Words.count(devices.size(), "device") + ".");
        }
        return new Summary.Block(title, kind, sentences, headings, lines);
    }

    private @Nullable PairFindings pair(String model, String device) {
        return findings.pairs.get(new Findings.Pair(model, device));
    }

    private @Nullable Object figure(String model, String device, Objective objective) {
        PairFindings pair = pair(model, device);
        if (pair == null) {
            return null;
        }
        double lowest = pair.best(objective).firstCost();
        if (!Double.isNaN(lowest)) {
            return Math.abs(lowest);
        }
        if (pair.best(Objective.LATENCY).first() != null) {
            return "no price";
        }
        return pair.fit > 0 ? "misses SLO" : pair.doNotFit > 0 ? "does not fit" : "not supported";
    }

    private @Nullable Object threshold(String model, String device) {
        PairFindings pair = pair(model, device);
        Winner best = pair == null ? null : pair.best(findings.objective()).first();
        return best == null
                ? figure(model, device, findings.objective())
                : ChoiceWords.thresholdCell(reckoner.of(best.asked()));
    }

    private @Nullable Object binds(String model, String device) {
        PairFindings pair = pair(model, device);
        Term most = pair == null ? null : pair.most();
        if (pair == null || most == null) {
            return pair == null ? null : pair.doNotFit > 0 ? "does not fit" : null;
        }
        return most.id() + " " + Words.count(pair.bound[most.ordinal()]) + "/" + Words.count(pair.fit);
    }
}
