package dev.sweepbook.catalog;

import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a calibration as they are written down: by engine class, {@code *} for all that say nothing of their
 * own.
 *
 * @param byEngine engine class or {@code *} to parameter to value, in base units
 */
public record CalibrationValues(Map<String, Map<String, Double>> byEngine) {
    /** Stands for every engine class. */
    public static final String EVERY_ENGINE = "*";

    /** Copies the maps and checks each value. */
    public CalibrationValues {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        byEngine.forEach((engine, values) -> {
            values.forEach(CalibrationValues::check);
            copy.put(engine, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        });
        byEngine = Collections.unmodifiableMap(copy);
    }

    private static void check(String name, double value) {
        CalibrationParameter parameter = CalibrationParameter.all().get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("there is no calibration parameter " + name);
        } else if (!parameter.range().holds(value)) {
            throw new IllegalArgumentException(name + " is out of its range, was " + value);
        }
    }

    /**
     * The priors, which hold where nothing was measured.
     *
     * @return every parameter at its prior, for every engine
     */
    public static CalibrationValues priors() {
        Map<String, Double> values = new LinkedHashMap<>();
        CalibrationParameter.all()
                .forEach((name, parameter) -> values.put(name, parameter.fit().prior()));
        return new CalibrationValues(Map.of(EVERY_ENGINE, values));
    }

    /**
     * What an engine class has.
     *
     * @param engine the class
     * @param parameter the name of a parameter
     * @return its own value, else that of every engine
     */
    public double of(ServingEngine engine, String parameter) {
        Double own = byEngine.getOrDefault(engine.id(), Map.of()).get(parameter);
        return own == null ? ofEvery(parameter) : own;
    }

    /**
     * What an engine class has on one kind of memory.
     *
     * @param engine the class
     * @param memory the kind of memory
     * @param parameter the name of a parameter
     * @return its own value there, else its own, else that of every engine
     */
    public double of(ServingEngine engine, MemoryClass memory, String parameter) {
        Double own = byEngine.getOrDefault(key(engine, memory), Map.of()).get(parameter);
        return own == null ? of(engine, parameter) : own;
    }

    /**
     * How an engine class on one kind of memory is written.
     *
     * @param engine the class
     * @param memory the kind of memory
     * @return such as {@code llama.cpp on HBM}
     */
    public static String key(ServingEngine engine, MemoryClass memory) {
        return engine.id() + " on " + memory.id();
    }

    /**
     * What engines have that say nothing of their own.
     *
     * @param parameter the name of a parameter
     * @return the value
     */
    public double ofEvery(String parameter) {
        Double value = byEngine.getOrDefault(EVERY_ENGINE, Map.of()).get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("a calibration must give " + parameter);
        }
        return value;
    }

    /**
     * Whether a text names an engine class on one kind of memory.
     *
     * @param text such as {@code llama.cpp on HBM}
     * @return whether it does
     */
    public static boolean isKey(String text) {
        for (ServingEngine engine : ServingEngine.values()) {
            for (MemoryClass memory : MemoryClass.values()) {
                if (key(engine, memory).equals(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * These values with some replaced. What an engine class is given counts on every kind of memory that is not given a
     * value of its own.
     *
     * @param changes engine class, engine class on a kind of memory, or {@code *}, to parameter to value
     * @return the changed values
     */
    public CalibrationValues with(Map<String, Map<String, Double>> changes) {
        Map<String, Map<String, Double>> merged = new LinkedHashMap<>();
        byEngine.forEach((engine, values) -> merged.put(engine, new LinkedHashMap<>(values)));
        for (ServingEngine engine : ServingEngine.values()) {
            Map<String, Double> given = changes.getOrDefault(engine.id(), Map.of());
            for (MemoryClass memory : MemoryClass.values()) {
                merged.getOrDefault(key(engine, memory), new LinkedHashMap<>())
                        .keySet()
                        .removeAll(given.keySet());
            }
        }
        changes.forEach((engine, values) ->
                merged.computeIfAbsent(engine, key -> new LinkedHashMap<>()).putAll(values));
        return new CalibrationValues(merged);
    }
}
