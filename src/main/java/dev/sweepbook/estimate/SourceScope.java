package dev.sweepbook.estimate;

import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Precision;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** What the source's two formula sets can be asked; everything else is not supported, with the axis named. */
final class SourceScope {
    private SourceScope() {}

    /** Whether the scenario can be estimated; where it cannot, the estimate says why. */
    static boolean admits(Scenario scenario, ComputePeak peak, Estimate out) {
        if (!isWithin(scenario)) {
            out.notSupported(
                    String.join(", ", beyond(scenario)),
                    "outside what " + scenario.method().formulas().id() + " describes");
            return false;
        }
        if (Double.isNaN(peak.flopsPerSecond())) {
            out.notSupported(
                    "weight_dtype",
                    scenario.hardware().name() + " has no peak for "
                            + scenario.deployment().precision().compute().id() + " or a wider format");
            return false;
        }
        if (scenario.deployment().parallelism().tensor() > 1
                && Double.isNaN(scenario.hardware().peerBytesPerSecond())) {
            out.notSupported("tensor_parallel", scenario.hardware().name() + " has neither a link nor PCIe");
            return false;
        }
        return true;
    }

    @Live(
            name = "admitted",
            is = "AND(pipelineParallel=1,expertParallel=1,dataParallel=1,cachedPromptTokens=0,overlap=0,"
                    + "interference=\"off\",OR(weightDtype=\"bf16\",weightDtype=\"fp16\"),"
                    + "OR(kvDtype=\"bf16\",kvDtype=\"fp16\"),OR(activationDtype=\"bf16\",activationDtype=\"fp16\"),"
                    + "ISNUMBER(offeredFlops),OR(tensorParallel=1,ISNUMBER(linkBandwidth)))")
    private static boolean isWithin(Scenario scenario) {
        Deployment deployment = scenario.deployment();
        Parallelism parallel = deployment.parallelism();
        Precision precision = deployment.precision();
        return parallel.pipeline() == 1
                && parallel.expert() == 1
                && parallel.data() == 1
                && scenario.workload().cachedPromptTokens() == 0
                && deployment.overlap() == 0
                && !scenario.workload().interference()
                && isTwoBytes(precision.weights())
                && isTwoBytes(precision.kvCache())
                && isTwoBytes(precision.activations());
    }

    private static List<String> beyond(Scenario scenario) {
        Deployment deployment = scenario.deployment();
        Parallelism parallel = deployment.parallelism();
        Precision precision = deployment.precision();
        List<String> axes = new ArrayList<>();
        add(axes, parallel.pipeline() > 1, "pipeline_parallel");
        add(axes, parallel.expert() > 1, "expert_parallel");
        add(axes, parallel.data() > 1, "data_parallel");
        add(axes, scenario.workload().cachedPromptTokens() > 0, "cached_prompt_tokens");
        add(axes, !isTwoBytes(precision.weights()), "weight_dtype");
        add(axes, !isTwoBytes(precision.kvCache()), "kv_dtype");
        add(axes, !isTwoBytes(precision.activations()), "activation_dtype");
        add(axes, deployment.overlap() != 0, "overlap");
        add(axes, scenario.workload().interference(), "interference");
        return axes;
    }

    private static void add(List<String> axes, boolean condition, String axis) {
        if (condition) {
            axes.add(axis);
        }
    }

    private static boolean isTwoBytes(DataType type) {
        return type == DataType.BF16 || type == DataType.FP16;
    }
}
