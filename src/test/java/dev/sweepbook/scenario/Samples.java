package dev.sweepbook.scenario;

import java.util.Map;

/** Models, devices and scenarios that tests share, with the figures of FORMULAS.md. */
public final class Samples {
    /** The 52B model: L = 64, d = 8192, V = 65,536. */
    public static final ModelArchitecture MODEL_52B =
            new ModelArchitecture("anthropic-52b", 64, 8192, 0, 65_536, ParameterOverride.NONE, Provenance.NONE);

    /** Gopher as the source takes it: 260e9 parameters. */
    public static final ModelArchitecture GOPHER_260B = new ModelArchitecture(
            "gopher-260b", 80, 16_384, 128, 32_000, new ParameterOverride(260e9, 260e9), Provenance.NONE);

    /** A100-40GB with the 1.5e12 B/s of the source's examples. */
    public static final Accelerator A100 = new Accelerator(
            "a100-1500",
            "A100 40 GB",
            Map.of(
                    AcceleratorField.PEAK_BF16, 312e12,
                    AcceleratorField.PEAK_FP16, 312e12,
                    AcceleratorField.MEMORY, 40e9,
                    AcceleratorField.MEMORY_BANDWIDTH, 1.5e12,
                    AcceleratorField.LINK_BANDWIDTH, 300e9),
            Provenance.NONE);

    private Samples() {}

    public static Scenario scenario(Formulas formulas, ModelArchitecture model, long tensorParallel, long batchSize) {
        return scenario(
                formulas, model, A100, tensorParallel, new Workload(batchSize, 1000, 200, 0, false, Double.NaN));
    }

    public static Scenario scenario(
            Formulas formulas, ModelArchitecture model, Accelerator device, long tensorParallel, Workload workload) {
        return new Scenario(
                model,
                device,
                new Method(formulas, "default", ServingEngine.GENERIC),
                new Deployment(
                        new Parallelism(tensorParallel, 1, 1, 1, 1, 1), Precision.BF16, 0, 0.9, 16, Double.NaN, 1),
                workload,
                new Economics(Double.NaN, 1, 1, Double.NaN));
    }

    public static Scenario withDeployment(Scenario scenario, Deployment deployment) {
        return new Scenario(
                scenario.model(),
                scenario.hardware(),
                scenario.method(),
                deployment,
                scenario.workload(),
                scenario.economics());
    }

    public static Deployment deployment(Parallelism parallelism, Precision precision, double overlap) {
        return new Deployment(parallelism, precision, overlap, 0.9, 16, Double.NaN, 1);
    }
}
