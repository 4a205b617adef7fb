package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Estimator;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import org.jspecify.annotations.Nullable;

/** Finds the largest batch that keeps a promise and fits, by bisection: neither times nor bytes fall as a batch grows. */
final class SloBatch {
    private static final long LARGEST = 1_000_000_000L;

    private final Estimator estimator;
    private final Estimate estimate = new Estimate();
    private @Nullable Scenario last;
    private @Nullable Slo lastSlo;
    private double lastBatch;

    SloBatch(Estimator estimator) {
        this.estimator = estimator;
    }

    /** The batch; 0 where the smallest misses already, NaN where it cannot be told. */
    double largest(Scenario scenario, Slo slo) {
        Scenario smallest = with(scenario, smallestBatch(scenario));
        if (slo.equals(lastSlo) && last != null && isSame(last, smallest)) {
            return lastBatch;
        }
        last = smallest;
        lastSlo = slo;
        lastBatch = search(smallest, slo);
        return lastBatch;
    }

    private double search(Scenario smallest, Slo slo) {
        estimator.estimate(smallest, estimate);
        if (slo.isMetBy(estimate) == null) {
            return Double.NaN;
        }
        double fitting = estimate.get(Figure.MAX_BATCH_SIZE);
        long good = smallest.workload().batchSize();
        if (!isGood(estimate, slo)) {
            return 0;
        }
        long most = Double.isNaN(fitting) ? LARGEST : (long) Math.max(good, Math.min(LARGEST, fitting));
        if (isGood(with(smallest, most), slo)) {
            return most;
        }
        while (most - good > 1) {
            long middle = good + (most - good) / 2;
            if (isGood(with(smallest, middle), slo)) {
                good = middle;
            } else {
                most = middle;
            }
        }
        return good;
    }

    private boolean isGood(Scenario scenario, Slo slo) {
        estimator.estimate(scenario, estimate);
        return isGood(estimate, slo);
    }

    private static boolean isGood(Estimate estimate, Slo slo) {
        return Boolean.TRUE.equals(estimate.fits()) && Boolean.TRUE.equals(slo.isMetBy(estimate));
    }

    /** Each micro-batch of each attention copy holds a sequence; the source knows neither. */
    private static long smallestBatch(Scenario scenario) {
        Parallelism parallel = scenario.deployment().parallelism();
        boolean split = scenario.method().formulas() == Formulas.ROOFLINE;
        return split ? (parallel.microBatches() - 1) * parallel.data() + 1 : 1;
    }

    private static Scenario with(Scenario scenario, long batch) {
        Workload work = scenario.workload();
        return new Scenario(
                scenario.model(),
                scenario.hardware(),
                scenario.method(),
                scenario.deployment(),
                new Workload(
                        batch,
                        work.promptTokens(),
                        work.outputTokens(),
                        work.cachedPromptTokens(),
                        work.interference(),
                        work.requestRate()),
                scenario.economics());
    }

    @SuppressWarnings(
            "ReferenceEquality") // equal models of two sweeps are searched twice, which costs less than to compare
    private static boolean isSame(Scenario a, Scenario b) {
        return a.model() == b.model()
                && a.hardware() == b.hardware()
                && a.method().equals(b.method())
                && a.deployment().equals(b.deployment())
                && a.workload().equals(b.workload());
    }
}
