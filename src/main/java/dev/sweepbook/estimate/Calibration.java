package dev.sweepbook.estimate;

import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far real machines stay behind their datasheets, by serving-engine class and kind of device memory. Data, never
 * code.
 *
 * @param name the name scenarios use
 * @param version edition of the data
 * @param engines the efficiencies of each class on each kind of memory
 * @param bands how far its estimates are from what was measured
 * @param provenance where it comes from
 */
public record Calibration(
        String name,
        String version,
        Map<ServingEngine, Map<MemoryClass, Efficiency>> engines,
        ErrorBands bands,
        Provenance provenance) {
    /** Every efficiency 1, every overhead and latency 0: the bound that physics sets. */
    public static final String IDEAL = "ideal";

    /** Checks that every class and every kind of memory is there. */
    public Calibration {
        Map<ServingEngine, Map<MemoryClass, Efficiency>> copy = new EnumMap<>(ServingEngine.class);
        for (ServingEngine engine : ServingEngine.values()) {
            Map<MemoryClass, Efficiency> kinds = new EnumMap<>(MemoryClass.class);
            kinds.putAll(engines.getOrDefault(engine, Map.of()));
            if (kinds.size() < MemoryClass.values().length) {
                throw new IllegalArgumentException(
                        "calibration " + name + " must cover engine " + engine.id() + " on every kind of memory");
            }
            copy.put(engine, java.util.Collections.unmodifiableMap(kinds));
        }
        engines = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * A calibration of which nothing else is known.
     *
     * @param name the name scenarios use
     * @param version edition of the data
     * @param engines the efficiencies of each class on each kind of memory
     */
    public Calibration(String name, String version, Map<ServingEngine, Map<MemoryClass, Efficiency>> engines) {
        this(name, version, engines, ErrorBands.NONE, Provenance.NONE);
    }

    /**
     * The efficiencies of a class.
     *
     * @param engine the serving-engine class
     * @param memory the kind of memory of the device
     * @return its efficiencies
     */
    public Efficiency of(ServingEngine engine, MemoryClass memory) {
        Map<MemoryClass, Efficiency> kinds = engines.get(engine);
        Efficiency efficiency = kinds == null ? null : kinds.get(memory);
        if (efficiency == null) {
            throw new IllegalArgumentException("no engine " + engine.id() + " on " + memory.id());
        }
        return efficiency;
    }

    /**
     * Whether the device's own link latency is left aside, as the ideal bound does.
     *
     * @return whether this is the ideal bound
     */
    public boolean isIdeal() {
        return name.equals(IDEAL);
    }
}
