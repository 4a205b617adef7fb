package dev.sweepbook.cli;

import dev.sweepbook.estimate.Derivation;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.estimate.Threshold;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a scenario step by step. */
final class ExplanationText {
    private final Terminal terminal;

    ExplanationText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Row row, SweepFile file) {
        terminal.line("Scenario " + row.number() + " of " + Shown.escaped(file.name()) + ", sweep "
                + Shown.escaped(row.sweep()));
        for (Axis axis : Axis.values()) {
            Object value = axis.valueIn(row.scenario());
            if (value != null && (axis == Axis.MODEL || axis == Axis.HARDWARE || !value.equals(axis.defaultValue()))) {
                terminal.line(String.format(Locale.ROOT, "  %-22s %s", axis.id(), Shown.escaped(AxisText.name(value))));
            }
        }
        row.fields()
                .forEach((key, value) -> terminal.line(
                        String.format(Locale.ROOT, "  %-22s %s", key.id(), Shown.escaped(AxisText.name(value)))));
        terminal.line("  status                 " + Shown.escaped(row.estimate().status()));
        row.estimate().notes().forEach(note -> terminal.line("  note                   " + Shown.escaped(note)));
        if (row.estimate().isSupported()) {
            print(FormulaSets.derive(row.scenario(), file.calibrations()));
            bounds(row.estimate());
        }
    }

    private void bounds(Estimate estimate) {
        Term bound = estimate.bound();
        Term next = estimate.nextBound();
        Threshold first = estimate.bindingThreshold();
        terminal.line("");
        terminal.line(
                "Bound by " + (bound == null ? "nothing" : bound.id()) + (next == null ? "" : ", next " + next.id())
                        + "; first threshold met: " + (first == null ? "none" : first.id()));
    }

    private void print(Derivation derivation) {
        terminal.line("");
        terminal.line("Given");
        for (Derivation.Quantity given : derivation.givens()) {
            if (!Double.isNaN(given.value())) {
                terminal.line(String.format(
                        Locale.ROOT, "  %-8s = %-24s %s", given.symbol(), number(given), words(given.name())));
            }
        }
        terminal.line("");
        terminal.line("Steps");
        for (Derivation.Step step : derivation.steps()) {
            terminal.line("  " + step.result().symbol());
            terminal.line("      = " + step.says() + "   [" + step.source() + "]");
            if (!step.reads().isEmpty()) {
                terminal.line("      with "
                        + step.reads().stream()
                                .map(read -> read.symbol() + " = " + number(read))
                                .collect(Collectors.joining(", ")));
            }
            terminal.line("      = " + number(step.result()));
        }
        operators(derivation.operators());
    }

    private void operators(List<Derivation.Operator> operators) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Derivation.Operator operator : operators) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("pass", operator.pass());
            row.put("times", Numbers.readable(operator.times(), ""));
            row.put("operator", operator.name());
            row.put("FLOPs", cell(operator.flops(), "FLOP"));
            row.put("bytes", cell(operator.bytes(), "B"));
            row.put("compute", cell(operator.computeSeconds(), "s"));
            row.put("memory", cell(operator.memorySeconds(), "s"));
            row.put("comms", cell(operator.commsSeconds(), "s"));
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            terminal.line("");
            terminal.line("Operators of one device, one run each");
            TextTable.table(rows).lines().forEach(line -> terminal.line("  " + line.stripTrailing()));
        }
    }

    private static String cell(double value, String unit) {
        String text = Double.isNaN(value) ? "" : Numbers.readable(value, unit);
        return text.contains(" (") ? text.substring(0, text.indexOf(" (")) : text;
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String number(Derivation.Quantity quantity) {
        return Numbers.readable(quantity.value(), quantity.unit());
    }
}
