package dev.sweepbook.catalog;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Efficiency;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The calibrations that ship, as data: a row a parameter, with its unit and the evidence it rests on. */
public final class Calibrations {
    private Calibrations() {}

    /**
     * A parameter as it ships.
     *
     * @param calibration the calibration it belongs to
     * @param edition edition of the calibration
     * @param engine the engine class, {@code *} for all that have no row of their own
     * @param name what it is called
     * @param value in base units
     * @param unit symbol of the base unit, empty for a share
     * @param evidence what it rests on
     */
    public record Parameter(
            String calibration,
            String edition,
            String engine,
            String name,
            double value,
            String unit,
            String evidence) {}

    /**
     * Every parameter of every calibration, in file order.
     *
     * @return the parameters
     */
    public static List<Parameter> parameters() {
        return Table.read("calibrations.csv").stream()
                .map(row -> new Parameter(
                        row.cell("calibration"),
                        row.cell("edition"),
                        row.cell("engine"),
                        row.cell("parameter"),
                        Double.parseDouble(row.cell("value")),
                        row.cell("unit"),
                        row.cell("evidence")))
                .toList();
    }

    /**
     * The numbers of every calibration that ships.
     *
     * @return name to values
     */
    public static Map<String, CalibrationValues> values() {
        Map<String, Map<String, Map<String, Double>>> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters()) {
            values.computeIfAbsent(parameter.calibration(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(parameter.engine(), engine -> new LinkedHashMap<>())
                    .put(parameter.name(), parameter.value());
        }
        Map<String, CalibrationValues> made = new LinkedHashMap<>();
        values.forEach((name, byEngine) -> made.put(name, new CalibrationValues(byEngine)));
        return made;
    }

    /**
     * The calibrations that ship.
     *
     * @return name to calibration
     */
    public static Map<String, Calibration> shipped() {
        return Shipped.BY_NAME;
    }

    private static final class Shipped {
        static final Map<String, Calibration> BY_NAME = new LinkedHashMap<>();

        static {
            Map<String, String> editions = new LinkedHashMap<>();
            parameters().forEach(parameter -> editions.put(parameter.calibration(), parameter.edition()));
            values().forEach((name, values) -> BY_NAME.put(
                    name, of(name, editions.getOrDefault(name, ""), values, Bands.shipped(name), provenance(name))));
        }
    }

    /** Where a shipped calibration comes from, and how far it was off where it had not seen the measurements. */
    private static Provenance provenance(String name) {
        List<String> errors = Table.read("calibration-errors.csv").stream()
                .filter(row -> row.cell("calibration").equals(name))
                .map(row -> String.format(
                        Locale.ROOT,
                        "%.1f %% in the mean over %,d measurements, each predicted by a fit without its %s",
                        100 * Double.parseDouble(row.cell("mape")),
                        Long.parseLong(row.cell("rows")),
                        row.cell("left_out")))
                .toList();
        String evidence = errors.isEmpty() ? "" : "its times were off by " + String.join("; by ", errors);
        return new Provenance("shipped catalogue", "", evidence, "");
    }

    /**
     * A calibration of its numbers.
     *
     * @param name the name scenarios use
     * @param edition edition of the data
     * @param values every parameter, at least for every engine
     * @param bands how far its estimates are from what was measured
     * @param provenance where it comes from
     * @return the calibration
     */
    public static Calibration of(
            String name, String edition, CalibrationValues values, ErrorBands bands, Provenance provenance) {
        Map<ServingEngine, Map<MemoryClass, Efficiency>> efficiencies = new EnumMap<>(ServingEngine.class);
        for (ServingEngine engine : ServingEngine.values()) {
            Map<MemoryClass, Efficiency> kinds = new EnumMap<>(MemoryClass.class);
            for (MemoryClass memory : MemoryClass.values()) {
                kinds.put(memory, efficiency(parameter -> values.of(engine, memory, parameter)));
            }
            efficiencies.put(engine, kinds);
        }
        return new Calibration(name, edition, efficiencies, bands, provenance);
    }

    private static Efficiency efficiency(ToDoubleFunction<String> value) {
        return new Efficiency(
                new Efficiency.Arithmetic(
                        value.applyAsDouble("weight_bandwidth"),
                        value.applyAsDouble("cache_bandwidth"),
                        value.applyAsDouble("gemm"),
                        value.applyAsDouble("narrow_gemm"),
                        value.applyAsDouble("attention")),
                new Efficiency.Kernels(
                        value.applyAsDouble("vector_attention"),
                        value.applyAsDouble("stream_passes"),
                        value.applyAsDouble("least_rows")),
                new Efficiency.Overheads(
                        value.applyAsDouble("layer_time"),
                        value.applyAsDouble("step_time"),
                        value.applyAsDouble("sequence_time"),
                        value.applyAsDouble("request_time")),
                new Efficiency.Network(
                        value.applyAsDouble("collective_launch"),
                        value.applyAsDouble("hop_latency"),
                        value.applyAsDouble("link_bandwidth"),
                        value.applyAsDouble("scale_out_latency"),
                        value.applyAsDouble("hand_over_time")),
                new Efficiency.Footprint(value.applyAsDouble("runtime_memory"), value.applyAsDouble("chunk_tokens")),
                new Efficiency.Scheduling(
                        value.applyAsDouble("queues") == 1,
                        value.applyAsDouble("layer_split") == 1,
                        value.applyAsDouble("serving_step"),
                        value.applyAsDouble("serving_prefill")));
    }
}
