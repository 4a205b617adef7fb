package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Samples;
import dev.sweepbook.scenario.Scenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scenarios a second on one core, every figure filled. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EstimatorBenchmark {
    private static final int SCENARIOS = 1024;

    private final Scenario[] scenarios = new Scenario[SCENARIOS];
    private final Estimator estimator = new Estimator(RooflineSamples.CALIBRATIONS);
    private final Estimate estimate = new Estimate();
    private int next;

    @Param({"SEED_2020", "KIPPLY_2022"})
    Formulas formulas;

    @Setup
    public void scenarios() {
        for (int i = 0; i < SCENARIOS; i++) {
            scenarios[i] = Samples.scenario(formulas, Samples.GOPHER_260B, 16, i + 1);
        }
    }

    @Benchmark
    public double scenario() {
        estimator.estimate(scenarios[next++ % SCENARIOS], estimate);
        return estimate.get(Figure.DECODE_STEP_SECONDS);
    }
}
