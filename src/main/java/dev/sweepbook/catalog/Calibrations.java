package dev.sweepbook.catalog;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Efficiency;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calibrations that ship, as data: a row a parameter, with its unit and the evidence it rests on. */
public final class Calibrations {
    private static final String EVERY_ENGINE = "*";

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
     * The calibrations that ship.
     *
     * @return name to calibration
     */
    public static Map<String, Calibration> shipped() {
        Map<String, Map<String, Map<String, Double>>> values = new LinkedHashMap<>();
        Map<String, String> editions = new LinkedHashMap<>();
        for (Parameter parameter : parameters()) {
            values.computeIfAbsent(parameter.calibration(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(parameter.engine(), engine -> new LinkedHashMap<>())
                    .put(parameter.name(), parameter.value());
            editions.put(parameter.calibration(), parameter.edition());
        }
        Map<String, Calibration> calibrations = new LinkedHashMap<>();
        values.forEach((name, byEngine) ->
                calibrations.put(name, new Calibration(name, editions.getOrDefault(name, ""), efficiencies(byEngine))));
        return calibrations;
    }

    private static Map<ServingEngine, Map<MemoryClass, Efficiency>> efficiencies(
            Map<String, Map<String, Double>> byEngine) {
        Map<ServingEngine, Map<MemoryClass, Efficiency>> efficiencies = new EnumMap<>(ServingEngine.class);
        for (ServingEngine engine : ServingEngine.values()) {
            Map<String, Double> values = new LinkedHashMap<>(byEngine.getOrDefault(EVERY_ENGINE, Map.of()));
            values.putAll(byEngine.getOrDefault(engine.id(), Map.of()));
            Map<MemoryClass, Efficiency> kinds = new EnumMap<>(MemoryClass.class);
            for (MemoryClass memory : MemoryClass.values()) {
                Map<String, Double> own = new LinkedHashMap<>(values);
                own.putAll(byEngine.getOrDefault(engine.id() + "/" + memory.id(), Map.of()));
                kinds.put(memory, efficiency(own));
            }
            efficiencies.put(engine, kinds);
        }
        return efficiencies;
    }

    private static Efficiency efficiency(Map<String, Double> values) {
        return new Efficiency(
                new Efficiency.Arithmetic(
                        value(values, "weight_bandwidth"),
                        value(values, "cache_bandwidth"),
                        value(values, "gemm"),
                        value(values, "narrow_gemm"),
                        value(values, "attention")),
                new Efficiency.Kernels(
                        value(values, "vector_attention"), value(values, "stream_passes"), value(values, "least_rows")),
                new Efficiency.Overheads(
                        value(values, "layer_time"),
                        value(values, "step_time"),
                        value(values, "sequence_time"),
                        value(values, "request_time")),
                new Efficiency.Network(
                        value(values, "collective_launch"),
                        value(values, "hop_latency"),
                        value(values, "link_bandwidth"),
                        value(values, "scale_out_latency"),
                        value(values, "hand_over_time")),
                new Efficiency.Footprint(value(values, "runtime_memory"), value(values, "chunk_tokens")),
                new Efficiency.Scheduling(
                        value(values, "queues") == 1,
                        value(values, "layer_split") == 1,
                        value(values, "serving_step"),
                        value(values, "serving_prefill")));
    }

    private static double value(Map<String, Double> values, String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a calibration must give " + name);
        }
        return value;
    }
}
