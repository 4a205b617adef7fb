package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Method;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Undetermined;
import dev.sweepbook.scenario.Workload;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills in an estimate by the roofline. What depends on model, device and deployment alone is worked out once and kept
 * for the scenarios that follow.
 */
@Live(name = "sequences", is = "IF(dataParallel=1,batchSize,-INT(-batchSize/dataParallel))")
@Live(name = "decodeSteps", is = "IF(promptTokens=0,outputTokens,outputTokens-1)")
@Live(name = "firstContext", is = "promptTokens+1")
@Live(name = "lastContext", is = "promptTokens+decodeSteps")
@Live(name = "meanContext", is = "IF(decodeSteps=0,firstContext,(firstContext+lastContext)/2)")
@Live(name = "heldContext", is = "promptTokens+outputTokens")
@Live(name = "takesTurns", is = "AND(cal.layer_split=1,pipelineParallel>1)")
final class RooflineEstimator {
    private static final int KEPT_DEPLOYMENTS = 4096;

    private final Map<String, Calibration> calibrations;
    private final IdentityHashMap<ModelArchitecture, ModelCosts> models = new IdentityHashMap<>();
    private final Map<Key, Placement> placements = new HashMap<>();
    private final Timing timing = new Timing();
    private final DecodeSum decodeSum = new DecodeSum(timing);
    private final Waves waves = new Waves(timing, decodeSum);
    private final StepSeconds step = new StepSeconds();
    private final StepSeconds prefill = new StepSeconds();
    private final StepSeconds one = new StepSeconds();
    private @Nullable Scenario last;
    private @Nullable Placement lastPlacement;

    RooflineEstimator(Map<String, Calibration> calibrations) {
        this.calibrations = calibrations;
    }

    /** What a deployed model is told by; model and device by identity, which spares comparing them field by field. */
    @SuppressWarnings("ReferenceEquality")
    private record Key(ModelArchitecture model, Accelerator hardware, Method method, Deployment deployment) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && model == key.model
                    && hardware == key.hardware
                    && method.equals(key.method)
                    && deployment.equals(key.deployment);
        }

        @Override
        public int hashCode() {
            int objects = 31 * System.identityHashCode(model) + System.identityHashCode(hardware);
            return 31 * (31 * objects + method.hashCode()) + deployment.hashCode();
        }
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
        Placement placement = placement(scenario);
        if (placement instanceof Refusal refusal) {
            out.notSupported(refusal.axis(), refusal.reason());
        } else if (placement instanceof Deployed deployed && RooflineScope.admits(deployed, scenario.workload(), out)) {
            fill(scenario, deployed, out, watcher);
        }
    }

    private void fill(Scenario scenario, Deployed deployed, Estimate out, @Nullable RooflineWatcher watcher) {
        Workload work = scenario.workload();
        out.startFrom(deployed.figures());
        for (String note : deployed.notes()) {
            out.note(note);
        }
        double decodeSteps = work.promptTokens() == 0 ? work.outputTokens() : work.outputTokens() - 1.0;
        double firstContext = work.promptTokens() + 1.0;
        double lastContext = work.promptTokens() + decodeSteps;
        double context = meanContext(firstContext, lastContext, decodeSteps);
        double sequences = deployed.rankSequences(work.batchSize());
        RooflineSizes.fill(deployed, work, context, out);
        Capacity.fill(deployed, work, out);
        prefill(deployed, work, sequences, out, watcher);
        decode(deployed, sequences, context, out, watcher);
        double decodeSeconds = decodeSteps == 0
                ? 0
                : decodeSum.seconds(firstContext, lastContext, deployed.windows(), deployed.isLinear());
        waves.all(sequences, prefill.total(), decodeSeconds);
        double room = Math.floor(out.get(Figure.MAX_BATCH_SIZE) / deployed.copies());
        if (deployed.queues() && room >= 1 && room < sequences) {
            waves.work(deployed, work, sequences, room);
            out.waves(room * deployed.copies(), waves.count());
        }
        out.set(Figure.REQUEST_SECONDS, RooflineTerms.requestSeconds(waves.prefillSeconds(), waves.decodeSeconds()));
        double onePrefill = work.interference() ? onePrefill(deployed, work) : 0;
        RooflineRates.fill(scenario, deployed, waves, decodeSteps, onePrefill, out);
        ThresholdFigures.fill(deployed, context, out);
    }

    @Equation(
            says = "s + o/2, the mean of s+1 … s+o−1; s = 0: (o+1)/2; o = 1: s+1",
            source = "FORMULAS.md 3.3",
            unit = "tokens")
    static double meanContext(double firstContext, double lastContext, double decodeSteps) {
        return decodeSteps == 0 ? firstContext : (firstContext + lastContext) / 2;
    }

    private Placement placement(Scenario scenario) {
        if (last != null && lastPlacement != null && isSameDeployment(last, scenario)) {
            return lastPlacement;
        }
        if (placements.size() > KEPT_DEPLOYMENTS) {
            placements.clear();
        }
        Key key = new Key(scenario.model(), scenario.hardware(), scenario.method(), scenario.deployment());
        Placement placement = placements.computeIfAbsent(key, missing -> place(scenario));
        last = scenario;
        lastPlacement = placement;
        return placement;
    }

    @SuppressWarnings("ReferenceEquality") // the same objects come again and again; equal ones are found by the map
    private static boolean isSameDeployment(Scenario a, Scenario b) {
        return a.model() == b.model()
                && a.hardware() == b.hardware()
                && a.method() == b.method()
                && a.deployment() == b.deployment();
    }

    private Placement place(Scenario scenario) {
        ModelCosts model =
                models.computeIfAbsent(scenario.model(), key -> ModelCosts.of(key, (Decoder) key.structure()));
        Calibration calibration = Objects.requireNonNull(
                calibrations.get(scenario.method().calibration()), "the calibration was checked when it was read");
        Efficiency efficiency = calibration.of(scenario.method().engine(), MemoryClass.of(scenario.hardware()));
        Rates rates = Rates.of(scenario.hardware(), scenario.deployment().precision(), calibration, efficiency);
        return Deployed.of(scenario, model, rates);
    }

    private void prefill(
            Deployed deployed, Workload work, double sequences, Estimate out, @Nullable RooflineWatcher watcher) {
        prefill.clear();
        if (work.promptTokens() > 0) {
            double prompt = work.promptTokens();
            double cached = work.cachedPromptTokens();
            timing.prefill(deployed, sequences, prompt, cached, prefill);
            out.prefillBound(StepTerms.largest(prefill.memory, prefill.compute, prefill.comms, prefill.overhead));
            if (watcher != null) {
                deployed.device().whole().tracePrefill(sequences, prompt, cached, watcher.prefill());
            }
        }
        double seconds = RooflineTerms.prefillSeconds(prefill.memory, prefill.compute, prefill.comms, prefill.overhead);
        out.set(Figure.PREFILL_SECONDS, seconds);
        out.set(Figure.TTFT_SECONDS, seconds);
    }

    private void decode(
            Deployed deployed, double sequences, double context, Estimate out, @Nullable RooflineWatcher watcher) {
        timing.prepareDecode(deployed, sequences);
        timing.decode(context, step);
        if (watcher != null) {
            timing.traceDecode(context, watcher.decode());
        }
        decodeSum.know(context, step.total());
        StepTerms.fill(step.memory, step.compute, step.comms, step.overhead, out);
        double seconds = RooflineTerms.decodeStepSeconds(step.memory, step.compute, step.comms, step.overhead);
        Rates rates = deployed.rates();
        out.set(Figure.DECODE_STEP_SECONDS, seconds);
        out.set(Figure.MFU, RooflineTerms.modelFlopsUtilization(step.flops, rates.peakFlops(), seconds));
        out.set(Figure.MBU, RooflineTerms.memoryBandwidthUtilization(step.bytes, rates.bandwidth(), seconds));
    }

    private double onePrefill(Deployed deployed, Workload work) {
        if (work.promptTokens() == 0) {
            return 0;
        }
        timing.prefill(deployed, 1, work.promptTokens(), work.cachedPromptTokens(), one);
        return one.total();
    }
}
