package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.catalog.Measurements;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data files of the catalogue that the shipped fit makes, as text. */
final class ShippedFitFiles {
    private static final String NAME = "default";
    static final String EDITION = "2";

    private ShippedFitFiles() {}

    /** The shipped measurements of a tier that the datasheets allow. */
    static List<Measurement> rows(String tier, boolean servers) {
        List<Measurement> rows = new ArrayList<>();
        for (Measurements.Source source : Measurements.sources()) {
            try {
                new MeasuredFiles(List.of())
                        .read(source).rows().stream()
                                .filter(row -> row.label().tier().equals(tier))
                                .filter(row -> row.scenario().workload().interference() == servers)
                                .forEach(rows::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Comparison.Possible.of(rows).rows();
    }

    /** The static batches the engine classes are fitted to. */
    static List<Measurement> batches() {
        return rows("A", false);
    }

    /** The servers under load. */
    static List<Measurement> servers() {
        return rows("B", true);
    }

    static String calibrations(CalibrationValues values) {
        StringBuilder out = new StringBuilder("calibration,edition,engine,parameter,value,unit,evidence\n");
        for (Calibrations.Parameter kept : Calibrations.parameters()) {
            if (!kept.calibration().equals(NAME)) {
                line(
                        out,
                        kept.calibration(),
                        kept.edition(),
                        kept.engine(),
                        kept.name(),
                        kept.value(),
                        kept.evidence());
            }
        }
        Map<String, Map<String, Double>> sorted = new java.util.TreeMap<>(values.byEngine());
        sorted.forEach((engine, numbers) -> CalibrationParameter.names().stream()
                .filter(numbers::containsKey)
                .forEach(name ->
                        line(out, NAME, EDITION, engine, name, numbers.get(name), ShippedFit.evidence(engine, name))));
        return out.toString();
    }

    private static void line(
            StringBuilder out, String name, String edition, String engine, String parameter, double value, String why) {
        String unit = CalibrationParameter.all().get(parameter).unit();
        out.append(String.join(",", name, edition, engine, parameter, number(value), unit, why))
                .append('\n');
    }

    static String bands(ErrorBands bands) {
        StringBuilder out = new StringBuilder("calibration,engine,phase,evidence,p10,p90,rows\n");
        for (ErrorBands.Line line : bands.lines()) {
            out.append(String.join(
                            ",",
                            NAME,
                            line.engine().id(),
                            line.phase().id(),
                            line.evidence().id(),
                            number(line.band().p10()),
                            number(line.band().p90()),
                            Long.toString(line.rows())))
                    .append('\n');
        }
        return out.toString();
    }

    static String ranges(ErrorBands bands) {
        StringBuilder out = new StringBuilder(
                "calibration,engine,hardware,memory,memory_bandwidth,peak,model,layers,hidden_size,weight_bytes,"
                        + "tensor_parallel,pipeline_parallel,batch_size_least,batch_size_most,prompt_tokens_least,"
                        + "prompt_tokens_most,output_tokens_least,output_tokens_most\n");
        for (MeasuredRange range : bands.measured()) {
            List<String> cells = new ArrayList<>(List.of(
                    NAME,
                    range.engine().id(),
                    range.device().id(),
                    range.device().memory().id(),
                    number(range.device().bandwidth()),
                    number(range.device().peak()),
                    range.model().id(),
                    Long.toString(range.model().layers()),
                    Long.toString(range.model().hiddenSize()),
                    number(range.split().weightBytes()),
                    Long.toString(range.split().tensor()),
                    Long.toString(range.split().pipeline())));
            for (MeasuredRange.Span span : List.of(range.batch(), range.prompt(), range.output())) {
                cells.add(Long.toString(span.least()));
                cells.add(Long.toString(span.most()));
            }
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A table of errors in Markdown, one line a group and the pooled figures first. */
    static String table(String title, Map<String, List<Prediction>> groups, List<Prediction> all) {
        StringBuilder out = new StringBuilder(
                "| " + title + " | rows | MAPE | median | signed | within ±20 % |\n|---|---|---|---|---|---|\n");
        line(out, "**all**", ErrorFigures.of(all));
        groups.forEach((group, members) -> line(out, group, ErrorFigures.of(members)));
        return out.toString();
    }

    private static void line(StringBuilder out, String group, ErrorFigures figures) {
        out.append(String.format(
                java.util.Locale.ROOT,
                "| %s | %d | %.1f %% | %.1f %% | %+.1f %% | %.0f %% |%n",
                group,
                figures.count(),
                100 * figures.mape(),
                100 * figures.median(),
                100 * figures.timeSigned(),
                100 * figures.within()));
    }

    static Map<String, List<Prediction>> by(Grouping grouping, List<Prediction> predictions) {
        Map<String, List<Prediction>> groups = new java.util.TreeMap<>();
        predictions.forEach(p -> groups.computeIfAbsent(grouping.of(p.measurement()), key -> new ArrayList<>())
                .add(p));
        return groups;
    }
}
