package dev.sweepbook.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one device of one pipeline stage does in a pass. What is linear in the tokens is summed up front; attention,
 * experts and communication are worked out pass by pass.
 */
@Live(
        name = "decodeMemory",
        is = "SUMPRODUCT((o_part=passed)*o_times*(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*decodeRows)*(" + LiveWords.COMPUTE_A_ROW + "*decodeRows<=(" + LiveWords.WEIGHT_TIME + "+"
                + LiveWords.MOVED_A_ROW
                + "*decodeRows)))+decodeRows*secondsPerByte*(INDEX(p_layers,passed)*cal.stream_passes*tokenBytes+INDEX(p_first,passed)*of.hidden_size*embeddingBytes)+MOE(IF(passSequences=0,0,SUMPRODUCT((x_part=passed)*x_times*(x_experts*(1-EXP(passSequences*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+passSequences*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte*(passSequences*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop<=(x_experts*(1-EXP(passSequences*crowd*x_missed))*" + LiveWords.EXPERT_BYTES
                + "+passSequences*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+passSequences*SUMPRODUCT((a_part=passed)*a_times*" + LiveWords.DECODE_MEMORY
                + "*(" + LiveWords.DECODE_COMPUTE + "<=" + LiveWords.DECODE_MEMORY + "))",
        level = Live.Level.STAGE)
@Live(
        name = "decodeCompute",
        is = "SUMPRODUCT((o_part=passed)*o_times*" + LiveWords.COMPUTE_A_ROW + "*decodeRows*(" + LiveWords.COMPUTE_A_ROW
                + "*decodeRows>(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*decodeRows)))+MOE(IF(passSequences=0,0,SUMPRODUCT((x_part=passed)*x_times*passSequences*"
                + LiveWords.EXPERT_FLOPS + "*secondsPerFlop*(passSequences*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop>(x_experts*(1-EXP(passSequences*crowd*x_missed))*" + LiveWords.EXPERT_BYTES
                + "+passSequences*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+passSequences*(SUMPRODUCT((a_part=passed)*a_times*" + LiveWords.DECODE_COMPUTE
                + "*(" + LiveWords.DECODE_COMPUTE + ">" + LiveWords.DECODE_MEMORY
                + "))+SUMPRODUCT((a_part=passed)*a_times*a_vector*" + LiveWords.SEEN
                + ")/tensorParallel*secondsPerVectorFlop)",
        level = Live.Level.STAGE)
@Live(
        name = "decodeFlops",
        is = "passSequences*(SUMPRODUCT((o_part=passed)*o_times*" + LiveWords.PARAMETERS
                + "*o_work)+MOE(SUMPRODUCT((x_part=passed)*x_times*" + LiveWords.EXPERT_FLOPS
                + "))+SUMPRODUCT((a_part=passed)*a_times*(a_decode*" + LiveWords.SEEN + "+a_state_flops)/"
                + LiveWords.SHARED_BY + "))",
        level = Live.Level.STAGE)
@Live(
        name = "decodeBytes",
        is = "SUMPRODUCT((o_part=passed)*o_times*(" + LiveWords.PARAMETERS + "*" + LiveWords.BYTES + "+passSequences*"
                + LiveWords.WIDTH
                + "*activationBytes))+passSequences*(INDEX(p_layers,passed)*cal.stream_passes*tokenBytes+INDEX(p_first,passed)*of.hidden_size*embeddingBytes)+MOE(SUMPRODUCT((x_part=passed)*x_times*(x_experts*(1-EXP(passSequences*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+passSequences*" + LiveWords.EXPERT_MOVED
                + ")))+passSequences*SUMPRODUCT((a_part=passed)*a_times*(a_cached*" + LiveWords.CACHE_SHARE + "*"
                + LiveWords.SEEN + "+a_state/tensorParallel))*cacheBytes",
        level = Live.Level.STAGE)
final class StageModel {
    private final Rates rates;
    private final boolean last;
    private final Operator[] operators;
    private final Operator[] headOperators;
    private final OperatorSum sum;
    private final OperatorSum headSum;
    private final AttentionOperator[] attention;
    private final double[] attentionTimes;
    private final ExpertOperator[] experts;
    private final double[] expertTimes;
    private final StageComms comms;
    private final double layers;

    StageModel(DeviceModel device, Stage stage) {
        this.rates = device.rates();
        this.last = stage.last();
        List<Operator> all = new ArrayList<>();
        Map<AttentionOperator, Double> attending = new LinkedHashMap<>();
        List<ExpertOperator> routed = new ArrayList<>();
        List<Double> routedTimes = new ArrayList<>();
        double count = 0;
        for (int kind = 0; kind < stage.counts().size(); kind++) {
            double times = stage.counts().get(kind);
            LayerCosts layer = device.model().layers().get(kind);
            if (times > 0) {
                all.addAll(device.operators(layer, times));
                device.attention(layer).forEach(each -> attending.merge(each, times, Double::sum));
                ExpertOperator expert = device.experts(layer);
                if (expert != null) {
                    routed.add(expert);
                    routedTimes.add(times);
                }
                count += times;
            }
        }
        if (stage.first()) {
            all.add(device.embedding());
        }
        this.operators = all.toArray(Operator[]::new);
        this.headOperators = last ? device.head().toArray(Operator[]::new) : new Operator[0];
        this.sum = summed(operators);
        this.headSum = summed(headOperators);
        this.attention = attending.keySet().toArray(AttentionOperator[]::new);
        this.attentionTimes =
                attending.values().stream().mapToDouble(Double::doubleValue).toArray();
        this.experts = routed.toArray(ExpertOperator[]::new);
        this.expertTimes = routedTimes.stream().mapToDouble(Double::doubleValue).toArray();
        this.comms = new StageComms(device, stage, experts, expertTimes);
        this.layers = count;
    }

    private OperatorSum summed(Operator[] all) {
        double leastRows = rates.efficiency().kernels().leastRows();
        return new OperatorSum(all, rates.secondsPerFlop(), rates.secondsPerByte(), leastRows);
    }

    double layers() {
        return layers;
    }

    StageComms comms() {
        return comms;
    }

    /** Everything but attention over the context. */
    void pass(double tokens, double headTokens, boolean prefill, Pass out) {
        out.clear();
        sum.addTo(out, tokens);
        if (last) {
            headSum.addTo(out, headTokens);
        }
        for (int i = 0; i < experts.length; i++) {
            experts[i].run(expertTimes[i], tokens, rates, out, null);
        }
        out.commsSeconds += comms.seconds(tokens, headTokens, prefill);
    }

    /** Attention in one decode step of so many sequences at a context. */
    void decodeAttention(double sequences, double context, Pass out) {
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            attend(attentionTimes[i], sequences, each.decodeFlops(context), each.decodeBytes(context), out);
            out.computeSeconds +=
                    attentionTimes[i] * sequences * each.vectorFlops(context) * rates.secondsPerVectorFlop();
        }
    }

    /** Attention in a prefill of so many prompts of s tokens, p of them cached. */
    void prefillAttention(double sequences, double promptTokens, double cachedTokens, Pass out) {
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            attend(
                    attentionTimes[i],
                    sequences,
                    each.promptFlops(promptTokens, cachedTokens),
                    each.promptBytes(promptTokens, cachedTokens),
                    out);
        }
    }

    private void attend(double times, double sequences, double flops, double bytes, Pass out) {
        double all = times * sequences;
        double compute = flops * rates.secondsPerAttentionFlop();
        double memory = bytes * rates.secondsPerCacheByte();
        if (compute > memory) {
            out.computeSeconds += all * compute;
        } else {
            out.memorySeconds += all * memory;
        }
        out.flops += all * flops;
        out.bytes += all * bytes;
    }

    /** Shows a decode step operator by operator. */
    void traceDecode(double sequences, double context, OperatorTrace trace) {
        traceOperators(sequences, trace);
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            traceAttention(
                    each.name() + " over the cache",
                    attentionTimes[i],
                    sequences * each.decodeFlops(context),
                    sequences * each.decodeBytes(context),
                    trace);
            double vector = sequences * each.vectorFlops(context) * rates.secondsPerVectorFlop();
            if (vector > 0) {
                trace.operator(each.name() + " on vector units", attentionTimes[i], 0, 0, vector, 0);
            }
        }
        traceEnds(sequences, sequences, false, trace);
    }

    /** Shows a prefill operator by operator. */
    void tracePrefill(double sequences, double promptTokens, double cachedTokens, OperatorTrace trace) {
        double tokens = sequences * (promptTokens - cachedTokens);
        traceOperators(tokens, trace);
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            traceAttention(
                    each.name() + " over the prompt",
                    attentionTimes[i],
                    sequences * each.promptFlops(promptTokens, cachedTokens),
                    sequences * each.promptBytes(promptTokens, cachedTokens),
                    trace);
        }
        traceEnds(tokens, sequences, true, trace);
    }

    private void traceOperators(double tokens, OperatorTrace trace) {
        for (Operator operator : operators) {
            operator.trace(tokens, rates, trace);
        }
        Pass unused = new Pass();
        for (int i = 0; i < experts.length; i++) {
            experts[i].run(expertTimes[i], tokens, rates, unused, trace);
        }
    }

    private void traceAttention(String name, double times, double flops, double bytes, OperatorTrace trace) {
        trace.operator(
                name,
                times,
                flops,
                bytes,
                flops * rates.secondsPerAttentionFlop(),
                bytes * rates.secondsPerCacheByte());
    }

    private void traceEnds(double tokens, double headTokens, boolean prefill, OperatorTrace trace) {
        for (Operator operator : headOperators) {
            operator.trace(headTokens, rates, trace);
        }
        comms.trace(tokens, headTokens, prefill, trace);
    }

    /** Operations of the linear layers a token costs on this device (FLOP). */
    double linearFlopsPerToken() {
        double flops = sum.flopsPerToken() + headSum.flopsPerToken();
        for (int i = 0; i < experts.length; i++) {
            flops += expertTimes[i] * experts[i].flopsPerToken();
        }
        return flops;
    }

    /** Bytes of weights a step of so many sequences of a copy reads on this device (B). */
    double weightBytesRead(double sequences) {
        double bytes = sum.weightBytes() + headSum.weightBytes();
        for (int i = 0; i < experts.length; i++) {
            bytes += expertTimes[i] * experts[i].weightBytesRead(sequences);
        }
        return bytes;
    }

    /** What attention asks of this device for one sequence, by the context (FLOP and B). */
    ContextSum attentionFlops() {
        ContextSum.Builder flops = new ContextSum.Builder();
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            flops.add(each.limit(), attentionTimes[i] * each.decodeFlops(), attentionTimes[i] * each.stateFlops());
        }
        return flops.build();
    }

    ContextSum attentionBytes() {
        ContextSum.Builder bytes = new ContextSum.Builder();
        for (int i = 0; i < attention.length; i++) {
            AttentionOperator each = attention[i];
            bytes.add(each.limit(), attentionTimes[i] * each.bytesPerToken(), attentionTimes[i] * each.stateBytes());
        }
        return bytes.build();
    }
}
