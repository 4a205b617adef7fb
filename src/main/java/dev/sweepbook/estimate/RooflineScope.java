package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Parallelism;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Which deployments the roofline can be asked for; a degree that does not divide says which ones near it do. */
final class RooflineScope {
    private static final long SEARCHED = 4096;

    private RooflineScope() {}

    /** Why the deployment cannot be estimated whatever the workload is, or null. */
    @Live(name = "askedWhole", is = "INDEX(m_whole,askedModel)")
    @Live(
            name = "dividesHeads",
            is =
                    "IF(tensorParallel=1,1=1,SUMPRODUCT((a_part=askedWhole)*((a_heads/tensorParallel<>INT(a_heads/tensorParallel))+(a_state_heads/tensorParallel<>INT(a_state_heads/tensorParallel))+(a_kv_heads/tensorParallel<>INT(a_kv_heads/tensorParallel))*(tensorParallel/a_kv_heads<>INT(tensorParallel/a_kv_heads))))=0)")
    @Live(
            name = "dividesLayers",
            is =
                    "IF(cal.layer_split=1,pipelineParallel<=INDEX(m_deep,askedModel),INDEX(m_deep,askedModel)/pipelineParallel=INT(INDEX(m_deep,askedModel)/pipelineParallel))")
    @Live(
            name = "dividesExperts",
            is =
                    "OR(expertParallel=1,AND(INDEX(m_experts,askedModel)>0,INDEX(m_experts,askedModel)/expertParallel=INT(INDEX(m_experts,askedModel)/expertParallel),tensorParallel*dataParallel/expertParallel=INT(tensorParallel*dataParallel/expertParallel)))")
    @Live(
            name = "joined",
            is =
                    "AND(OR(replicaDevices=1,ISNUMBER(linkBandwidth)),OR(replicaDevices=1,AND(cal.layer_split=1,tensorParallel=1),replicaDevices<=scaleUpDevices,ISNUMBER(scaleOut)))")
    @Live(
            name = "admitted",
            is =
                    "AND(ISNUMBER(askedWhole),ISNUMBER(offeredFlops),ISNUMBER(attentionPeak),dividesHeads,dividesLayers,dividesExperts,joined,cachedPromptTokens<=promptTokens,microBatches<=sequences)")
    static @Nullable Refusal refusal(Scenario scenario, ModelCosts model, Rates rates) {
        Refusal refusal = formats(scenario, rates);
        if (refusal == null) {
            refusal = degrees(scenario.deployment().parallelism(), model, takesTurns(rates));
        }
        if (refusal == null) {
            refusal = experts(scenario.deployment().parallelism(), model);
        }
        return refusal == null ? links(scenario, takesTurns(rates)) : refusal;
    }

    private static boolean takesTurns(Rates rates) {
        return rates.efficiency().scheduling().layerSplit();
    }

    /** Whether the workload can be put on the deployment; where it cannot, the estimate says why. */
    static boolean admits(Deployed deployed, Workload work, Estimate out) {
        if (work.cachedPromptTokens() > work.promptTokens()) {
            out.notSupported(
                    "cached_prompt_tokens",
                    "must be at most prompt_tokens, was " + work.cachedPromptTokens() + " of " + work.promptTokens());
            return false;
        }
        double sequences = deployed.rankSequences(work.batchSize());
        if (deployed.microBatches() > sequences) {
            out.notSupported(
                    "micro_batches",
                    String.format(
                            Locale.ROOT,
                            "must be at most the %.0f sequences of a copy, was %.0f",
                            sequences,
                            deployed.microBatches()));
            return false;
        }
        return true;
    }

    private static @Nullable Refusal formats(Scenario scenario, Rates rates) {
        if (Double.isNaN(rates.gemmFlops()) || Double.isNaN(rates.attentionFlops())) {
            return new Refusal(
                    "weight_dtype",
                    scenario.hardware().name() + " has no peak for "
                            + scenario.deployment().precision().compute().id() + " or a wider format");
        }
        return null;
    }

    /** An engine whose stages take turns splits the layers as it likes. */
    private static @Nullable Refusal degrees(Parallelism parallel, ModelCosts model, boolean takesTurns) {
        long tensor = parallel.tensor();
        if (!dividesHeads(model, tensor)) {
            return new Refusal(
                    "tensor_parallel",
                    tensor + " does not divide the heads; " + nearest(tensor, n -> dividesHeads(model, n)));
        }
        long layers = (long) model.layerCount();
        long stages = parallel.pipeline();
        if (takesTurns ? stages > layers : layers % stages != 0) {
            return new Refusal(
                    "pipeline_parallel",
                    stages + " does not divide " + layers + " layers; "
                            + nearest(stages, n -> n <= layers && layers % n == 0));
        }
        return null;
    }

    private static @Nullable Refusal experts(Parallelism parallel, ModelCosts model) {
        long expert = parallel.expert();
        if (expert == 1) {
            return null;
        }
        long experts = 0;
        for (LayerCosts layer : model.layers()) {
            if (layer.experts() != null) {
                experts = (long) layer.experts().experts();
            }
        }
        if (experts == 0) {
            return new Refusal("expert_parallel", "the model has no routed experts");
        }
        long all = experts;
        double devices = (double) parallel.tensor() * parallel.data();
        if (all % expert == 0 && devices % expert == 0) {
            return null;
        }
        String rule = String.format(
                Locale.ROOT,
                "%d must divide %d experts and the %.0f devices of tensor_parallel × data_parallel; ",
                expert,
                all,
                devices);
        return new Refusal("expert_parallel", rule + nearest(expert, n -> all % n == 0 && devices % n == 0));
    }

    private static @Nullable Refusal links(Scenario scenario, boolean takesTurns) {
        Accelerator device = scenario.hardware();
        double devices = scenario.deployment().parallelism().devicesPerReplica();
        if (devices > 1 && Double.isNaN(device.peerBytesPerSecond())) {
            return new Refusal("tensor_parallel", device.name() + " has neither a link nor PCIe");
        }
        boolean overHost = takesTurns && scenario.deployment().parallelism().tensor() == 1; // small messages, by PCIe
        if (!overHost && !reaches(device, devices)) {
            return new Refusal(
                    "tensor_parallel",
                    String.format(
                            Locale.ROOT,
                            "%.0f devices are more than the %.0f one network joins, and %s has no scale_out_bandwidth",
                            devices,
                            device.get(AcceleratorField.SCALE_UP_DEVICES),
                            device.name()));
        }
        return null;
    }

    /** Whether so many devices can talk to each other. */
    static boolean reaches(Accelerator device, double devices) {
        if (devices == 1) {
            return true;
        }
        boolean near = !device.has(AcceleratorField.SCALE_UP_DEVICES)
                || devices <= device.get(AcceleratorField.SCALE_UP_DEVICES);
        return !Double.isNaN(device.peerBytesPerSecond()) && (near || device.has(AcceleratorField.SCALE_OUT_BANDWIDTH));
    }

    /** Whether each device gets whole heads, of recurrences too, and whole key-value heads or a copy of one. */
    static boolean dividesHeads(ModelCosts model, double tensor) {
        if (tensor == 1) {
            return true;
        }
        for (LayerCosts layer : model.layers()) {
            LayerCosts.AttentionCosts attention = layer.attention();
            double kv = attention.kvHeads();
            boolean whole = attention.heads() % tensor == 0 && attention.state().heads() % tensor == 0;
            if (!whole || (kv > 0 && kv % tensor != 0 && tensor % kv != 0)) {
                return false;
            }
        }
        return true;
    }

    private static String nearest(long asked, LongPredicate works) {
        List<String> near = new ArrayList<>();
        for (long below = asked - 1; below >= Math.max(1, asked - SEARCHED); below--) {
            if (works.test(below)) {
                near.add(Long.toString(below));
                break;
            }
        }
        for (long above = asked + 1; above <= asked + SEARCHED; above++) {
            if (works.test(above)) {
                near.add(Long.toString(above));
                break;
            }
        }
        return near.isEmpty() ? "1 would" : String.join(" or ", near) + " would";
    }
}
