package dev.sweepbook.report;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.ParameterOverride;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.ModelVariants;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps of the source's own models and device for tests of what is made of them, by {@code kipply-2022} unless they say
 * otherwise: the figures its equations give are easily worked by hand.
 */
public final class SampleSweeps {
    public static final Provenance SEED =
            new Provenance("shipped catalogue", "seed/transformer-inference-arithmetic.md", "read", "");

    public static final Accelerator A100 = new Accelerator(
            "a100-40gb-sxm",
            "NVIDIA A100 40GB SXM",
            Map.of(
                    AcceleratorField.PEAK_BF16, 312e12,
                    AcceleratorField.MEMORY, 40e9,
                    AcceleratorField.MEMORY_BANDWIDTH, 1555e9,
                    AcceleratorField.LINK_BANDWIDTH, 300e9,
                    AcceleratorField.PRICE_PER_HOUR, 1.5),
            new Provenance("shipped catalogue", "datasheet of 2021", "read", "600 GB/s is both directions"));

    public static final RunFacts FACTS =
            new RunFacts("0.1.0", "test", List.of(new RunFacts.InputFile("sample.yaml", "ab".repeat(32))));

    private SampleSweeps() {}

    public static ModelArchitecture model52b() {
        return model("anthropic-52b", 64, 8192, 65536, 52e9);
    }

    public static ModelArchitecture gopher() {
        return model("gopher-280b", 80, 16384, 32000, 260e9);
    }

    public static ModelArchitecture model(String id, long layers, long hidden, long vocabulary, double parameters) {
        return new ModelArchitecture(
                id, layers, hidden, hidden / 128, vocabulary, new ParameterOverride(parameters, Double.NaN), SEED);
    }

    public static SweepFile file(String name, List<ModelArchitecture> models, GridAxis... axes) {
        return file(name, models, Map.of(), axes);
    }

    public static SweepFile file(
            String name, List<ModelArchitecture> models, Map<AxisKey, Object> fixed, GridAxis... axes) {
        return file(name, models, A100, Slo.NONE, fixed, axes);
    }

    /** On a device whose price nobody knows. */
    public static SweepFile unpriced(
            String name, List<ModelArchitecture> models, Map<AxisKey, Object> fixed, GridAxis... axes) {
        Map<AcceleratorField, Double> fields = new java.util.EnumMap<>(A100.fields());
        fields.remove(AcceleratorField.PRICE_PER_HOUR);
        Accelerator device = new Accelerator(A100.id(), A100.name(), fields, A100.provenance());
        return file(name, models, device, Slo.NONE, fixed, axes);
    }

    public static SweepFile file(
            String name,
            List<ModelArchitecture> models,
            Accelerator device,
            Slo slo,
            Map<AxisKey, Object> fixed,
            GridAxis... axes) {
        List<GridAxis> all = new ArrayList<>();
        all.add(GridAxis.of(Axis.MODEL, models));
        all.add(GridAxis.of(Axis.HARDWARE, List.of(device)));
        all.addAll(List.of(axes));
        Map<AxisKey, Object> values = new LinkedHashMap<>(fixed);
        if (all.stream().noneMatch(axis -> axis.keys().contains(Axis.FORMULAS))) {
            values.putIfAbsent(Axis.FORMULAS, Formulas.KIPPLY_2022);
        }
        Sweep sweep = new Sweep("sweep-1", "", all, values, List.of(), List.of(), slo);
        ModelVariants none = (base, changes) -> new ModelVariants.Made(base);
        return new SweepFile(
                name, "", List.of(sweep), models, List.of(device), none, Calibrations.shipped(), List.of());
    }

    public static SweepFile withSweep(SweepFile file, Sweep sweep) {
        return new SweepFile(
                file.name(),
                file.description(),
                List.of(sweep),
                file.models(),
                file.hardware(),
                file.variants(),
                file.calibrations(),
                file.remarks());
    }

    public static SweepFile withRemark(SweepFile file, String remark) {
        return new SweepFile(
                file.name(),
                file.description(),
                file.sweeps(),
                file.models(),
                file.hardware(),
                file.variants(),
                file.calibrations(),
                List.of(remark));
    }

    /** Gopher and the 52B model on 3, 4 and 16 devices, at batch 1 and 512, by both formula sets: 24 scenarios. */
    public static SweepFile workedCases() {
        return file(
                "worked-cases",
                List.of(model52b(), gopher()),
                GridAxis.of(Axis.FORMULAS, List.of(Formulas.SEED_2020, Formulas.KIPPLY_2022)),
                GridAxis.of(Axis.TENSOR_PARALLEL, List.of(3L, 4L, 16L)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 512L)));
    }

    /** The questions of a summary's first block with their answers. */
    public static Map<String, String> answers(Summary summary) {
        Map<String, String> answers = new LinkedHashMap<>();
        summary.blocks().get(0).lines().forEach(line -> answers.put((String) line.get(0), (String) line.get(1)));
        return answers;
    }

    public static void eachRow(SweepFile file, RowCursor.RowTaker<RuntimeException> taker) {
        new RowCursor(file).forEach(taker);
    }

    /** The values of a column, row after row: {@link Double}, {@link String}, {@link Boolean} or null. */
    public static List<Object> values(SweepFile file, String id) {
        Column column = Columns.of(file).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        List<Object> values = new ArrayList<>();
        eachRow(file, row -> values.add(value(column.value(), row)));
        return values;
    }

    private static Object value(Column.Value value, Row row) {
        if (value instanceof Column.Measure measure) {
            return measure.of().applyAsDouble(row);
        }
        return value instanceof Column.Flag flag
                ? flag.of().apply(row)
                : ((Column.Text) value).of().apply(row);
    }
}
