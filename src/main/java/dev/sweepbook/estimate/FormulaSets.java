package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the formula sets are made of, for the documents that show it. */
public final class FormulaSets {
    private FormulaSets() {}

    /**
     * The classes whose annotated methods are the equations of a formula set.
     *
     * @param formulas the formula set
     * @return the classes, in the order a reader meets their quantities
     */
    public static List<Class<?>> classesOf(Formulas formulas) {
        return switch (formulas) {
            case SEED_2020 ->
                List.of(EverySet.class, SourceArithmetic.class, StepTerms.class, SourceCost.class, Seed2020.class);
            case KIPPLY_2022 ->
                List.of(
                        EverySet.class,
                        SourceArithmetic.class,
                        StepTerms.class,
                        Kipply2022.class,
                        RequestRates.class,
                        SourceCost.class,
                        ServiceCost.class);
            case ROOFLINE ->
                List.of(
                        EverySet.class,
                        ParameterCount.class,
                        KvCache.class,
                        MemoryPlan.class,
                        RooflineSizes.class,
                        Capacity.class,
                        RooflineTerms.class,
                        StepTerms.class,
                        RooflineRates.class,
                        RequestRates.class,
                        RooflineThresholds.class,
                        Cost.class,
                        ServiceCost.class);
        };
    }

    /** The classes whose methods have live formulas beside them. */
    static List<Class<?>> liveClassesOf(Formulas formulas) {
        List<Class<?>> classes = new ArrayList<>(classesOf(formulas));
        classes.addAll(List.of(BindingThreshold.class, Requested.class));
        if (formulas != Formulas.ROOFLINE) {
            classes.addAll(List.of(SourceScope.class, SourceEstimator.class));
        } else {
            classes.addAll(List.of(
                    Rates.class,
                    WeightBytes.class,
                    AllReduce.class,
                    ExpertOperator.class,
                    StageComms.class,
                    ModelCosts.class,
                    RooflineEstimator.class,
                    RooflineScope.class,
                    StageMemory.class,
                    StageModel.class,
                    Timing.class,
                    DecodeSum.class,
                    Waves.class));
        }
        return classes;
    }

    /**
     * The equation behind each figure of a formula set.
     *
     * @param formulas the formula set
     * @return figure to equation; a figure the set leaves empty has none
     */
    public static Map<Figure, Equation> equations(Formulas formulas) {
        Map<Figure, Equation> equations = new EnumMap<>(Figure.class);
        for (Class<?> owner : classesOf(formulas)) {
            for (Method method : owner.getDeclaredMethods()) {
                Equation equation = method.getAnnotation(Equation.class);
                if (equation != null) {
                    for (Figure figure : equation.gives()) {
                        equations.put(figure, equation);
                    }
                }
            }
        }
        return equations;
    }

    /**
     * Works a scenario step by step.
     *
     * @param scenario a scenario its formula set supports
     * @param calibrations the calibrations it may name, by name
     * @return the derivation
     */
    public static Derivation derive(Scenario scenario, Map<String, Calibration> calibrations) {
        if (scenario.method().formulas() == Formulas.ROOFLINE) {
            return RooflineDerivation.of(scenario, givens(scenario), equations(Formulas.ROOFLINE), calibrations);
        }
        return Derivation.of(givens(scenario), classesOf(scenario.method().formulas()));
    }

    private static List<Derivation.Quantity> givens(Scenario scenario) {
        ModelArchitecture model = scenario.model();
        Accelerator device = scenario.hardware();
        Parallelism parallel = scenario.deployment().parallelism();
        Workload work = scenario.workload();
        ComputePeak peak =
                ComputePeak.of(device, scenario.deployment().precision().compute());
        List<Derivation.Quantity> givens = new ArrayList<>();
        add(givens, "layers", "L", model.layers(), "");
        add(givens, "hiddenSize", "d", model.hiddenSize(), "");
        add(givens, "vocabularySize", "V", model.vocabularySize(), "");
        if (model.parameters().isGiven()) {
            add(givens, "parameters", "P", model.parameters().total(), "parameters");
        }
        add(givens, "peakFlops", "F", peak.flopsPerSecond(), "FLOP/s");
        add(givens, "memoryBandwidth", "W", device.get(AcceleratorField.MEMORY_BANDWIDTH), "B/s");
        add(givens, "deviceMemoryBytes", "memory", device.get(AcceleratorField.MEMORY), "B");
        add(givens, "linkBandwidth", "C", device.peerBytesPerSecond(), "B/s");
        add(givens, "tensorParallel", "N", parallel.tensor(), "");
        add(givens, "replicas", "replicas", parallel.replicas(), "");
        add(givens, "batchSize", "B", work.batchSize(), "");
        add(givens, "promptTokens", "s", work.promptTokens(), "tokens");
        add(givens, "outputTokens", "o", work.outputTokens(), "tokens");
        addCosts(givens, scenario);
        return givens;
    }

    private static void addCosts(List<Derivation.Quantity> givens, Scenario scenario) {
        Workload work = scenario.workload();
        double fresh = (double) work.promptTokens() - work.cachedPromptTokens();
        add(givens, "newPromptTokens", "s−p", fresh, "tokens");
        add(givens, "replicaDevices", "D", scenario.deployment().parallelism().devicesPerReplica(), "");
        add(givens, "utilization", "u", scenario.economics().utilization(), "");
        add(givens, "pue", "PUE", scenario.economics().pue(), "");
        addKnown(givens, "pricePerDeviceHour", "q", CostFigures.price(scenario), "USD/h");
        addKnown(
                givens,
                "apiPricePerMillionOutputTokens",
                "API price",
                scenario.economics().apiPricePerMillionOutputTokens(),
                "USD");
        addKnown(givens, "powerWatts", "power", scenario.hardware().get(AcceleratorField.POWER), "W");
        addKnown(givens, "requestRate", "request_rate", work.requestRate(), "1/s");
    }

    private static void addKnown(
            List<Derivation.Quantity> givens, String name, String symbol, double value, String unit) {
        if (!Double.isNaN(value)) {
            add(givens, name, symbol, value, unit);
        }
    }

    private static void add(List<Derivation.Quantity> givens, String name, String symbol, double value, String unit) {
        givens.add(new Derivation.Quantity(name, symbol, value, unit));
    }
}
