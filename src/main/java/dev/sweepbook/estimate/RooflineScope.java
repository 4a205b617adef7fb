package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Which deployments the roofline can be asked for; a degree that does not divide says which ones near it do. */
final class RooflineScope {
    private RooflineScope() {}

    static boolean admits(Scenario scenario, ModelCosts model, Rates rates, Estimate out) {
        return workload(scenario, out)
                && formats(scenario, rates, out)
                && degrees(scenario, model, out)
                && links(scenario, out);
    }

    private static boolean workload(Scenario scenario, Estimate out) {
        long prompt = scenario.workload().promptTokens();
        long cached = scenario.workload().cachedPromptTokens();
        if (cached > prompt) {
            out.notSupported("cached_prompt_tokens", "must be at most prompt_tokens, was " + cached + " of " + prompt);
            return false;
        }
        return true;
    }

    private static boolean formats(Scenario scenario, Rates rates, Estimate out) {
        if (Double.isNaN(rates.gemmFlops()) || Double.isNaN(rates.attentionFlops())) {
            out.notSupported(
                    "weight_dtype",
                    scenario.hardware().name() + " has no peak for "
                            + scenario.deployment().precision().compute().id() + " or a wider format");
            return false;
        }
        return true;
    }

    private static boolean degrees(Scenario scenario, ModelCosts model, Estimate out) {
        var parallel = scenario.deployment().parallelism();
        long tensor = parallel.tensor();
        if (!dividesHeads(model, tensor)) {
            out.notSupported(
                    "tensor_parallel",
                    tensor + " does not divide the heads; " + nearest(tensor, n -> dividesHeads(model, n)));
            return false;
        }
        long layers = (long) model.layerCount();
        if (layers % parallel.pipeline() != 0) {
            out.notSupported(
                    "pipeline_parallel",
                    parallel.pipeline() + " does not divide " + layers + " layers; "
                            + nearest(parallel.pipeline(), n -> n <= layers && layers % n == 0));
            return false;
        }
        long rank = (scenario.workload().batchSize() + parallel.data() - 1) / parallel.data();
        if (parallel.microBatches() > rank) {
            out.notSupported(
                    "micro_batches",
                    "must be at most the " + rank + " sequences of a copy, was " + parallel.microBatches());
            return false;
        }
        return experts(scenario, model, out);
    }

    private static boolean experts(Scenario scenario, ModelCosts model, Estimate out) {
        var parallel = scenario.deployment().parallelism();
        long expert = parallel.expert();
        if (expert == 1) {
            return true;
        }
        long experts = model.layers().stream()
                .filter(layer -> layer.experts() != null)
                .mapToLong(layer -> (long) layer.experts().experts())
                .findFirst()
                .orElse(0);
        if (experts == 0) {
            out.notSupported("expert_parallel", "the model has no routed experts");
            return false;
        }
        double devices = (double) parallel.tensor() * parallel.data();
        if (experts % expert != 0 || devices % expert != 0) {
            out.notSupported(
                    "expert_parallel",
                    String.format(
                            java.util.Locale.ROOT,
                            "%d must divide %d experts and the %.0f devices of tensor_parallel × data_parallel; %s",
                            expert,
                            experts,
                            devices,
                            nearest(expert, n -> experts % n == 0 && devices % n == 0)));
            return false;
        }
        return true;
    }

    private static boolean links(Scenario scenario, Estimate out) {
        Accelerator device = scenario.hardware();
        double devices = scenario.deployment().parallelism().devicesPerReplica();
        if (devices > 1 && Double.isNaN(device.peerBytesPerSecond())) {
            out.notSupported("tensor_parallel", device.name() + " has neither a link nor PCIe");
            return false;
        }
        if (!reaches(device, devices)) {
            out.notSupported(
                    "tensor_parallel",
                    String.format(
                            java.util.Locale.ROOT,
                            "%.0f devices are more than the %.0f one network joins, and %s has no scale_out_bandwidth",
                            devices,
                            device.get(AcceleratorField.SCALE_UP_DEVICES),
                            device.name()));
            return false;
        }
        return true;
    }

    /** Whether so many devices can talk to each other. */
    static boolean reaches(Accelerator device, double devices) {
        return devices == 1
                || (!Double.isNaN(device.peerBytesPerSecond())
                        && (!device.has(AcceleratorField.SCALE_UP_DEVICES)
                                || devices <= device.get(AcceleratorField.SCALE_UP_DEVICES)
                                || device.has(AcceleratorField.SCALE_OUT_BANDWIDTH)));
    }

    /** Whether each device gets whole query heads, and whole key-value heads or a copy of one. */
    static boolean dividesHeads(ModelCosts model, double tensor) {
        if (tensor == 1) {
            return true;
        }
        for (LayerCosts layer : model.layers()) {
            LayerCosts.AttentionCosts attention = layer.attention();
            double kv = attention.kvHeads();
            if (attention.heads() % tensor != 0 || (kv > 0 && kv % tensor != 0 && tensor % kv != 0)) {
                return false;
            }
        }
        return true;
    }

    private static String nearest(long asked, LongPredicate works) {
        List<String> near = new ArrayList<>();
        for (long below = Math.min(asked, 100_000) - 1; below >= 1; below--) {
            if (works.test(below)) {
                near.add(Long.toString(below));
                break;
            }
        }
        for (long above = asked + 1; above <= asked + 4096; above++) {
            if (works.test(above)) {
                near.add(Long.toString(above));
                break;
            }
        }
        return String.join(" or ", near) + " would";
    }
}
