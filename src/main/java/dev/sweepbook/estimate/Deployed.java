package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Precision;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.util.List;

/**
 * A scenario put on its devices.
 *
 * @param scenario what is asked
 * @param model what the model costs
 * @param rates what a device does in a second
 * @param layout how the batch lies on the devices
 * @param weights bytes a weight
 */
record Deployed(Scenario scenario, ModelCosts model, Rates rates, Layout layout, WeightBytes weights) {

    static Deployed of(Scenario scenario, ModelCosts model, Rates rates) {
        boolean hasExperts = model.layers().stream().anyMatch(layer -> layer.experts() != null);
        return new Deployed(
                scenario,
                model,
                rates,
                Layout.of(scenario, scenario.workload().batchSize()),
                WeightBytes.of(scenario.deployment().precision().weights(), hasExperts));
    }

    double cacheBytes() {
        return precision().kvCache().bytesPerValue();
    }

    double activationBytes() {
        return precision().activations().bytesPerValue();
    }

    private Precision precision() {
        return scenario.deployment().precision();
    }

    private Workload work() {
        return scenario.workload();
    }

    RooflineStep steps() {
        return steps(layout);
    }

    RooflineStep steps(Layout other) {
        LayerPass pass = new LayerPass(other, rates, weights, activationBytes(), cacheBytes());
        return new RooflineStep(
                model, pass, Stage.of(layout.pipeline()), scenario.deployment().overlap());
    }

    /** Decode steps of a request: the prefill gives the first token, unless there is no prompt. */
    double decodeSteps() {
        return work().promptTokens() == 0 ? work().outputTokens() : work().outputTokens() - 1;
    }

    double firstContext() {
        return work().promptTokens() + 1;
    }

    double lastContext() {
        return work().promptTokens() + decodeSteps();
    }

    @Equation(
            says = "s + o/2, the mean of s+1 … s+o−1; s = 0: (o+1)/2; o = 1: s+1",
            source = "FORMULAS.md 3.3",
            unit = "tokens")
    double meanContext() {
        return decodeSteps() == 0 ? firstContext() : (firstContext() + lastContext()) / 2;
    }

    /** Whether a step is linear in its context between the windows. */
    boolean isLinear() {
        if (scenario.deployment().overlap() != 0) {
            return false;
        }
        for (LayerCosts layer : model.layers()) {
            boolean constantPart =
                    layer.attention().stateValues() > 0 || layer.attention().stateFlops() > 0;
            if (constantPart && layer.attention().cachedValues() > 0) {
                return false;
            }
        }
        return true;
    }

    /** The contexts at which a layer's window is full. */
    List<Double> windows() {
        return model.layers().stream()
                .map(layer ->
                        Math.min(layer.attention().window(), layer.attention().selected()))
                .filter(window -> window < Double.POSITIVE_INFINITY)
                .distinct()
                .sorted()
                .toList();
    }
}
