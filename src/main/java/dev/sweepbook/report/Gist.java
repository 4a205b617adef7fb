package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sweep found, for a reader of one page: questions and their answers. */
final class Gist {
    private static final int MODELS = 6;
    private static final String COMPUTE = "Compute limits a whole step from";

    private final Findings findings;
    private final Choices choices;
    private final ChoiceWords words;

    Gist(Findings findings, ChoiceWords words) {
        this.findings = findings;
        this.choices = new Choices(findings);
        this.words = words;
    }

    /** The questions, each with its answer. */
    List<List<@Nullable Object>> answers() {
        List<List<@Nullable Object>> answers = new ArrayList<>();
        Winner best = choices.best();
        if (best == null) {
            add(
                    answers,
                    "The best",
                    findings.fit == 0
                            ? "No scenario fits, so nothing is ranked."
                            : "No scenario fits and is known to meet the SLO, so nothing is ranked.");
            return answers;
        }
        List<String> models = choices.models();
        if (models.size() == 1) {
            addOne(answers, models.get(0));
        } else {
            addOfAll(answers);
            models.stream().limit(MODELS).forEach(model -> addOfSeveral(answers, model));
        }
        if (choices.objective() == Objective.COST && !choices.unpriced().isEmpty()) {
            add(
                    answers,
                    "Without a price",
                    String.join(", ", choices.unpriced())
                            + ": not among the cheapest, since nobody gave a price. price_per_hour of a device sets it.");
        }
        if (choices.objective() == Objective.COST) {
            add(answers, "How cost is counted", ChoiceWords.counted(findings.formulas));
        }
        answers.addAll(findings.cost.answers());
        addLatency(answers);
        addThroughput(answers);
        fewest(answers);
        add(
                answers,
                models.size() == 1 ? "How far to trust it" : "How far to trust " + best.model(),
                words.trust(best));
        String price = choices.objective() == Objective.COST ? words.otherPrice(best) : null;
        if (price != null) {
            add(answers, "At another price", price);
        }
        add(answers, "What binds the sweep", findings.bindsMost());
        return answers;
    }

    private static void add(List<List<@Nullable Object>> answers, String question, String answer) {
        if (!answer.isEmpty()) {
            answers.add(List.of(question, answer));
        }
    }

    private String best() {
        String what = choices.objective() == Objective.COST ? "Cheapest" : "Most tokens per device";
        return findings.asked > 0 ? what + " within the SLO" : what;
    }

    private void addOfAll(List<List<@Nullable Object>> answers) {
        Choices.Choice choice = choices.ofAll();
        if (choice != null) {
            String next = ChoiceWords.next(choice.best(), choice.next(), choices.objective());
            add(
                    answers,
                    best() + ", all models",
                    leads(choice.best(), choice.best().model() + " on ")
                            + (next.isEmpty()
                                    ? ""
                                    : "\nThe next model, device or number of devices: " + uncapital(next)));
        }
    }

    private void addOne(List<List<@Nullable Object>> answers, String model) {
        Choices.Choice choice = choices.choice(model);
        if (choice != null) {
            add(answers, best(), leads(choice.best(), model + " on "));
            told(choice).forEach((question, answer) -> add(answers, question, answer));
        }
    }

    private void addOfSeveral(List<List<@Nullable Object>> answers, String model) {
        Choices.Choice choice = choices.choice(model);
        if (choice == null) {
            add(answers, model, "No price is known of a device it fits.");
            return;
        }
        List<String> lines = new ArrayList<>(List.of(leads(choice.best(), "")));
        told(choice).forEach((question, answer) -> {
            if (!answer.isEmpty()) {
                lines.add(question + ": " + uncapital(answer));
            }
        });
        add(answers, best() + ": " + model, String.join("\n", lines));
    }

    /** What is said of the best option of a model: the questions, each with its answer or none. */
    private Map<String, String> told(Choices.Choice choice) {
        Winner best = choice.best();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("The next " + choice.kind(), ChoiceWords.next(best, choice.next(), choices.objective()));
        told.put("The next device", ChoiceWords.next(best, choice.nextDevice(), choices.objective()));
        told.put("In another weight format", ChoiceWords.next(best, choice.nextFormat(), choices.objective()));
        if (choices.objective() == Objective.COST) {
            told.put("Another order", ChoiceWords.byDecoding(best, choices.otherwiseCheapest(best)));
        }
        told.put("May miss the SLO", words.unsure(best, choices.sure(best.model()), choices.objective()));
        told.put("Within the SLO up to", ChoiceWords.withinLevel(best));
        told.put("What binds it", words.binds(best));
        if (choices.objective() == Objective.COST) {
            told.put("Reading the prompt", words.prompt(best));
        }
        told.put(COMPUTE, words.threshold(best));
        return told;
    }

    private static String uncapital(String text) {
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private String leads(Winner best, String before) {
        return ChoiceWords.figures(best, choices.objective()) + ": " + before + best.placeOfModel() + ".";
    }

    private void addLatency(List<List<@Nullable Object>> answers) {
        Winner fastest = findings.lowestStep.first();
        if (fastest != null) {
            add(
                    answers,
                    "Lowest latency",
                    Words.capital(ChoiceWords.figure(fastest, Objective.LATENCY)) + ": " + fastest.model() + " on "
                            + fastest.placeOfModel() + ".");
        }
    }

    private void addThroughput(List<List<@Nullable Object>> answers) {
        Winner perDevice = findings.mostPerDevice.first();
        Winner total = findings.mostTotal.first();
        if (perDevice == null || total == null) {
            return;
        }
        String best = Words.number(perDevice.tokensPerSecondPerDevice()) + " output tokens a second per device: "
                + perDevice.model() + " on " + perDevice.placeOfModel();
        add(
                answers,
                "Most throughput",
                perDevice.scenario() == total.scenario()
                        ? best + ". Also the most in total, " + Words.number(total.tokensPerSecond()) + "."
                        : best + ". In total " + Words.number(total.tokensPerSecond()) + ": " + total.model() + " on "
                                + total.placeOfModel() + ".");
    }

    private void fewest(List<List<@Nullable Object>> answers) {
        if (findings.fewestDevices.size() > 3) {
            return;
        }
        List<String> told = new ArrayList<>();
        findings.fewestDevices.forEach((model, ranking) -> {
            Winner winner = ranking.first();
            if (winner != null) {
                told.add(model + " on " + Words.number(winner.devicesPerReplica()) + " × " + winner.hardware()
                        + " (scenario " + Words.count(winner.scenario()) + ")");
            }
        });
        add(answers, "Fewest devices that hold it", told.isEmpty() ? "" : String.join("; ", told) + ".");
    }
}
