package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Workload;

/**
 * How a batch is worked that finds no room in the cache at once: as many sequences together as fit, the rest after
 * them. Engines that admit requests by their memory do so with any batch handed to them. Reused from scenario to
 * scenario.
 */
@Live(name = "room", is = "INT(roomOfCopy)")
@Live(name = "waits", is = "AND(cal.queues=1,room>=1,room<sequences)")
@Live(
        name = "runPrefillRows",
        is = "IF(newPromptTokens=0,0,MAX(running*newPromptTokens,cal.least_rows))",
        level = Live.Level.RUN)
@Live(name = "runHeadRows", is = "MAX(running,cal.least_rows)", level = Live.Level.RUN)
@Live(
        name = "runPrefillBusy",
        is = "SUMPRODUCT((o_part=whole)*o_times*(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*((o_head=0)*runPrefillRows+o_head*runHeadRows))*(" + LiveWords.COMPUTE_A_ROW
                + "*((o_head=0)*runPrefillRows+o_head*runHeadRows)<=(" + LiveWords.WEIGHT_TIME + "+"
                + LiveWords.MOVED_A_ROW
                + "*((o_head=0)*runPrefillRows+o_head*runHeadRows))))+SUMPRODUCT((o_part=whole)*o_times*"
                + LiveWords.COMPUTE_A_ROW + "*((o_head=0)*runPrefillRows+o_head*runHeadRows)*("
                + LiveWords.COMPUTE_A_ROW + "*((o_head=0)*runPrefillRows+o_head*runHeadRows)>(" + LiveWords.WEIGHT_TIME
                + "+" + LiveWords.MOVED_A_ROW
                + "*((o_head=0)*runPrefillRows+o_head*runHeadRows))))+runPrefillRows*secondsPerByte*(INDEX(p_layers,whole)*cal.stream_passes*tokenBytes+INDEX(p_first,whole)*of.hidden_size*embeddingBytes)+MOE(IF((running*newPromptTokens)=0,0,SUMPRODUCT((x_part=whole)*x_times*(x_experts*(1-EXP((running*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(running*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte*((running*newPromptTokens)*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop<=(x_experts*(1-EXP((running*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(running*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+MOE(IF((running*newPromptTokens)=0,0,SUMPRODUCT((x_part=whole)*x_times*(running*newPromptTokens)*"
                + LiveWords.EXPERT_FLOPS + "*secondsPerFlop*((running*newPromptTokens)*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop>(x_experts*(1-EXP((running*newPromptTokens)*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+(running*newPromptTokens)*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+running*(SUMPRODUCT((a_part=whole)*a_times*" + LiveWords.PROMPT_MEMORY + "*("
                + LiveWords.PROMPT_COMPUTE + "<=" + LiveWords.PROMPT_MEMORY + "))+SUMPRODUCT((a_part=whole)*a_times*"
                + LiveWords.PROMPT_COMPUTE + "*(" + LiveWords.PROMPT_COMPUTE + ">" + LiveWords.PROMPT_MEMORY + ")))",
        level = Live.Level.RUN)
@Live(name = "runBatches", is = "MIN(microBatches,running)", level = Live.Level.RUN)
@Live(
        name = "runShare",
        is = "IF(pipelineParallel>1,IF(takesTurns,1,(runBatches+pipelineParallel-1)/(runBatches*pipelineParallel)),1)",
        level = Live.Level.RUN)
@Live(
        name = "runPrefill",
        is =
                "IF(OR(promptTokens=0,running=0),0,IF(running=sequences,unqueuedPrefillSeconds,runShare*(runPrefillBusy+runPrefillTold-overlap*MIN(runPrefillBusy,runPrefillTold)+INDEX(p_layers,whole)*cal.layer+running*cal.sequence)+IF(pipelineParallel>1,(pipelineParallel-1)*((running*newPromptTokens/runBatches)*tokenBytes/IF(replicaDevices<=scaleUpDevices,nearRate,farRate)+IF(replicaDevices<=scaleUpDevices,hopSeconds,farHopSeconds)+cal.hand_over),0)*IF(takesTurns,runBatches,1)+cal.step+cal.request))",
        level = Live.Level.RUN)
@Live(name = "fullWaves", is = "IF(waits,INT(sequences/room),1)")
@Live(name = "running1", is = "IF(waits,room,sequences)")
@Live(
        name = "restDecode",
        is =
                "IF(waits,IF(MAX(rest.running)=0,0,IF(stagesPassed=1,MAX(rest.runDecode),IF(AND(oneRegime,MAX(rest.runCrosses)=0,MATCH(MAX(rest.runTotalFirst),rest.runTotalFirst,0)=MATCH(MAX(rest.runTotalLast),rest.runTotalLast,0)),MAX(rest.runDecode),NA()))),0)")
@Live(name = "stagesPassed", is = "IF(OR(pipelineParallel=1,takesTurns),1,INDEX(p_count,INDEX(stages.held,1)))")
@Live(
        name = "oneRegime",
        is = "OR(stagesPassed=1,SUMPRODUCT((a_part=whole)*(a_limit>firstContext)*(a_limit<lastContext)"
                + "*(a_decode>0))=0)")
@Live(
        name = "decodeOfOne",
        is =
                "IF(stagesPassed=1,MAX(first.runDecode),IF(AND(oneRegime,MAX(first.runCrosses)=0,MATCH(MAX(first.runTotalFirst),first.runTotalFirst,0)"
                        + "=MATCH(MAX(first.runTotalLast),first.runTotalLast,0)),MAX(first.runDecode),NA()))")
@Live(name = "allPrefill", is = "fullWaves*MAX(first.runPrefill)+IF(waits,MAX(rest.runPrefill),0)")
@Live(name = "allDecode", is = "fullWaves*decodeOfOne+restDecode")
@Live(name = "requestSeconds", is = "allPrefill+allDecode", gives = Figure.REQUEST_SECONDS)
final class Waves {
    private static final double UNKNOWN = Double.NaN;

    private final Timing timing;
    private final DecodeSum decodeSum;
    private final StepSeconds prefill = new StepSeconds();
    private double together;
    private double count;
    private double prefillSeconds;
    private double decodeSeconds;
    private double decodeSecondsOfOne;

    Waves(Timing timing, DecodeSum decodeSum) {
        this.timing = timing;
        this.decodeSum = decodeSum;
    }

    /** All sequences of a copy together. */
    void all(double sequences, double ofPrefill, double ofDecode) {
        together = sequences;
        count = 1;
        prefillSeconds = ofPrefill;
        decodeSeconds = ofDecode;
        decodeSecondsOfOne = ofDecode;
    }

    /** So many sequences of a copy, where there is room for fewer. */
    void work(Deployed on, Workload work, double sequences, double room) {
        double full = Math.floor(sequences / room);
        double rest = sequences - full * room;
        double prefillOfFull = prefillSeconds(on, work, room);
        double decodeOfFull = decodeSeconds(on, work, room);
        together = room;
        count = full + (rest > 0 ? 1 : 0);
        prefillSeconds = inWaves(full, prefillOfFull, rest > 0 ? prefillSeconds(on, work, rest) : 0);
        decodeSeconds = inWaves(full, decodeOfFull, rest > 0 ? decodeSeconds(on, work, rest) : 0);
        decodeSecondsOfOne = decodeOfFull;
    }

    @Equation(
            says = "⌊B/room⌋ · time of room sequences + time of the rest",
            source = "measured: 32 and 64 sequences where 23 fit take 2 and 3 times as long "
                    + "(LLM-Inference-Bench, Llama-2-7B on A100-40GB, TensorRT-LLM and vLLM)",
            unit = "s")
    private static double inWaves(double fullWaves, double secondsOfFull, double secondsOfRest) {
        return fullWaves * secondsOfFull + secondsOfRest;
    }

    private double prefillSeconds(Deployed on, Workload work, double sequences) {
        if (work.promptTokens() == 0) {
            return 0;
        }
        timing.prefill(on, sequences, work.promptTokens(), work.cachedPromptTokens(), prefill);
        return prefill.total();
    }

    private double decodeSeconds(Deployed on, Workload work, double sequences) {
        double steps = work.promptTokens() == 0 ? work.outputTokens() : work.outputTokens() - 1.0;
        if (steps == 0) {
            return 0;
        }
        timing.prepareDecode(on, sequences);
        decodeSum.know(UNKNOWN, UNKNOWN);
        return decodeSum.seconds(work.promptTokens() + 1.0, work.promptTokens() + steps, on.windows(), on.isLinear());
    }

    /** Sequences of a copy that run together. */
    double together() {
        return together;
    }

    /** How many waves there are. */
    double count() {
        return count;
    }

    /** Prefills of all waves (s). */
    double prefillSeconds() {
        return prefillSeconds;
    }

    /** Decode steps of all waves (s). */
    double decodeSeconds() {
        return decodeSeconds;
    }

    /** Decode steps of one full wave (s). */
    double decodeSecondsOfOne() {
        return decodeSecondsOfOne;
    }
}
