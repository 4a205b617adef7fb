package dev.sweepbook.catalog;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.estimate.MeasuredRange.Span;
import dev.sweepbook.estimate.Phase;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The error bands that ship, and the ranges that were measured for them. */
final class Bands {
    private Bands() {}

    /** The bands of a shipped calibration; none where it has no rows. */
    static ErrorBands shipped(String calibration) {
        List<ErrorBands.Line> lines = Table.read("calibration-bands.csv").stream()
                .filter(row -> row.cell("calibration").equals(calibration))
                .map(Bands::line)
                .toList();
        List<MeasuredRange> measured = Table.read("calibration-ranges.csv").stream()
                .filter(row -> row.cell("calibration").equals(calibration))
                .map(Bands::range)
                .toList();
        return new ErrorBands(lines, measured);
    }

    private static ErrorBands.Line line(Table.Row row) {
        return new ErrorBands.Line(
                named(ServingEngine.values(), ServingEngine::id, row.cell("engine")),
                named(Phase.values(), Phase::id, row.cell("phase")),
                named(Evidence.values(), Evidence::id, row.cell("evidence")),
                new Band(number(row, "p10"), number(row, "p90")),
                row.whole("rows"));
    }

    private static MeasuredRange range(Table.Row row) {
        return new MeasuredRange(
                named(ServingEngine.values(), ServingEngine::id, row.cell("engine")),
                new MeasuredRange.Device(
                        row.cell("hardware"),
                        named(MemoryClass.values(), MemoryClass::id, row.cell("memory")),
                        number(row, "memory_bandwidth"),
                        number(row, "peak")),
                new MeasuredRange.Model(row.cell("model"), row.whole("layers"), row.whole("hidden_size")),
                new MeasuredRange.Split(
                        number(row, "weight_bytes"), row.whole("tensor_parallel"), row.whole("pipeline_parallel")),
                span(row, "batch_size"),
                span(row, "prompt_tokens"),
                span(row, "output_tokens"));
    }

    private static Span span(Table.Row row, String axis) {
        return new Span(row.whole(axis + "_least"), row.whole(axis + "_most"));
    }

    private static double number(Table.Row row, String column) {
        return Double.parseDouble(row.cell(column));
    }

    private static <E> E named(E[] values, Function<E, String> id, String name) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }
}
