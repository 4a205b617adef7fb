package dev.sweepbook.diff;

import dev.sweepbook.report.Edition;
import dev.sweepbook.report.Summary;
import dev.sweepbook.report.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed and why, in words and small tables. */
public final class ChangesSummary {
    private static final int MOST_FIELDS = 40;
    private static final int MOST_IN_SENTENCE = 3;

    private final Side old;
    private final Side now;
    private final Totals totals;
    private final List<Summary.Block> blocks = new ArrayList<>();

    private ChangesSummary(Side old, Side now, Totals totals) {
        this.old = old;
        this.now = now;
        this.totals = totals;
    }

    /**
     * The summary of a comparison.
     *
     * @param old what was
     * @param now what is
     * @param totals what was found
     * @return the summary, the shortest answer first
     */
    public static Summary of(Side old, Side now, Totals totals) {
        return new ChangesSummary(old, now, totals).summary();
    }

    private Summary summary() {
        text("In short", inShort());
        recommendations();
        causes();
        turns();
        largest("Largest changes", totals.largest());
        largest("Largest changes of options that fit in neither report", totals.largestMisfits());
        definitions();
        compared();
        text("How it was worked out", method());
        return new Summary("Changes: " + now.file().name(), "From " + old.title() + " to " + now.title() + ".", blocks);
    }

    private void text(String title, List<String> sentences) {
        blocks.add(new Summary.Block(title, sentences, List.of(), List.of()));
    }

    private static Summary.Heading head(String title) {
        return new Summary.Heading(title, Unit.TEXT);
    }

    private List<String> inShort() {
        List<String> sentences = new ArrayList<>();
        if (totals.isNothing()) {
            sentences.add("Nothing changed: " + Told.count(totals.unchanged(), "scenario") + " with the same results.");
            return sentences;
        }
        sentences.add(String.format(
                Locale.ROOT,
                "%s changed, %,d unchanged, %,d added, %,d removed.",
                Told.count(totals.changed(), "scenario"),
                totals.unchanged(),
                totals.added(),
                totals.removed()));
        verdicts(sentences);
        totals.scenarios().forEach((cause, count) -> sentences.add(sentence(cause, count)));
        if (totals.paired() > 0) {
            sentences.add(Told.count(totals.paired(), "scenario")
                    + (totals.paired() == 1
                            ? " is held against the one it was made from, whose inputs differ."
                            : " are held against those they were made from, whose inputs differ."));
        }
        return sentences;
    }

    /** A cause with what it did to the figures people look at first. */
    private String sentence(Cause cause, long count) {
        List<String> effects = new ArrayList<>();
        totals.effects().getOrDefault(cause, Map.of()).forEach((id, effect) -> {
            if (effects.size() < MOST_IN_SENTENCE) {
                effects.add(Told.title(id) + " " + Told.range(effect));
            }
        });
        return "Because of " + cause.id() + ": " + Told.count(count, "scenario")
                + (effects.isEmpty() ? "" : "; " + String.join(", ", effects)) + ".";
    }

    private void causes() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        totals.effects()
                .forEach((cause, figures) -> figures.forEach((id, effect) -> lines.add(List.of(
                        cause.id(),
                        Told.title(id),
                        (double) effect.count(),
                        100 * effect.least(),
                        100 * effect.most()))));
        table(
                "What it comes from",
                List.of(
                        head("Cause"),
                        head("Figure"),
                        new Summary.Heading("Scenarios", Unit.COUNT),
                        new Summary.Heading("From", Unit.SHARE),
                        new Summary.Heading("To", Unit.SHARE)),
                lines);
    }

    private void turns() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Totals.Turn turn : totals.turns()) {
            lines.add(List.of(
                    Told.title(turn.column()), turn.causes(), turn.before(), turn.after(), (double) turn.count()));
        }
        table(
                "Verdicts that turned",
                List.of(
                        head("Verdict"),
                        head("Because of"),
                        head("Was"),
                        head("Is"),
                        new Summary.Heading("Scenarios", Unit.COUNT)),
                lines);
    }

    private void recommendations() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Recommendation told : totals.recommendations()) {
            lines.add(Arrays.asList(
                    told.model(),
                    told.by(),
                    verdict(told),
                    figure(told.was()),
                    figure(told.is()),
                    told.isAnother() ? "Was " + option(told.was()) + "\nIs " + option(told.is()) : option(told.is())));
        }
        table(
                "What is recommended",
                List.of(head("Model"), head("Best by"), head("Verdict"), head("Was"), head("Is"), head("Option")),
                lines.subList(0, Math.min(MOST_FIELDS, lines.size())));
    }

    private static String verdict(Recommendation told) {
        Recommendation.Option was = told.was();
        Recommendation.Option is = told.is();
        if (!told.isAnother()) {
            return "the same option";
        }
        return was != null && is != null && was.scenario() == is.scenario()
                ? "the same scenario, other inputs"
                : "another option";
    }

    private static @Nullable String figure(Recommendation.@Nullable Option option) {
        return option == null ? null : option.figure();
    }

    private static String option(Recommendation.@Nullable Option option) {
        return option == null ? "none: nothing qualifies" : option.text();
    }

    /** What another option is recommended for, and what now meets the SLO or no longer does. */
    private void verdicts(List<String> sentences) {
        List<Recommendation> others = totals.recommendations().stream()
                .filter(Recommendation::isAnother)
                .toList();
        others.stream().limit(MOST_FIELDS / 4).forEach(other -> sentences.add(other.sentence()));
        if (others.isEmpty() && !totals.recommendations().isEmpty()) {
            sentences.add("The same options are recommended as before.");
        }
        Verdicts verdicts = totals.verdicts();
        tally(sentences, verdicts.meetsNow(), "meets the SLO now", "meet the SLO now");
        tally(sentences, verdicts.meetsNoLonger(), "no longer meets the SLO", "no longer meet the SLO");
        if (!verdicts.missed().isEmpty()) {
            sentences.add("What they miss: "
                    + verdicts.missed().entrySet().stream()
                            .map(each ->
                                    each.getKey() + " (" + String.format(Locale.ROOT, "%,d", each.getValue()) + ")")
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        tally(sentences, verdicts.fitsNow(), "fits the memory now", "fit the memory now");
        tally(sentences, verdicts.fitsNoLonger(), "no longer fits the memory", "no longer fit the memory");
    }

    private static void tally(List<String> sentences, Verdicts.Tally tally, String one, String many) {
        if (tally.count() > 0) {
            String numbers = tally.first().stream()
                    .map(number -> String.format(Locale.ROOT, "%,d", number))
                    .collect(Collectors.joining("; "));
            sentences.add(Told.count(tally.count(), "scenario") + " " + (tally.count() == 1 ? one : many) + ": "
                    + numbers + (tally.count() > tally.first().size() ? "; …" : "."));
        }
    }

    private void largest(String title, List<Totals.Large> largest) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Totals.Large large : largest) {
            Change figure = large.figure();
            Entry after = large.change().after();
            Unit unit = figure.column().unit();
            double ratio = figure.ratio();
            List<@Nullable Object> line = new ArrayList<>();
            line.add(after.scenario().model().id() + " on "
                    + after.scenario().hardware().id());
            line.add(figure.column().title());
            line.add((double) after.number());
            line.add(Told.value(figure.before(), unit));
            line.add(Told.value(figure.after(), unit));
            line.add(Double.isNaN(ratio) ? "" : Told.share(ratio - 1));
            line.add(null);
            line.add(Told.why(figure));
            lines.add(line);
        }
        table(
                title,
                List.of(
                        head("Model and device"),
                        head("Figure"),
                        new Summary.Heading("Scenario", Unit.COUNT),
                        head("Was"),
                        head("Is"),
                        head("Change"),
                        head(""),
                        head("Because of")),
                lines);
    }

    private void definitions() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        List<DefinitionChanges.Field> fields = DefinitionChanges.of(old, now);
        for (DefinitionChanges.Field field : fields.subList(0, Math.min(MOST_FIELDS, fields.size()))) {
            lines.add(List.of(field.id(), field.field(), field.before(), field.after()));
        }
        table(
                "Definitions that changed",
                List.of(head("Model or device"), head("Field"), head("Was"), head("Is")),
                lines);
    }

    private void compared() {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        line(lines, "Report", old.title(), now.title());
        Edition a = old.edition();
        Edition b = now.edition();
        line(lines, "Scenario file (SHA-256)", a.inputSha256(), b.inputSha256());
        line(lines, "Tool version", a.tool(), b.tool());
        line(lines, "Catalogue edition", a.catalog(), b.catalog());
        a.calibrations().forEach((name, digest) -> {
            String other = b.calibrations().get(name);
            if (other != null) {
                line(lines, "Values of calibration " + name, digest, other);
            }
        });
        table("What was compared", List.of(head(""), head("Was"), head("Is")), lines);
    }

    private static void line(List<List<@Nullable Object>> lines, String what, String before, String after) {
        lines.add(List.of(what, before.isEmpty() ? "unknown" : before, after.isEmpty() ? "unknown" : after));
    }

    private void table(String title, List<Summary.Heading> heads, List<List<@Nullable Object>> lines) {
        if (!lines.isEmpty()) {
            blocks.add(new Summary.Block(title, List.of(), heads, lines));
        }
    }

    private List<String> method() {
        return List.of(
                "Scenarios go together by their inputs, whatever their numbers: first those with the same value on every"
                        + " axis; then those that differ only where everything left had one value and now has another;"
                        + " then those that differ on one axis more, where as many are left on either side; last, unless"
                        + " scenarios were renumbered, those of the same number that differ on at most three axes. The"
                        + " rest was added or removed.",
                String.format(
                        Locale.ROOT,
                        "%,d results of each scenario are compared as they are shown; a difference of less than 1e-12 of"
                                + " the value counts as none.",
                        totals.compared()),
                "A change is split by changing one cause at a time from old to new and estimating anew: tool version,"
                        + " catalogue edition, model, device, number formats, formula set, calibration, the other axes in"
                        + " their order, what the service promises. The parts add up to the change; another order would"
                        + " split it otherwise.",
                "What a recorded result differs from what this version makes of its inputs is put down to the tool"
                        + " version, or to the calibration where that is another and its old values are not at hand.");
    }
}
