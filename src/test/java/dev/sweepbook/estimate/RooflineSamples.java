package dev.sweepbook.estimate;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.catalog.ModelFields;
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
import java.util.Map;

/** Scenarios of shipped models on shipped devices, changed one thing at a time. */
record RooflineSamples(Scenario scenario) {
    private static final Catalog CATALOG = Catalog.shipped();
    static final Map<String, Calibration> CALIBRATIONS = Calibrations.shipped();

    static ModelArchitecture model(String id) {
        return ((ArchitectureReader.Made)
                        ArchitectureReader.read(CATALOG.model(id).orElseThrow()))
                .model();
    }

    static Accelerator device(String id) {
        return CATALOG.hardware(id).orElseThrow();
    }

    static RooflineSamples of(String model, String device) {
        return new RooflineSamples(new Scenario(
                model(model),
                device(device),
                new Method(Formulas.ROOFLINE, Calibration.IDEAL, ServingEngine.GENERIC),
                new Deployment(Parallelism.ONE_DEVICE, Precision.BF16, 0, 0.9, 16, Double.NaN, 1),
                new Workload(1, 1024, 256, 0, false, Double.NaN),
                new Economics(Double.NaN, 1, 1, Double.NaN)));
    }

    /** A model that does not ship, of the fields of its configuration. */
    static ModelArchitecture made(Map<String, Object> fields) {
        ModelFields written = new ModelFields("made", fields, model("gpt2").provenance());
        return ((ArchitectureReader.Made) ArchitectureReader.read(written)).model();
    }

    private RooflineSamples with(Method method, Deployment deployment, Workload workload, Accelerator device) {
        return new RooflineSamples(
                new Scenario(scenario.model(), device, method, deployment, workload, scenario.economics()));
    }

    RooflineSamples model(ModelArchitecture model) {
        return new RooflineSamples(new Scenario(
                model,
                scenario.hardware(),
                scenario.method(),
                scenario.deployment(),
                scenario.workload(),
                scenario.economics()));
    }

    RooflineSamples economics(Economics economics) {
        return new RooflineSamples(new Scenario(
                scenario.model(),
                scenario.hardware(),
                scenario.method(),
                scenario.deployment(),
                scenario.workload(),
                economics));
    }

    RooflineSamples calibration(String name) {
        Method method = new Method(Formulas.ROOFLINE, name, ServingEngine.GENERIC);
        return with(method, scenario.deployment(), scenario.workload(), scenario.hardware());
    }

    RooflineSamples device(Accelerator device) {
        return with(scenario.method(), scenario.deployment(), scenario.workload(), device);
    }

    RooflineSamples workload(long batch, long prompt, long output) {
        return workload(new Workload(batch, prompt, output, 0, false, Double.NaN));
    }

    RooflineSamples workload(Workload workload) {
        return with(scenario.method(), scenario.deployment(), workload, scenario.hardware());
    }

    RooflineSamples parallel(long tensor, long pipeline, long data, long expert, long microBatches) {
        Deployment d = scenario.deployment();
        return deployment(new Deployment(
                new Parallelism(tensor, pipeline, data, expert, 1, microBatches),
                d.precision(),
                d.overlap(),
                d.memoryUtilization(),
                d.kvBlockTokens(),
                d.runtimeMemoryBytes(),
                d.expertImbalance()));
    }

    RooflineSamples precision(DataType weights, DataType cache, DataType activations) {
        Deployment d = scenario.deployment();
        return deployment(new Deployment(
                d.parallelism(),
                new Precision(weights, cache, activations),
                d.overlap(),
                d.memoryUtilization(),
                d.kvBlockTokens(),
                d.runtimeMemoryBytes(),
                d.expertImbalance()));
    }

    RooflineSamples imbalance(double load) {
        Deployment d = scenario.deployment();
        return deployment(new Deployment(
                d.parallelism(),
                d.precision(),
                d.overlap(),
                d.memoryUtilization(),
                d.kvBlockTokens(),
                d.runtimeMemoryBytes(),
                load));
    }

    RooflineSamples overlap(double share) {
        Deployment d = scenario.deployment();
        return deployment(new Deployment(
                d.parallelism(),
                d.precision(),
                share,
                d.memoryUtilization(),
                d.kvBlockTokens(),
                d.runtimeMemoryBytes(),
                d.expertImbalance()));
    }

    private RooflineSamples deployment(Deployment deployment) {
        return with(scenario.method(), deployment, scenario.workload(), scenario.hardware());
    }

    Estimate estimate() {
        Estimate estimate = new Estimate();
        new Estimator(CALIBRATIONS).estimate(scenario, estimate);
        return estimate;
    }

    double get(Figure figure) {
        return estimate().get(figure);
    }
}
