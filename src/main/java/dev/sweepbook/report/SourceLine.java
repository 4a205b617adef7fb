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
 * A model, a device, a calibration or the equations with the values that were used and where they come from.
 *
 * @param kind {@code model}, {@code device}, {@code calibration} or {@code equations}
 * @param id the name scenarios use
 * @param values one line each
 * @param provenance where they come from
 */
public record SourceLine(String kind, String id, List<String> values, Provenance provenance) {
    /** What the equations cite. */
    private static final SourceLine EQUATIONS = new SourceLine(
            "equations",
            "FORMULAS.md",
            List.of(
                    "1: the source document",
                    "2: its revision",
                    "3: roofline, from the works beside",
                    "4: what each column is"),
            new Provenance(
                    "Sweepbook",
                    "kipply, Transformer Inference Arithmetic, and its revision of 30 March 2022; Pope et al. 2022"
                            + " (arXiv 2211.05102); Shoeybi et al. 2019 (1909.08053); NCCL, bus bandwidth; DeepSeek-V2 and"
                            + " V3 reports (2405.04434, 2412.19437); Erdil 2025 (2506.04645); Narayanan et al. 2021"
                            + " (2104.04473); DeepEP; the JAX scaling book, chapter 7",
                    "",
                    "The book of equations this program was built from; sheet Equations gives each with its section."));

    /** Copies the list. */
    public SourceLine {
        values = List.copyOf(values);
    }

    /**
     * Every model, device and calibration a file uses, and what the equations rest on.
     *
     * @param file what is asked
     * @return models first, each in the order of first use, the equations last
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
        lines.add(EQUATIONS);
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
