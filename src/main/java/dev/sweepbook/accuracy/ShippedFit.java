package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.MemoryClass;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.scenario.ServingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the calibration {@code default} is made of the measurements that ship, in three steps: the static batches (tier
 * A) fit every engine class, drawn to their mean; the servers (tier B, a newer generation of the same engines) fit what
 * serving makes of a step and of a prefill; and the generic class, which stands for an engine of today, is fitted to
 * the same servers on its own.
 */
public final class ShippedFit {
    /** What serving makes of a static batch; one pair for all engines. */
    private static final Set<String> SERVING = Set.of("serving_step", "serving_prefill");

    /** What sets an engine of today apart from the mean of those measured with static batches. */
    private static final Set<String> GENERIC = Set.of(
            "weight_bandwidth",
            "cache_bandwidth",
            "gemm",
            "vector_attention",
            "stream_passes",
            "layer_time",
            "step_time",
            "sequence_time",
            "collective_launch");

    private static final Set<ServingEngine> SERVERS =
            Set.of(ServingEngine.TENSORRT_LLM, ServingEngine.VLLM, ServingEngine.LMDEPLOY);

    private static final String RUNTIME = "runtime_memory";

    private final CalibrationValues priors;
    private final int threads;

    /**
     * A fit that begins at the priors.
     *
     * @param threads fits at once
     */
    public ShippedFit(int threads) {
        this.priors = begin();
        this.threads = threads;
    }

    /** The priors, and what is known of an engine class without measuring it. */
    private static CalibrationValues begin() {
        return CalibrationValues.priors()
                .with(Map.of(
                        CalibrationValues.EVERY_ENGINE,
                        Map.of("least_rows", 1.0),
                        ServingEngine.FASTERTRANSFORMER.id(),
                        Map.of(RUNTIME, 2.2e9),
                        ServingEngine.LLAMA_CPP.id(),
                        Map.of("layer_split", 1.0, "queues", 0.0, "least_rows", 4.0, RUNTIME, 0.5e9),
                        CalibrationValues.key(ServingEngine.LLAMA_CPP, MemoryClass.UNIFIED),
                        Map.of(RUNTIME, 1.5e9)));
    }

    /**
     * Fits.
     *
     * @param batches static batches that the datasheets allow
     * @param servers times per output token under load
     * @return the numbers of {@code default}
     */
    public CalibrationValues values(List<Measurement> batches, List<Measurement> servers) {
        CalibrationValues classes = ofBatches(batches);
        CalibrationValues served = ofServers(servers, classes);
        CalibrationValues asToday =
                served.with(Map.of(ServingEngine.GENERIC.id(), Map.of("serving_step", 1.0, "serving_prefill", 1.0)));
        List<Measurement> generic = servers.stream().map(LeaveOut::asGeneric).toList();
        return CalibrationFit.of(generic, asToday, GENERIC).values();
    }

    private CalibrationValues ofBatches(List<Measurement> batches) {
        return CalibrationFit.of(batches, priors, CalibrationFit.Pooling.POOLED).values();
    }

    private static CalibrationValues ofServers(List<Measurement> servers, CalibrationValues classes) {
        return CalibrationFit.of(servers, classes, SERVING).values();
    }

    /**
     * Leaves models, devices, rows and engine classes out of the static batches.
     *
     * @param batches static batches
     * @return the bands, and how well what was left out is predicted
     * @throws InterruptedException where the thread was told to stop
     */
    public BandFit bands(List<Measurement> batches) throws InterruptedException {
        BandFit fit = BandFit.of(batches, new LeaveOut(priors, CalibrationFit.Pooling.POOLED, threads));
        return new BandFit(genericAsWidest(fit.bands()), fit.byModel(), fit.byHardware(), fit.coverage());
    }

    /**
     * A generic engine is a GPU server of today, not just any engine: its band is as wide as the widest of the serving
     * engines that were measured, phase by phase and evidence by evidence.
     */
    static ErrorBands genericAsWidest(ErrorBands bands) {
        List<ErrorBands.Line> lines = new ArrayList<>();
        for (ErrorBands.Line line : bands.lines()) {
            lines.add(line.engine() == ServingEngine.GENERIC ? widest(line, bands.lines()) : line);
        }
        return new ErrorBands(lines, bands.measured());
    }

    private static ErrorBands.Line widest(ErrorBands.Line generic, List<ErrorBands.Line> lines) {
        double p10 = Double.POSITIVE_INFINITY;
        double p90 = 0;
        long rows = 0;
        for (ErrorBands.Line line : lines) {
            if (SERVERS.contains(line.engine())
                    && line.phase() == generic.phase()
                    && line.evidence() == generic.evidence()) {
                p10 = Math.min(p10, line.band().p10());
                p90 = Math.max(p90, line.band().p90());
                rows += line.rows();
            }
        }
        return new ErrorBands.Line(generic.engine(), generic.phase(), generic.evidence(), new Band(p10, p90), rows);
    }

    /**
     * Leaves each model out of what serving is fitted to.
     *
     * @param batches static batches, which fit the engine classes
     * @param servers times per output token under load
     * @return predictions of each model by a fit that did not see it
     */
    public List<LeaveOut.Group> serversByModel(List<Measurement> batches, List<Measurement> servers) {
        CalibrationValues classes = ofBatches(batches);
        List<LeaveOut.Group> groups = new ArrayList<>();
        for (String model :
                servers.stream().map(Grouping.MODEL::of).distinct().sorted().toList()) {
            List<Measurement> rest = servers.stream()
                    .filter(row -> !Grouping.MODEL.of(row).equals(model))
                    .toList();
            List<Measurement> out = servers.stream()
                    .filter(row -> Grouping.MODEL.of(row).equals(model))
                    .toList();
            Calibration calibration =
                    Calibrations.of("left-out", "", ofServers(rest, classes), ErrorBands.NONE, Provenance.NONE);
            groups.add(new LeaveOut.Group(model, new Predictor(calibration).predict(out)));
        }
        return groups;
    }

    /**
     * What a fitted number rests on, in words.
     *
     * @param engine engine class, {@code *} for all that say nothing of their own
     * @param parameter its name
     * @return the evidence
     */
    public static String evidence(String engine, String parameter) {
        CalibrationParameter known = CalibrationParameter.all().get(parameter);
        boolean fixed = known == null || known.scope() == CalibrationParameter.Scope.FIXED;
        if (parameter.equals(RUNTIME)) {
            return memory(engine);
        } else if (fixed) {
            return "not fitted: what engines are documented to do";
        } else if (SERVING.contains(parameter)) {
            return engine.equals(CalibrationValues.EVERY_ENGINE)
                    ? "fitted to servers under load (aiconfigurator-serving)"
                    : "a generic engine is fitted to servers as it is";
        }
        return switch (engine) {
            case CalibrationValues.EVERY_ENGINE -> "mean of the engine classes fitted to static batches";
            case "generic" -> "fitted to servers under load (aiconfigurator-serving) from that mean";
            default -> "fitted to static batches of the class and drawn to the mean";
        };
    }

    private static String memory(String engine) {
        return switch (engine) {
            case "fastertransformer" -> "memory the guide prints at batch 1 less the weights: 1.9 to 2.7 GB";
            case "llama.cpp" -> "8B in q4_k_m runs 8192 tokens in 8 GB (llama-bench)";
            case "llama.cpp on unified" -> "the same is out of memory on an M1 of 8 GB; 4096 tokens run";
            default -> "textbook value: context and graphs and workspace";
        };
    }
}
