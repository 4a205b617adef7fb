package dev.sweepbook.estimate;

import dev.sweepbook.estimate.LayerCosts.AttentionCosts;
import dev.sweepbook.estimate.LayerCosts.ExpertCosts;
import dev.sweepbook.scenario.Parallelism;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model spread over devices, as one of them sees it: its operators, worked out once for all batches and lengths.
 * Experts, attention and communication are not linear in the tokens and are worked out pass by pass.
 */
final class DeviceModel {
    private final ModelCosts model;
    private final Rates rates;
    private final Parallelism parallel;
    private final WeightBytes weights;
    private final double activationBytes;
    private final double cacheBytes;
    private final double imbalance;
    private final LayerCosts[] kinds;
    private final Operator[] operators;
    private final Operator head;
    private final double tensor;
    private final double expertDevices;
    private final double secondsPerFlop;
    private final double secondsPerByte;
    private final double secondsPerAttentionFlop;
    private final double secondsPerCacheByte;
    private final double denseWeightBytes;

    DeviceModel(
            ModelCosts model,
            Rates rates,
            Parallelism parallel,
            WeightBytes weights,
            double activationBytes,
            double cacheBytes,
            double imbalance) {
        this.model = model;
        this.rates = rates;
        this.parallel = parallel;
        this.weights = weights;
        this.activationBytes = activationBytes;
        this.cacheBytes = cacheBytes;
        this.imbalance = parallel.expert() > 1 ? imbalance : 1;
        this.tensor = parallel.tensor();
        this.expertDevices = (double) parallel.tensor() * parallel.data();
        this.secondsPerFlop = 1 / rates.gemmFlops();
        this.secondsPerByte = 1 / rates.weightBytes();
        this.secondsPerAttentionFlop = 1 / rates.attentionFlops();
        this.secondsPerCacheByte = 1 / rates.cacheBytes();
        this.kinds = model.layers().toArray(LayerCosts[]::new);
        this.operators = operators();
        LayerCosts.Matrix matrix = model.head();
        WeightBytes asHead = new WeightBytes(weights.head(), 0, weights.head(), 0, 0);
        this.head = Operator.of(matrix.name(), 1, matrix, tensor, asHead, activationBytes);
        double dense = head.weightBytes() + model.otherVectors() * weights.kept();
        for (Operator operator : operators) {
            dense += operator.times() * operator.weightBytes();
        }
        this.denseWeightBytes = dense;
    }

    private Operator[] operators() {
        List<Operator> all = new ArrayList<>();
        for (LayerCosts layer : kinds) {
            for (LayerCosts.Matrix matrix : layer.matrices()) {
                all.add(Operator.of(matrix.name(), layer.count(), matrix, tensor, weights, activationBytes));
            }
            all.add(new Operator(
                    "norms and biases", layer.count(), 2 * layer.vectors(), layer.vectors() * weights.kept(), 0));
        }
        return all.toArray(Operator[]::new);
    }

    ModelCosts model() {
        return model;
    }

    Rates rates() {
        return rates;
    }

    Parallelism parallel() {
        return parallel;
    }

    /** All layers but what depends on the context. */
    void layers(double tokens, Pass out, @Nullable OperatorTrace trace) {
        out.clear();
        for (Operator operator : operators) {
            run(operator, tokens, out, trace);
        }
        for (LayerCosts layer : kinds) {
            if (layer.experts() != null) {
                experts(layer.count(), layer.experts(), tokens, out, trace);
            }
            if (expertDevices > 1) {
                comms(layer, tokens, out, trace);
            }
        }
    }

    private void run(Operator operator, double tokens, Pass out, @Nullable OperatorTrace trace) {
        out.operator(
                operator.name(),
                operator.times(),
                tokens * operator.flopsPerToken(),
                operator.weightBytes() + tokens * operator.bytesPerToken(),
                secondsPerFlop,
                secondsPerByte,
                trace);
    }

    private void experts(double times, ExpertCosts experts, double tokens, Pass out, @Nullable OperatorTrace trace) {
        double groupTokens = tokens * parallel.data();
        double share = imbalance / expertDevices;
        double routed = groupTokens * experts.perToken() * share;
        out.operator(
                "routed experts",
                times,
                2 * routed * experts.parameters(),
                expertBytes(experts, groupTokens) * share + routed * 2 * experts.inputs() * activationBytes,
                secondsPerFlop,
                secondsPerByte,
                trace);
    }

    private double expertBytes(ExpertCosts experts, double groupTokens) {
        return ExpertHits.hit(experts.experts(), experts.perToken(), groupTokens)
                * experts.parameters()
                * weights.experts();
    }

    private void comms(LayerCosts layer, double tokens, Pass out, @Nullable OperatorTrace trace) {
        double message = tokens * model.hiddenSize() * activationBytes;
        ExpertCosts experts = layer.experts();
        boolean dispatched = experts != null && parallel.expert() > 1;
        boolean gathered = experts != null && !dispatched && parallel.data() > 1;
        int reductions = dispatched || gathered ? layer.reductions() - 1 : layer.reductions();
        if (reductions > 0) {
            double seconds = Communication.allReduceSeconds(tensor, message, rates.links());
            out.comms("all-reduce", reductions * (double) layer.count(), seconds, trace);
        }
        if (experts != null && dispatched) {
            double tokenBytes = experts.perToken() * model.hiddenSize() * activationBytes;
            double seconds = Communication.allToAllSeconds(
                    tokens / tensor, tokenBytes, parallel.expert(), expertDevices, rates.links());
            out.comms("dispatch and combine", layer.count(), seconds, trace);
        } else if (gathered) {
            double all = message * parallel.data();
            out.comms(
                    "all-reduce over experts",
                    layer.count(),
                    Communication.allReduceSeconds(expertDevices, all, rates.links()),
                    trace);
        }
    }

    /** Attention of all layers in one decode step over a context. */
    void decodeAttention(double sequences, double context, Pass out, @Nullable OperatorTrace trace) {
        for (LayerCosts layer : kinds) {
            AttentionCosts attention = layer.attention();
            double seen = attention.seen(context);
            double flops = attention.decodeFlops() * seen + attention.stateFlops();
            out.operator(
                    "attention over the cache",
                    layer.count(),
                    sequences * flops / tensor,
                    sequences * cacheBytes(attention, seen),
                    secondsPerAttentionFlop,
                    secondsPerCacheByte,
                    trace);
        }
    }

    /** Attention of all layers in a prefill of s tokens, p of them cached. */
    void prefillAttention(
            double sequences, double promptTokens, double cachedTokens, Pass out, @Nullable OperatorTrace trace) {
        for (LayerCosts layer : kinds) {
            AttentionCosts attention = layer.attention();
            double read = Math.min(promptTokens, attention.window() + promptTokens - cachedTokens);
            out.operator(
                    "attention over the prompt",
                    layer.count(),
                    sequences * Prefill.attentionFlops(attention, promptTokens, cachedTokens) / tensor,
                    sequences * cacheBytes(attention, read),
                    secondsPerAttentionFlop,
                    secondsPerCacheByte,
                    trace);
        }
    }

    /** Cache and state that one sequence's attention moves in one layer on this device (B). */
    private double cacheBytes(AttentionCosts attention, double tokens) {
        double cache = attention.cachedValues() * tokens * attention.cacheShare(tensor);
        return (cache + attention.stateValues() / tensor) * cacheBytes;
    }

    /** Cache and state that one sequence reads in a step, all layers (B). */
    double cacheBytesPerSequence(double context) {
        double bytes = 0;
        for (LayerCosts layer : kinds) {
            bytes += layer.count()
                    * cacheBytes(layer.attention(), layer.attention().seen(context));
        }
        return bytes;
    }

    /** Embedding rows of the tokens, head and final norm for the sequences that need a next token. */
    void ends(double tokens, double headTokens, Pass out, @Nullable OperatorTrace trace) {
        out.clear();
        double gathered = tokens * model.hiddenSize();
        out.operator("embedding rows", 1, 0, gathered * weights.embedding(), secondsPerFlop, secondsPerByte, trace);
        run(head, headTokens, out, trace);
        out.operator(
                "final norm",
                1,
                2 * model.otherVectors() * headTokens,
                model.otherVectors() * weights.kept(),
                secondsPerFlop,
                secondsPerByte,
                trace);
        if (tensor > 1) {
            Communication.Links links = rates.links();
            double rows = Communication.allReduceSeconds(tensor, gathered * activationBytes, links);
            out.comms("embedding all-reduce", 1, rows, trace);
            double logits = headTokens * model.vocabularySize() * activationBytes;
            out.comms("logit gather", 1, Communication.gatherSeconds(tensor, logits, links), trace);
        }
    }

    /** Bytes of weights a step of a batch reads on this device, the batch being that of one attention copy (B). */
    double weightBytesRead(double sequences) {
        double bytes = denseWeightBytes;
        for (LayerCosts layer : kinds) {
            if (layer.experts() != null) {
                bytes += layer.count() * expertBytes(layer.experts(), sequences * parallel.data()) / expertDevices;
            }
        }
        return bytes;
    }
}
