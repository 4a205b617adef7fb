package dev.sweepbook.report;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.ScenarioBands;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far to trust the times of the best option of each model, a line a model, and what the calibration was off by. */
final class TrustTable {
    private static final int LINES = 30;

    private final Findings findings;
    private final Choices choices;
    private final Reckoner reckoner;

    TrustTable(Findings findings, Reckoner reckoner) {
        this.findings = findings;
        this.choices = new Choices(findings);
        this.reckoner = reckoner;
    }

    /** The block; none where the times are bounds, which the answers above say. */
    List<Summary.Block> blocks() {
        if (findings.formulas != Formulas.ROOFLINE) {
            return List.of();
        }
        List<List<@Nullable Object>> lines = new ArrayList<>();
        Set<String> sentences = new LinkedHashSet<>();
        sentences.add("Of measured times 80 % lie between the low and the high one, on the best option of each model."
                + " Sheet Latency has them for every scenario.");
        for (String model : choices.models().stream().limit(LINES).toList()) {
            Winner best = choices.best(model, choices.objective());
            Winner shown = best == null ? choices.best(model, Objective.LATENCY) : best;
            if (shown != null) {
                lines.add(line(shown));
                sentences.add(published(shown.asked()));
            }
        }
        sentences.remove("");
        return lines.isEmpty()
                ? List.of()
                : List.of(new Summary.Block(
                        "How far to trust the times of each model", List.copyOf(sentences), HEADINGS, lines));
    }

    private static final List<Summary.Heading> HEADINGS = List.of(
            new Summary.Heading("Model", Unit.TEXT),
            new Summary.Heading("Evidence", Unit.TEXT),
            new Summary.Heading("Decode step", Unit.MILLISECONDS),
            new Summary.Heading("… low", Unit.MILLISECONDS),
            new Summary.Heading("… high", Unit.MILLISECONDS),
            new Summary.Heading("First token, unqueued", Unit.MILLISECONDS),
            new Summary.Heading("… low", Unit.MILLISECONDS),
            new Summary.Heading("… high", Unit.MILLISECONDS),
            new Summary.Heading("What it rests on", Unit.TEXT));

    private List<@Nullable Object> line(Winner best) {
        ScenarioBands bands = best.bands();
        double first = reckoner.of(best.asked()).get(Figure.TTFT_SECONDS);
        List<@Nullable Object> line = new ArrayList<>();
        line.add(best.model());
        line.add(bands.evidence() == null ? "none: a bound" : bands.evidence().id());
        add(line, best.decodeStepSeconds(), bands.decode());
        add(line, first, bands.prefill());
        line.add(best.option() + ", engine " + best.asked().method().engine().id() + ", calibration "
                + best.asked().method().calibration());
        return line;
    }

    private static void add(List<@Nullable Object> line, double seconds, Band band) {
        for (double value : new double[] {seconds, seconds * band.p10(), seconds * band.p90()}) {
            line.add(Double.isNaN(value) ? null : (Object) Unit.MILLISECONDS.shown(value));
        }
    }

    /** What a calibration was off by, and where its values are listed. */
    private String published(Scenario scenario) {
        Calibration calibration = reckoner.calibration(scenario);
        if (calibration == null || calibration.isIdeal()) {
            return "";
        }
        String error = ChoiceWords.published(calibration);
        return "Calibration " + calibration.name() + ", edition " + calibration.version() + ": "
                + (error.isEmpty() ? "nobody published how far it is off." : error)
                + " Its values and where each comes from: sweepbook catalog calibrations " + calibration.name() + ".";
    }
}
