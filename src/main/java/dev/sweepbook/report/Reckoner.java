package dev.sweepbook.report;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Efficiency;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.SweepFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the few scenarios a summary looks at once more, and what stands beside them. */
final class Reckoner {
    private static final double NARROW_BYTES = 1;

    private final Map<String, Calibration> calibrations;
    private final Estimator estimator;
    private final Estimate estimate = new Estimate();

    Reckoner(SweepFile file) {
        this.calibrations = file.calibrations();
        this.estimator = new Estimator(calibrations);
    }

    /** What a scenario comes to; valid until the next question. */
    Estimate of(Scenario scenario) {
        estimator.estimate(scenario, estimate);
        return estimate;
    }

    /** A row that was kept as a winner, as it was; valid until the next question. */
    Row row(Winner winner) {
        return new Row(
                winner.scenario(),
                winner.sweep(),
                winner.asked(),
                winner.fields(),
                of(winner.asked()),
                winner.level(),
                winner.bands());
    }

    /** The calibration of a scenario, or null where its formula set reads none. */
    @Nullable
    Calibration calibration(Scenario scenario) {
        return scenario.method().formulas() == Formulas.ROOFLINE
                ? calibrations.get(scenario.method().calibration())
                : null;
    }

    /** Seconds a decode step would take if it did nothing but read its bytes at the rate of the calibration. */
    double readingSeconds(Scenario scenario, Estimate of) {
        return of.get(Figure.MBU)
                * of.get(Figure.DECODE_STEP_SECONDS)
                / arithmetic(scenario).weightBandwidth();
    }

    /** Seconds a decode step would take if it did nothing but compute at the rate of the calibration. */
    double computingSeconds(Scenario scenario, Estimate of) {
        Efficiency.Arithmetic shares = arithmetic(scenario);
        boolean narrow = scenario.deployment().precision().compute().bytesPerValue() <= NARROW_BYTES;
        return of.get(Figure.MFU) * of.get(Figure.DECODE_STEP_SECONDS) / (narrow ? shares.narrowGemm() : shares.gemm());
    }

    private Efficiency.Arithmetic arithmetic(Scenario scenario) {
        Calibration calibration = calibration(scenario);
        return calibration == null
                ? Efficiency.IDEAL.arithmetic()
                : calibration
                        .of(scenario.method().engine(), MemoryClass.of(scenario.hardware()))
                        .arithmetic();
    }

    static Scenario withBatch(Scenario scenario, long batch) {
        Workload work = scenario.workload();
        return with(
                scenario,
                new Workload(
                        batch,
                        work.promptTokens(),
                        work.outputTokens(),
                        work.cachedPromptTokens(),
                        work.interference(),
                        work.requestRate()));
    }

    static Scenario withPrompt(Scenario scenario, long prompt) {
        Workload work = scenario.workload();
        return with(
                scenario,
                new Workload(
                        work.batchSize(),
                        prompt,
                        work.outputTokens(),
                        Math.min(prompt, work.cachedPromptTokens()),
                        work.interference(),
                        work.requestRate()));
    }

    private static Scenario with(Scenario scenario, Workload work) {
        return new Scenario(
                scenario.model(),
                scenario.hardware(),
                scenario.method(),
                scenario.deployment(),
                work,
                scenario.economics());
    }
}
