package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationParameter.Scope;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers a fit moves, and what the vector of the optimiser means. Every place of the vector is expected to stay
 * near its prior, by the parameter's spread.
 */
final class FitLayout {
    /** How much nearer the classes are to their mean than the mean is to its prior. */
    private static final double CLASS_SPREAD = 0.7;

    private final CalibrationValues base;
    private final List<Slot> slots = new ArrayList<>();
    private final boolean pooled;

    /**
     * A place of the vector.
     *
     * @param parameter what it moves
     * @param engine whose it is; null for a shared one, and for the mean of the classes
     * @param prior where it begins and is expected
     * @param spread how far from there it is expected
     */
    record Slot(
            CalibrationParameter parameter,
            @Nullable ServingEngine engine,
            @Nullable MemoryClass memory,
            double prior,
            double spread) {
        String engineName() {
            if (engine != null && memory != null) {
                return CalibrationValues.key(engine, memory);
            }
            return engine == null ? CalibrationValues.EVERY_ENGINE : engine.id();
        }
    }

    private FitLayout(CalibrationValues base, boolean pooled) {
        this.base = base;
        this.pooled = pooled;
    }

    /**
     * Partial pooling: a mean over the engine classes, which is what a class without measurements gets, and what each
     * class differs from it.
     */
    static FitLayout pooled(CalibrationValues base, Map<ServingEngine, Set<MemoryClass>> engines) {
        FitLayout layout = new FitLayout(base, true);
        for (CalibrationParameter parameter : CalibrationParameter.all().values()) {
            if (parameter.scope() != Scope.FIXED) {
                Bounded bounds = Bounded.of(parameter);
                double mean = base.ofEvery(parameter.name());
                double center = bounds.unbounded(mean);
                double spread = parameter.fit().spread() * bounds.unboundedPerShare(mean);
                if (parameter.scope() != Scope.OWN) {
                    layout.slots.add(new Slot(parameter, null, null, center, spread));
                }
                if (parameter.scope() != Scope.SHARED) {
                    double mean0 = parameter.scope() == Scope.OWN ? 0 : center;
                    for (ServingEngine engine : engines.keySet()) {
                        double own = bounds.unbounded(base.of(engine, parameter.name()));
                        layout.slots.add(new Slot(parameter, engine, null, own - mean0, CLASS_SPREAD * spread));
                        if (parameter.scope() == Scope.MEMORY
                                && engines.get(engine).size() > 1) {
                            for (MemoryClass memory : engines.get(engine)) {
                                layout.slots.add(new Slot(parameter, engine, memory, 0, CLASS_SPREAD * spread));
                            }
                        }
                    }
                }
            }
        }
        return layout;
    }

    /** Each class with measurements has its own numbers; those of the others stay as they are. */
    static FitLayout separate(CalibrationValues base, Map<ServingEngine, Set<MemoryClass>> engines) {
        FitLayout layout = new FitLayout(base, false);
        for (CalibrationParameter parameter : CalibrationParameter.all().values()) {
            if (parameter.scope() == Scope.SHARED) {
                layout.slots.add(slot(parameter, null, base.ofEvery(parameter.name())));
            } else if (parameter.scope() != Scope.FIXED) {
                for (ServingEngine engine : engines.keySet()) {
                    layout.slots.add(slot(parameter, engine, base.of(engine, parameter.name())));
                }
            }
        }
        return layout;
    }

    /** One class goes its own way in some of the numbers; all else stays as it is. */
    static FitLayout only(CalibrationValues base, ServingEngine engine, Set<String> parameters) {
        FitLayout layout = new FitLayout(base, false);
        for (CalibrationParameter parameter : CalibrationParameter.all().values()) {
            if (parameters.contains(parameter.name())) {
                boolean shared = parameter.scope() == Scope.SHARED;
                double begin = shared ? base.ofEvery(parameter.name()) : base.of(engine, parameter.name());
                layout.slots.add(slot(parameter, shared ? null : engine, begin));
            }
        }
        return layout;
    }

    private static Slot slot(CalibrationParameter parameter, @Nullable ServingEngine engine, double value) {
        Bounded bounds = Bounded.of(parameter);
        double spread = parameter.fit().spread() * bounds.unboundedPerShare(value);
        return new Slot(parameter, engine, null, bounds.unbounded(value), spread);
    }

    List<Slot> slots() {
        return slots;
    }

    double[] start() {
        return slots.stream().mapToDouble(Slot::prior).toArray();
    }

    /** Whether a place moves the rows of an engine. */
    boolean moves(Slot slot, ServingEngine engine) {
        return slot.engine() == null || slot.engine() == engine;
    }

    /** Whether two places move the rows of an engine in the same way, so that one derivative serves for both. */
    boolean isMeanOfClasses(Slot slot) {
        Scope scope = slot.parameter().scope();
        return pooled && slot.engine() == null && (scope == Scope.ENGINE || scope == Scope.MEMORY);
    }

    /** Whether a place is added to the mean of the classes. */
    boolean followsMean(Slot slot) {
        Scope scope = slot.parameter().scope();
        return pooled
                && slot.engine() != null
                && slot.memory() == null
                && (scope == Scope.ENGINE || scope == Scope.MEMORY);
    }

    /** What a place has in a set of values. */
    static double at(Slot slot, CalibrationValues values) {
        String name = slot.parameter().name();
        if (slot.engine() == null) {
            return values.ofEvery(name);
        }
        return slot.memory() == null ? values.of(slot.engine(), name) : values.of(slot.engine(), slot.memory(), name);
    }

    /** The calibration a vector stands for. */
    CalibrationValues values(double[] vector) {
        Map<String, Map<String, Double>> changes = new LinkedHashMap<>();
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            String name = slot.parameter().name();
            double u = vector[i];
            if (isMeanOfClasses(slot)) {
                means.put(name, u);
            } else if (pooled && slot.engine() != null && slot.memory() == null) {
                u += followsMean(slot) ? means.getOrDefault(name, 0.0) : 0;
                means.put(name + slot.engineName(), u);
            } else if (pooled && slot.engine() != null) {
                u += means.getOrDefault(name + slot.engine().id(), 0.0);
            }
            changes.computeIfAbsent(slot.engineName(), key -> new LinkedHashMap<>())
                    .put(name, Bounded.of(slot.parameter()).value(u));
        }
        return base.with(changes);
    }
}
