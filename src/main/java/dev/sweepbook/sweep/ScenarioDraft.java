package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Method;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Precision;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.scenario.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A scenario in the making: one field an axis, each at its default until something is put in. */
final class ScenarioDraft {
    private @Nullable ModelArchitecture model;
    private @Nullable Accelerator hardware;
    private @Nullable Method method;
    private @Nullable Deployment deployment;
    private @Nullable Economics economics;
    Formulas formulas = Formulas.ROOFLINE;
    String calibration = "default";
    ServingEngine engine = ServingEngine.GENERIC;
    long tensorParallel = 1;
    long pipelineParallel = 1;
    long expertParallel = 1;
    long dataParallel = 1;
    long replicas = 1;
    long microBatches = 1;
    long batchSize = 1;
    long promptTokens = 1024;
    long outputTokens = 256;
    long cachedPromptTokens;
    DataType weightType = DataType.BF16;
    DataType kvType = DataType.BF16;
    DataType activationType = DataType.BF16;
    double overlap;
    boolean interference;
    double requestRate = Double.NaN;
    double memoryUtilization = 0.9;
    long kvBlockTokens = 16;
    double runtimeMemoryBytes = Double.NaN;
    double expertImbalance = 1;
    double pricePerDeviceHour = Double.NaN;
    double utilization = 1;
    double pue = 1;
    double apiPricePerMillionOutputTokens = Double.NaN;

    void model(ModelArchitecture value) {
        model = value;
    }

    void hardware(Accelerator value) {
        hardware = value;
    }

    ModelArchitecture model() {
        return Objects.requireNonNull(model, "no model was put in");
    }

    Accelerator hardware() {
        return Objects.requireNonNull(hardware, "no hardware was put in");
    }

    /**
     * The scenario as it stands. Its parts are those of the scenario before where nothing of them changed, so that an
     * estimator finds what it worked out for them.
     */
    Scenario toScenario() {
        Method newMethod = new Method(formulas, calibration, engine);
        Deployment newDeployment = new Deployment(
                new Parallelism(tensorParallel, pipelineParallel, dataParallel, expertParallel, replicas, microBatches),
                new Precision(weightType, kvType, activationType),
                overlap,
                memoryUtilization,
                kvBlockTokens,
                runtimeMemoryBytes,
                expertImbalance);
        Economics newEconomics = new Economics(pricePerDeviceHour, utilization, pue, apiPricePerMillionOutputTokens);
        Method sameMethod = sameOr(method, newMethod);
        Deployment sameDeployment = sameOr(deployment, newDeployment);
        Economics sameEconomics = sameOr(economics, newEconomics);
        method = sameMethod;
        deployment = sameDeployment;
        economics = sameEconomics;
        return new Scenario(
                model(),
                hardware(),
                sameMethod,
                sameDeployment,
                new Workload(batchSize, promptTokens, outputTokens, cachedPromptTokens, interference, requestRate),
                sameEconomics);
    }

    private static <T> T sameOr(@Nullable T before, T now) {
        return before != null && before.equals(now) ? before : now;
    }
}
