package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far real machines stay behind their datasheets, by serving-engine class. Data, never code.
 *
 * @param name the name scenarios use
 * @param version edition of the data
 * @param engines the efficiencies of each class
 * @param bands how far its estimates are from what was measured
 * @param provenance where it comes from
 */
public record Calibration(
        String name, String version, Map<ServingEngine, Efficiency> engines, ErrorBands bands, Provenance provenance) {
    /** Every efficiency 1, every overhead and latency 0: the bound that physics sets. */
    public static final String IDEAL = "ideal";

    /** Checks that every class is there. */
    public Calibration {
        Map<ServingEngine, Efficiency> copy = new EnumMap<>(ServingEngine.class);
        copy.putAll(engines);
        for (ServingEngine engine : ServingEngine.values()) {
            if (!copy.containsKey(engine)) {
                throw new IllegalArgumentException("calibration " + name + " must cover engine " + engine.id());
            }
        }
        engines = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * A calibration of which nothing else is known.
     *
     * @param name the name scenarios use
     * @param version edition of the data
     * @param engines the efficiencies of each class
     */
    public Calibration(String name, String version, Map<ServingEngine, Efficiency> engines) {
        this(name, version, engines, ErrorBands.NONE, Provenance.NONE);
    }

    /**
     * The efficiencies of a class.
     *
     * @param engine the serving-engine class
     * @return its efficiencies
     */
    public Efficiency of(ServingEngine engine) {
        Efficiency efficiency = engines.get(engine);
        if (efficiency == null) {
            throw new IllegalArgumentException("no engine " + engine.id());
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
