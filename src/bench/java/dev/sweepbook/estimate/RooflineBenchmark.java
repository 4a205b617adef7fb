package dev.sweepbook.estimate;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Roofline scenarios a second on one core, every figure filled: communication, price, request rate and API price are
 * given. Batch, prompt and output differ from scenario to scenario; {@code changing} the weights' format does too, so
 * that each finds another deployment than the one before. Each iteration prints its processor time, which other work on
 * the machine changes less than the throughput.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RooflineBenchmark {
    private static final int SCENARIOS = 1024; // a power of two

    private final Scenario[] scenarios = new Scenario[SCENARIOS];
    private final Estimator estimator = new Estimator(RooflineSamples.CALIBRATIONS);
    private final Estimate estimate = new Estimate();
    private int next;

    @Param({"llama-3.1-70b", "gemma-3-27b", "mixtral-8x7b", "deepseek-v3"})
    String model;

    @Param({"1", "2"})
    long pipeline;

    @Param({"false", "true"})
    boolean changing;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long startNanos;
    private int startNext;

    @Setup
    public void scenarios() {
        RooflineSamples samples = RooflineSamples.of(model, "h100-sxm")
                .device(RooflineSamples.device("h100-sxm").with(AcceleratorField.PRICE_PER_HOUR, 3.6))
                .parallel(8, layersDivide() ? pipeline : 1, 1, 1, 1)
                .calibration("default");
        DataType[] formats = {DataType.BF16, DataType.FP8};
        Deployment[] deployments = new Deployment[formats.length];
        for (int i = 0; i < formats.length; i++) {
            deployments[i] = samples.precision(formats[i], DataType.BF16, DataType.BF16)
                    .scenario()
                    .deployment();
        }
        for (int i = 0; i < SCENARIOS; i++) {
            Scenario one = samples.workload(
                            new Workload(1 + i % 256, 128L * (1 + i / 64), 64 + 3L * (i % 97), 0, false, 10))
                    .scenario();
            scenarios[i] = new Scenario(
                    one.model(),
                    one.hardware(),
                    one.method(),
                    deployments[changing ? i % 2 : 0],
                    one.workload(),
                    new Economics(Double.NaN, 0.7, 1.2, 4));
        }
        estimator.estimate(scenarios[0], estimate);
        if (!estimate.isSupported()) {
            throw new IllegalStateException(estimate.status());
        }
    }

    @Setup(Level.Iteration)
    public void begin() {
        startNext = next;
        startNanos = threads.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        double nanos = (threads.getCurrentThreadCpuTime() - startNanos) / (double) (next - startNext);
        System.out.printf(Locale.ROOT, "%.1f ns of processor time a scenario; ", nanos);
    }

    private boolean layersDivide() {
        return RooflineSamples.model(model).layers() % pipeline == 0;
    }

    @Benchmark
    public double scenario() {
        estimator.estimate(scenarios[next++ & (SCENARIOS - 1)], estimate);
        return estimate.get(Figure.DECODE_STEP_SECONDS);
    }
}
