package dev.sweepbook.cli;

import dev.sweepbook.estimate.Derivation;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.load.Shown;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.util.List;
import java.util.Objects;

/** A scenario worked step by step, as text. */
final class Explanation {
    private static final String INDENT = "    ";

    private final SweepFile file;
    private final String shown;
    private final Row row;
    private final StringBuilder text = new StringBuilder();

    Explanation(SweepFile file, String shown, Row row) {
        this.file = file;
        this.shown = shown;
        this.row = row;
    }

    String text() {
        Scenario scenario = row.scenario();
        Estimate estimate = row.estimate();
        line("Scenario " + Shown.count(row.number()) + " of " + shown
                + (file.sweeps().size() > 1 ? ", sweep " + Shown.escaped(row.sweep()) : ""));
        line("Status: " + Shown.escaped(estimate.status()));
        asked(scenario);
        if (estimate.isSupported()) {
            Derivation derivation = FormulaSets.derive(scenario);
            given(derivation.givens());
            line("");
            line("Step by step");
            derivation.steps().forEach(this::step);
            conclusion(estimate);
        }
        return text.toString();
    }

    private void asked(Scenario scenario) {
        line("");
        line("Asked");
        for (Axis axis : Axis.values()) {
            Object value = axis.valueIn(scenario);
            if (value != null && !(value instanceof Double number && number.isNaN())) {
                entry(
                        axis.id(),
                        Shown.escaped(value instanceof Double number ? Figures.digits(number) : AxisText.name(value)));
            }
        }
        row.fields().forEach((key, value) -> entry(key.id(), Shown.escaped(AxisText.name(value))));
        source("model", scenario.model().provenance());
        source("hardware", scenario.hardware().provenance());
    }

    private void source(String what, Provenance provenance) {
        if (!provenance.source().isEmpty()) {
            entry(what + " source", Shown.escaped(provenance.source()));
        }
    }

    private void given(List<Derivation.Quantity> givens) {
        line("");
        line("Given");
        for (Derivation.Quantity given : givens) {
            if (!Double.isNaN(given.value())) {
                entry(Figures.words(given.name()), given.symbol() + " = " + Figures.shown(given.value(), given.unit()));
            }
        }
    }

    private void step(Derivation.Step step) {
        Derivation.Quantity result = step.result();
        line(INDENT + Figures.words(result.name()) + " = " + step.says() + " = "
                + Figures.shown(result.value(), result.unit()) + "   [" + step.source() + "]");
        if (!step.reads().isEmpty()) {
            StringBuilder reads = new StringBuilder();
            for (Derivation.Quantity read : step.reads()) {
                reads.append(reads.isEmpty() ? "" : ", ").append(read.symbol());
                reads.append(" = ").append(Figures.shown(read.value(), read.unit()));
            }
            line(INDENT + INDENT + "with " + reads);
        }
    }

    private void conclusion(Estimate estimate) {
        line("");
        line("Therefore");
        if (estimate.bound() != null) {
            entry("bound", Objects.requireNonNull(estimate.bound()).id());
        }
        if (estimate.nextBound() != null) {
            entry("next bound", Objects.requireNonNull(estimate.nextBound()).id());
        }
        if (estimate.bindingThreshold() != null) {
            entry(
                    "threshold met first",
                    Objects.requireNonNull(estimate.bindingThreshold()).id());
        }
        for (String note : estimate.notes()) {
            entry("note", Shown.escaped(note));
        }
    }

    private void entry(String name, String value) {
        line(INDENT + name + " ".repeat(Math.max(1, 28 - name.length())) + value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
