package dev.sweepbook.estimate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times one decode step, or one prefill, of a deployed model: operators of a layer, layers of a stage, stages. */
final class RooflineStep {
    private final ModelCosts model;
    private final LayerPass pass;
    private final Layout layout;
    private final List<Stage> stages;
    private final Efficiency.Overheads overheads;
    private final double overlap;
    private final Pass[] kinds;
    private final Pass layer = new Pass();
    private final Pass stagePass = new Pass();
    private final Pass ends = new Pass();

    RooflineStep(ModelCosts model, LayerPass pass, List<Stage> stages, double overlap) {
        this.model = model;
        this.pass = pass;
        this.layout = pass.layout();
        this.stages = stages;
        this.overheads = pass.rates().efficiency().overheads();
        this.overlap = overlap;
        this.kinds = new Pass[model.layers().size()];
        for (int kind = 0; kind < kinds.length; kind++) {
            kinds[kind] = new Pass();
        }
    }

    /** Works out all of a decode step but what depends on the context. */
    void prepareDecode(@Nullable OperatorTrace trace) {
        prepare(layout.passSequences(), layout.passSequences(), trace);
    }

    private void prepare(double tokens, double headTokens, @Nullable OperatorTrace trace) {
        for (int kind = 0; kind < kinds.length; kind++) {
            LayerCosts costs = model.layers().get(kind);
            if (trace != null) {
                trace.layers(costs.count());
            }
            kinds[kind].clear();
            pass.linear(costs, model.hiddenSize(), tokens, kinds[kind], trace);
        }
        if (trace != null) {
            trace.layers(1);
        }
        ends.clear();
        ends(tokens, headTokens, trace);
    }

    private void ends(double tokens, double headTokens, @Nullable OperatorTrace trace) {
        Rates rates = pass.rates();
        double gathered = tokens * model.hiddenSize();
        ends.operator(
                "embedding rows",
                0,
                gathered * pass.weights().embedding(),
                rates.gemmFlops(),
                rates.weightBytes(),
                trace);
        pass.matrix(model.head(), pass.weights().head(), headTokens, ends, trace);
        ends.operator(
                "final norm",
                2 * model.otherVectors() * headTokens,
                model.otherVectors() * pass.weights().kept(),
                rates.gemmFlops(),
                rates.weightBytes(),
                trace);
        double n = layout.tensor();
        ends.comms(
                "embedding all-reduce",
                Communication.allReduceSeconds(n, gathered * pass.activationBytes(), rates.links()),
                trace);
        double logits = headTokens * model.vocabularySize() * pass.activationBytes();
        ends.comms("logit gather", Communication.gatherSeconds(n, logits, rates.links()), trace);
    }

    /** The whole batch's decode step at a context; {@link #prepareDecode} was called. */
    void decode(double context, StepSeconds out, @Nullable OperatorTrace trace) {
        out.clear();
        double slowest = -1;
        for (Stage stage : stages) {
            stagePass.clear();
            for (int kind = 0; kind < kinds.length; kind++) {
                LayerCosts costs = model.layers().get(kind);
                layer.clear();
                if (trace != null) {
                    trace.layers(costs.count());
                }
                pass.decodeAttention(costs, layout.passSequences(), context, layer, trace);
                layer.add(kinds[kind], 1);
                stagePass.add(layer, costs.count() * stage.share());
            }
            if (stage.last()) {
                stagePass.add(ends, 1); // embedding rows counted here too: a gather, small beside the head
            }
            slowest = Math.max(slowest, take(stage, slowest, out));
        }
        repeat(out);
    }

    /** Takes the stage over into the result where it is slower than those before. */
    private double take(Stage stage, double slowest, StepSeconds out) {
        double exposed = Communication.exposedSeconds(stagePass.busySeconds(), stagePass.commsSeconds, overlap);
        double overhead = stage.share() * model.layerCount() * overheads.layerSeconds()
                + layout.passSequences() * overheads.sequenceSeconds();
        double seconds = stagePass.busySeconds() + exposed + overhead;
        if (seconds > slowest) {
            out.memory = stagePass.memorySeconds;
            out.compute = stagePass.computeSeconds;
            out.comms = exposed;
            out.overhead = overhead;
            out.flops = stagePass.flops;
            out.bytes = stagePass.bytes;
        }
        return seconds;
    }

    private void repeat(StepSeconds out) {
        double passes = RooflineTerms.passes(layout.microBatches(), layout.pipeline());
        double message = layout.passSequences() * model.hiddenSize() * pass.activationBytes();
        double hops = Communication.hopsSeconds(
                layout.pipeline(), message, layout.devices(), pass.rates().links());
        out.memory = RooflineTerms.memorySeconds(passes, out.memory);
        out.compute = RooflineTerms.computeSeconds(passes, out.compute);
        out.comms = RooflineTerms.commsSeconds(passes, out.comms, hops);
        out.overhead = RooflineTerms.overheadSeconds(passes, out.overhead, overheads.stepSeconds());
        out.flops *= layout.microBatches();
        out.bytes *= layout.microBatches();
    }

    /** The prefill of prompts of s tokens, p of them cached, all sequences of a copy at once. */
    void prefill(
            double sequences,
            double promptTokens,
            double cachedTokens,
            StepSeconds out,
            @Nullable OperatorTrace trace) {
        out.clear();
        double tokens = sequences * (promptTokens - cachedTokens);
        prepare(tokens, sequences, trace);
        stagePass.clear();
        for (int kind = 0; kind < kinds.length; kind++) {
            LayerCosts costs = model.layers().get(kind);
            layer.clear();
            if (trace != null) {
                trace.layers(costs.count());
            }
            pass.prefillAttention(costs, sequences, promptTokens, cachedTokens, layer, trace);
            layer.add(kinds[kind], 1);
            stagePass.add(layer, costs.count());
        }
        stagePass.add(ends, 1);
        double share = RooflineTerms.bubble(layout.microBatches(), layout.pipeline());
        double message = tokens / layout.microBatches() * model.hiddenSize() * pass.activationBytes();
        out.memory = stagePass.memorySeconds * share;
        out.compute = stagePass.computeSeconds * share;
        out.comms = Communication.exposedSeconds(stagePass.busySeconds(), stagePass.commsSeconds, overlap) * share
                + Communication.hopsSeconds(
                        layout.pipeline(),
                        message,
                        layout.devices(),
                        pass.rates().links());
        out.overhead = (model.layerCount() * overheads.layerSeconds() + sequences * overheads.sequenceSeconds()) * share
                + overheads.stepSeconds()
                + overheads.requestSeconds();
        out.flops = stagePass.flops;
        out.bytes = stagePass.bytes;
    }
}
