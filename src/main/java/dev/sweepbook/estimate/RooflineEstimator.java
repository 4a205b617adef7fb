package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Precision;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Undetermined;
import dev.sweepbook.scenario.Workload;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills in an estimate by the roofline. Keeps what it worked out of models and devices for the next scenario. */
final class RooflineEstimator {
    private final Map<String, Calibration> calibrations;
    private final IdentityHashMap<ModelArchitecture, ModelCosts> models = new IdentityHashMap<>();
    private final StepSeconds step = new StepSeconds();
    private final StepSeconds prefill = new StepSeconds();
    private final StepSeconds scratch = new StepSeconds();

    RooflineEstimator(Map<String, Calibration> calibrations) {
        this.calibrations = calibrations;
    }

    void estimate(Scenario scenario, Estimate out) {
        estimate(scenario, out, null);
    }

    /** Estimates, and shows every operator of the decode step and of the prefill to a watcher. */
    void estimate(Scenario scenario, Estimate out, @Nullable RooflineWatcher watcher) {
        if (scenario.model().structure() instanceof Undetermined undetermined) {
            out.notSupported("model", undetermined.field() + " " + undetermined.reason());
            return;
        }
        ModelCosts model =
                models.computeIfAbsent(scenario.model(), key -> ModelCosts.of(key, (Decoder) key.structure()));
        Rates rates = rates(scenario);
        if (!RooflineScope.admits(scenario, model, rates, out)) {
            return;
        }
        if (!rates.note().isEmpty()) {
            out.note(rates.note());
        }
        Deployed deployed = Deployed.of(scenario, model, rates);
        RooflineSizes.fill(deployed, out);
        RooflineCapacity.fill(deployed, out);
        time(deployed, out, watcher);
        RooflineThresholdFigures.fill(deployed, out);
    }

    private Rates rates(Scenario scenario) {
        Accelerator device = scenario.hardware();
        Precision precision = scenario.deployment().precision();
        Calibration calibration = Objects.requireNonNull(
                calibrations.get(scenario.method().calibration()), "the calibration was checked when it was read");
        return Rates.of(
                device, precision, calibration, calibration.of(scenario.method().engine()));
    }

    private void time(Deployed deployed, Estimate out, @Nullable RooflineWatcher watcher) {
        Workload work = deployed.scenario().workload();
        RooflineStep steps = deployed.steps();
        double sequences = deployed.layout().rankSequences();
        prefill.clear();
        if (work.promptTokens() > 0) {
            OperatorTrace trace = watcher == null ? null : watcher.prefill();
            steps.prefill(sequences, work.promptTokens(), work.cachedPromptTokens(), prefill, trace);
        }
        OperatorTrace trace = watcher == null ? null : watcher.decode();
        steps.prepareDecode(trace);
        steps.decode(deployed.meanContext(), step, trace);
        StepTerms.fill(step.memory, step.compute, step.comms, step.overhead, out);
        double seconds = RooflineTerms.decodeStepSeconds(step.memory, step.compute, step.comms, step.overhead);
        Rates rates = deployed.rates();
        out.set(Figure.DECODE_STEP_SECONDS, seconds);
        out.set(Figure.MFU, RooflineTerms.modelFlopsUtilization(step.flops, rates.peakFlops(), seconds));
        out.set(Figure.MBU, RooflineTerms.memoryBandwidthUtilization(step.bytes, rates.bandwidth(), seconds));
        request(deployed, steps, work, out);
    }

    private void request(Deployed deployed, RooflineStep steps, Workload work, Estimate out) {
        double decode = DecodeSum.seconds(
                deployed.firstContext(), deployed.lastContext(), deployed.windows(), deployed.isLinear(), context -> {
                    steps.decode(context, scratch, null);
                    return scratch.total();
                });
        double prefillSeconds =
                RooflineTerms.prefillSeconds(prefill.memory, prefill.compute, prefill.comms, prefill.overhead);
        out.set(Figure.PREFILL_SECONDS, prefillSeconds);
        out.set(Figure.TTFT_SECONDS, prefillSeconds);
        out.prefillBound(
                work.promptTokens() == 0
                        ? null
                        : StepTerms.largest(prefill.memory, prefill.compute, prefill.comms, prefill.overhead));
        out.set(Figure.REQUEST_SECONDS, RooflineTerms.requestSeconds(prefillSeconds, decode));
        RooflineRates.fill(deployed, prefillSeconds, decode, scratch, out);
    }
}
