package dev.sweepbook.report;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A model, a device or a calibration with the values that were used and where they come from.
 *
 * @param kind {@code model}, {@code device} or {@code calibration}
 * @param id the name scenarios use
 * @param values one line each
 * @param provenance where they come from
 */
public record SourceLine(String kind, String id, List<String> values, Provenance provenance) {
    /** Copies the list. */
    public SourceLine {
        values = List.copyOf(values);
    }

    /**
     * Every model, device and calibration a file uses.
     *
     * @param file what is asked
     * @return models first, each in the order of first use
     */
    public static List<SourceLine> of(SweepFile file) {
        List<SourceLine> lines = new ArrayList<>();
        for (ModelArchitecture model : file.models()) {
            lines.add(new SourceLine("model", model.id(), values(model), model.provenance()));
        }
        for (Accelerator device : file.hardware()) {
            lines.add(new SourceLine("device", device.id(), values(device), device.provenance()));
        }
        if (Varied.values(Axis.FORMULAS, file).contains(Formulas.ROOFLINE)) {
            Varied.values(Axis.CALIBRATION, file).stream()
                    .map(name -> file.calibrations().get((String) name))
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(Calibration::name))
                    .forEach(calibration -> lines.add(line(calibration)));
        }
        return lines;
    }

    private static SourceLine line(Calibration calibration) {
        String note = calibration.isIdeal() ? "the bound that no machine beats" : "";
        Provenance provenance = new Provenance("", "catalog calibrations " + calibration.name(), "", note);
        return new SourceLine(
                "calibration", calibration.name(), List.of("Edition: " + calibration.version()), provenance);
    }

    private static List<String> values(ModelArchitecture model) {
        List<String> values = new ArrayList<>();
        values.add("Layers: " + Words.count(model.layers()));
        values.add("Hidden size: " + Words.count(model.hiddenSize()));
        values.add("Query heads: " + (model.queryHeads() == 0 ? "unpublished" : Words.count(model.queryHeads())));
        values.add("Vocabulary: " + Words.count(model.vocabularySize()));
        if (model.parameters().isGiven()) {
            values.add("Parameters, given: " + Words.exact(model.parameters().total()));
        }
        return values;
    }

    private static List<String> values(Accelerator device) {
        List<String> values = new ArrayList<>();
        values.add(device.name());
        for (AcceleratorField field : AcceleratorField.values()) {
            if (device.has(field)) {
                Unit unit = field.isCount() ? Unit.COUNT : Unit.of(field.dimension());
                String figure = Words.exact(unit.shown(device.get(field)));
                String symbol = unit.symbol().isEmpty() ? "" : " " + unit.symbol();
                values.add(field.title() + ": " + figure + symbol + placeholder(field, device));
            }
        }
        return values;
    }

    private static String placeholder(AcceleratorField field, Accelerator device) {
        boolean ours = field == AcceleratorField.PRICE_PER_HOUR && PlaceholderPrice.isOf(device);
        return ours ? " (placeholder, not a quote)" : "";
    }
}
