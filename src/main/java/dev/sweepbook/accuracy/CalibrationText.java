package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.MeasuredRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fitted calibration as the file that scenarios name. */
public final class CalibrationText {
    private CalibrationText() {}

    /**
     * What the file says of itself.
     *
     * @param name the name scenarios use, which is the file's
     * @param base the calibration whose numbers hold where the file gives none
     * @param description what it is
     * @param source what it was fitted to
     */
    public record Head(String name, String base, String description, String source) {}

    /**
     * The text of the file.
     *
     * @param head what it says of itself
     * @param fit the fitted numbers; those no measurement moved are left to the base
     * @param bands its error and what was measured
     * @return YAML that the reader of calibrations takes
     */
    public static String of(Head head, CalibrationFit fit, ErrorBands bands) {
        StringBuilder out =
                new StringBuilder("# Written by sweepbook calibrate. Put it into catalog/calibrations/ beside"
                        + " the scenario files that name it:\n#   fixed: {formulas: roofline, calibration: ");
        out.append(head.name()).append("}\n");
        out.append("description: ").append(quoted(head.description())).append('\n');
        out.append("source: ").append(quoted(head.source())).append('\n');
        out.append("edition: \"1\"\n");
        out.append("extends: ").append(quoted(head.base())).append('\n');
        engines(fit, out);
        if (!bands.lines().isEmpty()) {
            out.append(
                    "# 80 % of measured times lie between p10 and p90 times the estimate; rows measurements say so\n");
            out.append("bands:\n");
            bands.lines().forEach(line -> out.append("  - ").append(band(line)).append('\n'));
        }
        if (!bands.measured().isEmpty()) {
            out.append("# what was measured: from the smallest to the largest batch and lengths\n");
            out.append("measured:\n");
            bands.measured()
                    .forEach(range -> out.append("  - ").append(range(range)).append('\n'));
        }
        return out.toString();
    }

    private static void engines(CalibrationFit fit, StringBuilder out) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (CalibrationFit.Moved moved : fit.moved()) {
            if (moved.state() != CalibrationFit.State.UNTOUCHED) {
                CalibrationParameter parameter = CalibrationParameter.all().get(moved.parameter());
                String unit = parameter == null
                                || parameter.unit().isEmpty()
                                || parameter.unit().equals("tokens")
                        ? ""
                        : " " + parameter.unit();
                lines.computeIfAbsent(moved.engine(), key -> new ArrayList<>())
                        .add("    " + moved.parameter() + ": " + moved.after() + unit);
            }
        }
        if (!lines.isEmpty()) {
            out.append("engines:\n");
            lines.forEach((engine, values) -> {
                out.append("  ").append(quoted(engine)).append(":\n");
                values.forEach(value -> out.append(value).append('\n'));
            });
        }
    }

    private static String band(ErrorBands.Line line) {
        return "{engine: " + quoted(line.engine().id()) + ", phase: "
                + line.phase().id() + ", evidence: "
                + line.evidence().id() + ", p10: " + line.band().p10() + ", p90: "
                + line.band().p90() + ", rows: "
                + line.rows() + "}";
    }

    private static String range(MeasuredRange range) {
        MeasuredRange.Device device = range.device();
        return "{engine: " + quoted(range.engine().id()) + ", hardware: " + quoted(device.id()) + ", memory: "
                + device.memory().id() + ", memory_bandwidth: " + device.bandwidth() + ", peak: " + device.peak()
                + ", model: " + quoted(range.model().id()) + ", layers: "
                + range.model().layers() + ", hidden_size: "
                + range.model().hiddenSize() + ", weight_bytes: "
                + range.split().weightBytes()
                + ", tensor_parallel: " + range.split().tensor() + ", pipeline_parallel: "
                + range.split().pipeline() + ", batch_size: " + span(range.batch()) + ", prompt_tokens: "
                + span(range.prompt()) + ", output_tokens: " + span(range.output()) + "}";
    }

    private static String span(MeasuredRange.Span span) {
        return "[" + span.least() + ", " + span.most() + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
