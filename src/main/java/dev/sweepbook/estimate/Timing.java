package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/** Times the decode steps and the prefill of one scenario. Reused from scenario to scenario. */
final class Timing {
    private final Pass layers = new Pass();
    private final Pass ends = new Pass();
    private final Pass whole = new Pass();
    private @Nullable Deployed deployed;
    private double sequences;

    /** Works out all of a decode step but what depends on the context. */
    void prepareDecode(Deployed on, double passSequences, @Nullable OperatorTrace trace) {
        deployed = on;
        sequences = passSequences;
        on.device().layers(sequences, layers, trace);
        on.device().ends(sequences, sequences, ends, trace);
    }

    /** The whole batch's decode step at a context; {@link #prepareDecode} was called. */
    void decode(double context, StepSeconds out, @Nullable OperatorTrace trace) {
        Deployed on = java.util.Objects.requireNonNull(deployed, "prepareDecode was not called");
        whole.set(layers);
        on.device().decodeAttention(sequences, context, whole, trace);
        stage(on, out);
        double passes = RooflineTerms.passes(on.microBatches(), on.stages());
        double hops = on.stages() == 1 ? 0 : hops(on, sequences);
        out.memory = RooflineTerms.memorySeconds(passes, out.memory);
        out.compute = RooflineTerms.computeSeconds(passes, out.compute);
        out.comms = RooflineTerms.commsSeconds(passes, out.comms, hops);
        out.overhead = RooflineTerms.overheadSeconds(
                passes, out.overhead, on.overheads().stepSeconds());
        out.flops *= on.microBatches();
        out.bytes *= on.microBatches();
    }

    /** The slowest stage is the last: its share of the layers, and the head. */
    private void stage(Deployed on, StepSeconds out) {
        double share = 1 / on.stages();
        out.memory = whole.memorySeconds * share + ends.memorySeconds;
        out.compute = whole.computeSeconds * share + ends.computeSeconds;
        double comms = whole.commsSeconds * share + ends.commsSeconds;
        out.comms = Communication.exposedSeconds(out.memory + out.compute, comms, on.overlap());
        out.overhead = on.layerCount() * share * on.overheads().layerSeconds()
                + sequences * on.overheads().sequenceSeconds();
        out.flops = whole.flops * share + ends.flops;
        out.bytes = whole.bytes * share + ends.bytes;
    }

    private static double hops(Deployed on, double tokens) {
        double message = tokens * on.device().model().hiddenSize() * on.activationBytes();
        return Communication.hopsSeconds(
                on.stages(), message, on.devices(), on.device().rates().links());
    }

    /** The prefill of prompts of s tokens, p of them cached, so many sequences of a copy at once. */
    void prefill(
            Deployed on,
            double together,
            double microBatches,
            double promptTokens,
            double cachedTokens,
            StepSeconds out,
            @Nullable OperatorTrace trace) {
        double tokens = together * (promptTokens - cachedTokens);
        on.device().layers(tokens, whole, trace);
        on.device().prefillAttention(together, promptTokens, cachedTokens, whole, trace);
        on.device().ends(tokens, together, ends, trace);
        whole.add(ends, 1);
        double share = RooflineTerms.bubble(microBatches, on.stages());
        double hops = on.stages() == 1 ? 0 : hops(on, tokens / microBatches);
        double exposed = Communication.exposedSeconds(whole.busySeconds(), whole.commsSeconds, on.overlap());
        out.memory = whole.memorySeconds * share;
        out.compute = whole.computeSeconds * share;
        out.comms = exposed * share + hops;
        out.overhead = (on.layerCount() * on.overheads().layerSeconds()
                                + together * on.overheads().sequenceSeconds())
                        * share
                + on.overheads().stepSeconds()
                + on.overheads().requestSeconds();
        out.flops = whole.flops;
        out.bytes = whole.bytes;
    }
}
