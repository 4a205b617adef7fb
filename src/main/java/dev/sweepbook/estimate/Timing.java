package dev.sweepbook.estimate;

import org.jspecify.annotations.Nullable;

/** Times the decode steps and the prefill of one scenario. Reused from scenario to scenario. */
@Live(name = "together", is = "IF(microBatches=1,1,MIN(microBatches,sequences))")
@Live(name = "passSequences", is = "sequences/together")
@Live(name = "decodeRows", is = "MAX(passSequences,cal.least_rows)")
@Live(
        name = "decodeExposed",
        is = "(decodeToldSeconds-overlap*MIN(decodeMemory+decodeCompute,decodeToldSeconds))",
        level = Live.Level.STAGE)
@Live(
        name = "decodeOverhead",
        is = "INDEX(p_layers,passed)*cal.layer+passSequences*cal.sequence",
        level = Live.Level.STAGE)
@Live(name = "decodeTotal", is = "decodeMemory+decodeCompute+decodeExposed+decodeOverhead", level = Live.Level.STAGE)
@Live(name = "slowest", is = "MATCH(MAX(stages.decodeTotal),stages.decodeTotal,0)")
@Live(
        name = "passes",
        is = "IF(OR(pipelineParallel>1,microBatches>1),IF(takesTurns,together,MAX(together,pipelineParallel)),1)")
@Live(name = "workShare", is = "IF(OR(pipelineParallel>1,microBatches>1),together/IF(takesTurns,pipelineParallel,1),1)")
@Live(name = "memorySeconds", is = "passes*INDEX(stages.decodeMemory,slowest)", gives = Figure.MEMORY_SECONDS)
@Live(name = "computeSeconds", is = "passes*INDEX(stages.decodeCompute,slowest)", gives = Figure.COMPUTE_SECONDS)
@Live(
        name = "commsSeconds",
        is =
                "passes*INDEX(stages.decodeExposed,slowest)+IF(pipelineParallel>1,(pipelineParallel-1)*((passSequences)*tokenBytes/IF(replicaDevices<=scaleUpDevices,nearRate,farRate)+IF(replicaDevices<=scaleUpDevices,hopSeconds,farHopSeconds)+cal.hand_over),0)*IF(takesTurns,together,1)",
        gives = Figure.COMMS_SECONDS)
@Live(
        name = "overheadSeconds",
        is = "passes*INDEX(stages.decodeOverhead,slowest)+cal.step",
        gives = Figure.OVERHEAD_SECONDS)
@Live(
        name = "decodeStepSeconds",
        is = "memorySeconds+computeSeconds+commsSeconds+overheadSeconds",
        gives = Figure.DECODE_STEP_SECONDS)
@Live(
        name = "modelFlopsUtilization",
        is = "workShare*INDEX(stages.decodeFlops,slowest)/(peakFlops*decodeStepSeconds)",
        gives = Figure.MFU)
@Live(
        name = "memoryBandwidthUtilization",
        is = "workShare*INDEX(stages.decodeBytes,slowest)/(memoryBandwidth*decodeStepSeconds)",
        gives = Figure.MBU)
@Live(name = "prefillRows", is = "IF(newPromptTokens=0,0,MAX(sequences*newPromptTokens,cal.least_rows))")
@Live(name = "headRows", is = "MAX(sequences,cal.least_rows)")
@Live(name = "prefillBatches", is = "MIN(microBatches,sequences)")
@Live(
        name = "prefillShare",
        is =
                "IF(pipelineParallel>1,IF(takesTurns,1,(prefillBatches+pipelineParallel-1)/(prefillBatches*pipelineParallel)),1)")
@Live(
        name = "prefillMemory",
        is = "IF(promptTokens=0,0*whole,prefillShare*(SUMPRODUCT((o_part=whole)*o_times*(" + LiveWords.WEIGHT_TIME + "+"
                + LiveWords.MOVED_A_ROW + "*((o_head=0)*prefillRows+o_head*headRows))*(" + LiveWords.COMPUTE_A_ROW
                + "*((o_head=0)*prefillRows+o_head*headRows)<=(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*((o_head=0)*prefillRows+o_head*headRows))))+prefillRows*secondsPerByte*(INDEX(p_layers,whole)*cal.stream_passes*tokenBytes+INDEX(p_first,whole)*of.hidden_size*embeddingBytes)+MOE(IF((sequences*newPromptTokens)=0,0,SUMPRODUCT((x_part=whole)*x_times*(x_experts*(1-EXP((sequences*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(sequences*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte*((sequences*newPromptTokens)*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop<=(x_experts*(1-EXP((sequences*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(sequences*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+sequences*SUMPRODUCT((a_part=whole)*a_times*" + LiveWords.PROMPT_MEMORY + "*("
                + LiveWords.PROMPT_COMPUTE + "<=" + LiveWords.PROMPT_MEMORY + "))))")
@Live(
        name = "prefillCompute",
        is = "IF(promptTokens=0,0*whole,prefillShare*(SUMPRODUCT((o_part=whole)*o_times*" + LiveWords.COMPUTE_A_ROW
                + "*((o_head=0)*prefillRows+o_head*headRows)*(" + LiveWords.COMPUTE_A_ROW
                + "*((o_head=0)*prefillRows+o_head*headRows)>(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*((o_head=0)*prefillRows+o_head*headRows))))+MOE(IF((sequences*newPromptTokens)=0,0,SUMPRODUCT((x_part=whole)*x_times*(sequences*newPromptTokens)*"
                + LiveWords.EXPERT_FLOPS + "*secondsPerFlop*((sequences*newPromptTokens)*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop>(x_experts*(1-EXP((sequences*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(sequences*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+sequences*SUMPRODUCT((a_part=whole)*a_times*" + LiveWords.PROMPT_COMPUTE + "*("
                + LiveWords.PROMPT_COMPUTE + ">" + LiveWords.PROMPT_MEMORY + "))))")
@Live(
        name = "prefillComms",
        is =
                "IF(promptTokens=0,0*whole,prefillShare*prefillToldSeconds-overlap*MIN(prefillMemory+prefillCompute,prefillShare*prefillToldSeconds)+IF(pipelineParallel>1,(pipelineParallel-1)*((sequences*newPromptTokens/prefillBatches)*tokenBytes/IF(replicaDevices<=scaleUpDevices,nearRate,farRate)+IF(replicaDevices<=scaleUpDevices,hopSeconds,farHopSeconds)+cal.hand_over),0)*IF(takesTurns,prefillBatches,1))")
@Live(
        name = "prefillOverhead",
        is =
                "IF(promptTokens=0,0*whole,(INDEX(p_layers,whole)*cal.layer+sequences*cal.sequence)*prefillShare+cal.step+cal.request)")
@Live(
        name = "unqueuedPrefillSeconds",
        is = "prefillMemory+prefillCompute+prefillComms+prefillOverhead",
        gives = {Figure.PREFILL_SECONDS, Figure.TTFT_SECONDS})
@Live(
        name = "prefill_bound",
        is =
                "IF(promptTokens=0,\"\",IF(prefillMemory>=MAX(prefillCompute,prefillComms,prefillOverhead),\"memory\",IF(prefillCompute>=MAX(prefillComms,prefillOverhead),\"compute\",IF(prefillComms>=prefillOverhead,\"comms\",\"overhead\"))))")
final class Timing {
    private final Pass whole = new Pass();
    private final StepSeconds candidate = new StepSeconds();
    private Pass[] bases = {new Pass()};
    private @Nullable Deployed deployed;
    private double sequences;
    private double microBatches;
    private int slowest;

    /** Works out all of a decode step of so many sequences of a copy but what depends on the context. */
    void prepareDecode(Deployed on, double together) {
        remember(on);
        microBatches = on.microBatches() == 1 ? 1 : Math.min(on.microBatches(), together);
        double passSequences = microBatches == 1 ? together : together / microBatches;
        sequences = passSequences;
        StageModel[] stages = on.passed();
        if (bases.length < stages.length) {
            bases = new Pass[stages.length];
            java.util.Arrays.setAll(bases, place -> new Pass());
        }
        for (int i = 0; i < stages.length; i++) {
            stages[i].pass(passSequences, passSequences, false, bases[i]);
        }
    }

    @SuppressWarnings("ReferenceEquality") // not a comparison but a store saved, which would cost a memory fence
    private void remember(Deployed on) {
        if (deployed != on) {
            deployed = on;
        }
    }

    /** The whole batch's decode step at a context, by the slowest stage; {@link #prepareDecode} was called. */
    void decode(double context, StepSeconds out) {
        Deployed on = prepared();
        StageModel[] stages = on.passed();
        stage(on, stages[0], bases[0], context, out);
        slowest = 0;
        for (int i = 1; i < stages.length; i++) {
            stage(on, stages[i], bases[i], context, candidate);
            if (candidate.total() > out.total()) {
                out.set(candidate);
                slowest = i;
            }
        }
        if (on.stageCount() > 1 || on.microBatches() > 1) {
            repeat(on, out);
        } else {
            out.overhead += on.overheads().stepSeconds();
        }
    }

    private Deployed prepared() {
        if (deployed == null) {
            throw new IllegalStateException("prepareDecode was not called");
        }
        return deployed;
    }

    private void stage(Deployed on, StageModel stage, Pass base, double context, StepSeconds out) {
        whole.set(base);
        stage.decodeAttention(sequences, context, whole);
        Efficiency.Overheads overheads = on.overheads();
        out.memory = whole.memorySeconds;
        out.compute = whole.computeSeconds;
        out.comms = Communication.exposedSeconds(whole.busySeconds(), whole.commsSeconds, on.overlap());
        out.overhead = stage.layers() * overheads.layerSeconds() + sequences * overheads.sequenceSeconds();
        out.flops = whole.flops;
        out.bytes = whole.bytes;
    }

    /** The slowest stage once for each micro-batch, or for each stage where there are more of them. */
    private void repeat(Deployed on, StepSeconds out) {
        double passes = on.takesTurns() ? microBatches : RooflineTerms.passes(microBatches, on.stageCount());
        double hops =
                hops(on, sequences) * (on.takesTurns() ? microBatches : 1); // taking turns, none goes beside another
        out.memory = RooflineTerms.memorySeconds(passes, out.memory);
        out.compute = RooflineTerms.computeSeconds(passes, out.compute);
        out.comms = RooflineTerms.commsSeconds(passes, out.comms, hops);
        out.overhead = RooflineTerms.overheadSeconds(
                passes, out.overhead, on.overheads().stepSeconds());
        double share = microBatches / (on.takesTurns() ? on.stageCount() : 1);
        out.flops *= share;
        out.bytes *= share;
    }

    private static double hops(Deployed on, double tokens) {
        return Communication.hopsSeconds(
                on.stageCount(),
                tokens * on.device().tokenBytes(),
                on.devices(),
                on.rates().links());
    }

    /** Shows one pass over the slowest stage of the decode step timed last, operator by operator. */
    void traceDecode(double context, OperatorTrace trace) {
        Deployed on = prepared();
        on.passed()[slowest].traceDecode(sequences, context, trace);
        if (on.stageCount() > 1) {
            double once = hops(on, sequences) / (on.stageCount() - 1);
            trace.comms("hop to the next stage", on.stageCount() - 1, once);
        }
    }

    /** The prefill of prompts of s tokens, p of them cached, so many sequences of a copy at once. */
    void prefill(Deployed on, double together, double promptTokens, double cachedTokens, StepSeconds out) {
        double tokens = together * (promptTokens - cachedTokens);
        double batches = Math.min(on.microBatches(), together);
        StageModel model = on.device().whole();
        model.pass(tokens, together, true, whole);
        model.prefillAttention(together, promptTokens, cachedTokens, whole);
        Efficiency.Overheads overheads = on.overheads();
        double exposed = Communication.exposedSeconds(whole.busySeconds(), whole.commsSeconds, on.overlap());
        double perPass = model.layers() * overheads.layerSeconds() + together * overheads.sequenceSeconds();
        double share = 1;
        double hops = 0;
        if (on.stageCount() > 1) {
            share = on.takesTurns() ? 1 : RooflineTerms.bubble(batches, on.stageCount());
            hops = hops(on, tokens / batches) * (on.takesTurns() ? batches : 1);
        }
        out.memory = whole.memorySeconds * share;
        out.compute = whole.computeSeconds * share;
        out.comms = exposed * share + hops;
        out.overhead = perPass * share + overheads.stepSeconds() + overheads.requestSeconds();
        out.flops = whole.flops;
        out.bytes = whole.bytes;
    }
}
