package dev.sweepbook.estimate;

import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import dev.sweepbook.scenario.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a calibration's estimates are from what was measured, by phase, engine class and nearness of the evidence:
 * tables made from measurements the fit had not seen, and the ranges that were measured.
 */
public final class ErrorBands {
    /** No table: nothing is known of the error. */
    public static final ErrorBands NONE = new ErrorBands(List.of(), List.of());

    private final List<Line> lines;
    private final List<MeasuredRange> measured;
    private final Band[] table =
            new Band[ServingEngine.values().length * Phase.values().length * Evidence.values().length];

    /**
     * A line of the table.
     *
     * @param engine the serving-engine class
     * @param phase part of a request
     * @param evidence how near the measurements are
     * @param band what 80 % of measured times lie between
     * @param rows measurements it was made from
     */
    public record Line(ServingEngine engine, Phase phase, Evidence evidence, Band band, long rows) {}

    /**
     * A table.
     *
     * @param lines of the table; a missing one is an unknown band
     * @param measured the ranges that were measured
     */
    public ErrorBands(List<Line> lines, List<MeasuredRange> measured) {
        this.lines = List.copyOf(lines);
        this.measured = List.copyOf(measured);
        java.util.Arrays.fill(table, Band.NONE);
        for (Line line : lines) {
            table[place(line.engine(), line.phase(), line.evidence())] = line.band();
        }
    }

    private static int place(ServingEngine engine, Phase phase, Evidence evidence) {
        return (engine.ordinal() * Phase.values().length + phase.ordinal()) * Evidence.values().length
                + evidence.ordinal();
    }

    /**
     * The lines of the table.
     *
     * @return the lines, in the order they were given
     */
    public List<Line> lines() {
        return lines;
    }

    /**
     * The ranges that were measured.
     *
     * @return the ranges, in the order they were given
     */
    public List<MeasuredRange> measured() {
        return measured;
    }

    /**
     * The band of a phase.
     *
     * @param engine the serving-engine class
     * @param phase part of a request
     * @param evidence how near the measurements are
     * @return the band, {@link Band#NONE} where nothing is known
     */
    public Band band(ServingEngine engine, Phase phase, Evidence evidence) {
        return table[place(engine, phase, evidence)];
    }

    /**
     * What holds for a deployment whatever its workload is.
     *
     * @param scenario a scenario of the deployment
     * @return its evidence
     */
    public DeploymentEvidence of(Scenario scenario) {
        List<MeasuredRange> same = new ArrayList<>();
        MeasuredRange wanted = MeasuredRange.of(scenario);
        for (MeasuredRange range : measured) {
            if (isOf(range, wanted.engine())
                    && range.device().equals(wanted.device())
                    && range.model().equals(wanted.model())
                    && range.split().equals(wanted.split())) {
                same.add(range);
            }
        }
        boolean plain = scenario.deployment().parallelism().data() == 1
                && scenario.deployment().parallelism().expert() == 1;
        List<ScenarioBands> byEvidence = new ArrayList<>();
        for (Evidence evidence : Evidence.values()) {
            byEvidence.add(new ScenarioBands(
                    evidence,
                    band(wanted.engine(), Phase.DECODE, evidence),
                    band(wanted.engine(), Phase.PREFILL, evidence),
                    band(wanted.engine(), Phase.REQUEST, evidence)));
        }
        return new DeploymentEvidence(byEvidence, plain ? same : List.of(), elsewhere(scenario, wanted));
    }

    /** How near the measurements of other workloads and models are. */
    private Evidence elsewhere(Scenario scenario, MeasuredRange wanted) {
        Parallelism asked = scenario.deployment().parallelism();
        long tensor = 1;
        long pipeline = 1;
        boolean device = false;
        boolean memory = false;
        for (MeasuredRange range : measured) {
            if (isOf(range, wanted.engine())) {
                tensor = Math.max(tensor, range.split().tensor());
                pipeline = Math.max(pipeline, range.split().pipeline());
                device |= range.device().equals(wanted.device());
                memory |= range.device().memory() == wanted.device().memory();
            }
        }
        boolean beyond =
                asked.tensor() > tensor || asked.pipeline() > pipeline || asked.data() > 1 || asked.expert() > 1;
        if (beyond) {
            return Evidence.EXTRAPOLATED;
        }
        boolean known = wanted.device().memory() != MemoryClass.OTHER;
        return device ? Evidence.SAME_DEVICE : memory && known ? Evidence.SAME_CLASS : Evidence.EXTRAPOLATED;
    }

    /** The generic class stands for an engine nobody named, so that any engine's measurements are near it. */
    private static boolean isOf(MeasuredRange range, ServingEngine engine) {
        return engine == ServingEngine.GENERIC || range.engine() == engine;
    }

    /**
     * The evidence of one deployment, looked up once.
     *
     * @param byEvidence the bands of each evidence, nearest first
     * @param measured the ranges measured of this very deployment
     * @param elsewhere how near the measurements are outside these ranges
     */
    public record DeploymentEvidence(List<ScenarioBands> byEvidence, List<MeasuredRange> measured, Evidence elsewhere) {
        /**
         * How near the measurements are to a workload.
         *
         * @param work what is asked
         * @return the nearness
         */
        public Evidence evidence(Workload work) {
            for (int i = 0; i < measured.size(); i++) {
                if (measured.get(i).holds(work)) {
                    return Evidence.MEASURED_HERE;
                }
            }
            return elsewhere;
        }

        /**
         * The bands of an evidence.
         *
         * @param evidence as found for a workload
         * @return the bands of every phase
         */
        public ScenarioBands bands(Evidence evidence) {
            return byEvidence.get(evidence.ordinal());
        }
    }
}
