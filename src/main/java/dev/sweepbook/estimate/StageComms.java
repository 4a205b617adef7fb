package dev.sweepbook.estimate;

/** What the devices of one stage tell each other in a pass. */
@Live(name = "tokenBytes", is = "of.hidden_size*activationBytes")
@Live(name = "gatherSeconds", is = "launchSeconds+(tensorParallel-1)*hopSeconds")
@Live(
        name = "gatherSecondsPerToken",
        is =
                "IF(tensorParallel>1,(tensorParallel-1)/tensorParallel*of.head_vocabulary*activationBytes/IF(tensorParallel<=scaleUpDevices,nearRate,farRate),0)")
@Live(
        name = "commsLatencySeconds",
        is =
                "IF(tensorParallel>1,(INDEX(p_reductions,whole)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,whole),0))*(ringSeconds+farSeconds),0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,whole)*(wideRingSeconds+wideFarSeconds),0)+IF(expertParallel>1,INDEX(p_moe_layers,whole)*2*(launchSeconds+hopSeconds+IF(span>scaleUpDevices,farHopSeconds,0)),0))")
@Live(
        name = "commsSecondsPerToken",
        is =
                "IF(tensorParallel>1,(INDEX(p_reductions,whole)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,whole),0))*(ringSecondsPerByte+farSecondsPerByte)*tokenBytes,0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,whole)*(wideRingSecondsPerByte+wideFarSecondsPerByte)*tokenBytes*dataParallel,0)+IF(expertParallel>1,SUMPRODUCT((x_part=whole)*x_times*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel))*2*MAX(dispatchNear,dispatchFar),0))")
@Live(
        name = "wireBytesPerToken",
        is =
                "IF(tensorParallel>1,(INDEX(p_reductions,whole)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,whole),0))*wireBytesPerByte*tokenBytes,0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,whole)*wideWireBytesPerByte*tokenBytes*dataParallel,0)+IF(expertParallel>1,2*SUMPRODUCT((x_part=whole)*x_times*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)),0))")
final class StageComms {
    private final AllReduce allReduce;
    private final AllReduce wideAllReduce;
    private final ExpertOperator[] experts;
    private final double[] dispatches;
    private final double reductions;
    private final double wideReductions;
    private final double embeddingReductions;
    private final double tokenBytes;
    private final double copies;
    private final double gatherSeconds;
    private final double gatherSecondsPerToken;
    private final boolean silent;

    StageComms(DeviceModel device, Stage stage, ExpertOperator[] experts, double[] expertTimes) {
        double tensor = device.parallel().tensor();
        this.copies = device.parallel().data();
        this.silent = tensor * copies == 1;
        this.allReduce = device.allReduce();
        this.wideAllReduce = device.wideAllReduce();
        this.experts = experts;
        this.dispatches = expertTimes;
        this.tokenBytes = device.tokenBytes();
        double ordinary = 0;
        double wide = 0;
        for (int kind = 0; kind < stage.counts().size(); kind++) {
            LayerCosts layer = device.model().layers().get(kind);
            boolean dispatched = layer.experts() != null && device.parallel().expert() > 1;
            boolean shared = layer.experts() != null && !dispatched && copies > 1;
            ordinary += stage.counts().get(kind) * (layer.reductions() - (dispatched || shared ? 1 : 0));
            wide += shared ? stage.counts().get(kind) : 0;
        }
        this.reductions = tensor > 1 ? ordinary : 0;
        this.wideReductions = wide;
        this.embeddingReductions = stage.first() && tensor > 1 ? 1 : 0;
        Communication.Links links = device.rates().links();
        boolean gathers = stage.last() && tensor > 1;
        double rate = tensor <= links.scaleUpDevices() ? links.bytesPerSecond() : links.scaleOutBytesPerSecond();
        this.gatherSeconds =
                gathers ? Communication.gatherLatencySeconds(tensor, links.launchSeconds(), links.hopSeconds()) : 0;
        this.gatherSecondsPerToken = gathers ? Communication.gatherShare(tensor) * device.logitBytes() / rate : 0;
    }

    @Live(
            name = "decodeToldSeconds",
            is =
                    "IF(tensorParallel*dataParallel=1,0,IF(tensorParallel>1,INDEX(p_last,passed)*(gatherSeconds+gatherSecondsPerToken*passSequences),0)+IF(tensorParallel>1,((INDEX(p_reductions,passed)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,passed),0))+INDEX(p_first,passed))*(MIN(ringSeconds+ringSecondsPerByte*passSequences*tokenBytes,oneShotSeconds+oneShotSecondsPerByte*passSequences*tokenBytes)+farSeconds+farSecondsPerByte*passSequences*tokenBytes),0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,passed)*(MIN(wideRingSeconds+wideRingSecondsPerByte*passSequences*tokenBytes*dataParallel,wideOneShotSeconds+wideOneShotSecondsPerByte*passSequences*tokenBytes*dataParallel)+wideFarSeconds+wideFarSecondsPerByte*passSequences*tokenBytes*dataParallel),0)+IF(expertParallel>1,2*SUMPRODUCT((x_part=passed)*x_times*(launchSeconds+hopSeconds+(passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear*((passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear>((passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds))+((passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds)*((passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear<=((passSequences)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds)))),0)))",
            level = Live.Level.STAGE)
    @Live(
            name = "prefillToldSeconds",
            is =
                    "IF(tensorParallel*dataParallel=1,0,IF(tensorParallel>1,INDEX(p_last,whole)*(gatherSeconds+gatherSecondsPerToken*sequences),0)+IF(tensorParallel>1,((INDEX(p_reductions,whole)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,whole),0))+INDEX(p_first,whole))*(MIN(ringSeconds+ringSecondsPerByte*(sequences*newPromptTokens)*tokenBytes,oneShotSeconds+oneShotSecondsPerByte*(sequences*newPromptTokens)*tokenBytes)+farSeconds+farSecondsPerByte*(sequences*newPromptTokens)*tokenBytes),0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,whole)*(MIN(wideRingSeconds+wideRingSecondsPerByte*(sequences*newPromptTokens)*tokenBytes*dataParallel,wideOneShotSeconds+wideOneShotSecondsPerByte*(sequences*newPromptTokens)*tokenBytes*dataParallel)+wideFarSeconds+wideFarSecondsPerByte*(sequences*newPromptTokens)*tokenBytes*dataParallel),0)+IF(expertParallel>1,2*SUMPRODUCT((x_part=whole)*x_times*(launchSeconds+hopSeconds+((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear*(((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear>(((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds))+(((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds)*(((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear<=(((sequences*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds)))),0)))")
    @Live(
            name = "runToldSeconds",
            is =
                    "IF(tensorParallel*dataParallel=1,0,IF(tensorParallel>1,INDEX(p_last,passed)*(gatherSeconds+gatherSecondsPerToken*runPass),0)+IF(tensorParallel>1,((INDEX(p_reductions,passed)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,passed),0))+INDEX(p_first,passed))*(MIN(ringSeconds+ringSecondsPerByte*runPass*tokenBytes,oneShotSeconds+oneShotSecondsPerByte*runPass*tokenBytes)+farSeconds+farSecondsPerByte*runPass*tokenBytes),0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,passed)*(MIN(wideRingSeconds+wideRingSecondsPerByte*runPass*tokenBytes*dataParallel,wideOneShotSeconds+wideOneShotSecondsPerByte*runPass*tokenBytes*dataParallel)+wideFarSeconds+wideFarSecondsPerByte*runPass*tokenBytes*dataParallel),0)+IF(expertParallel>1,2*SUMPRODUCT((x_part=passed)*x_times*(launchSeconds+hopSeconds+(runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear*((runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear>((runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds))+((runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds)*((runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchNear<=((runPass)*x_inputs*activationBytes/tensorParallel*x_per_token*(1-1/expertParallel)*dispatchFar+dispatchFarSeconds)))),0)))",
            level = Live.Level.RUN)
    @Live(
            name = "runPrefillTold",
            is =
                    "IF(tensorParallel*dataParallel=1,0,IF(tensorParallel>1,INDEX(p_last,whole)*(gatherSeconds+gatherSecondsPerToken*running),0)+IF(tensorParallel>1,((INDEX(p_reductions,whole)-IF(OR(expertParallel>1,dataParallel>1),INDEX(p_moe_layers,whole),0))+INDEX(p_first,whole))*(MIN(ringSeconds+ringSecondsPerByte*(running*newPromptTokens)*tokenBytes,oneShotSeconds+oneShotSecondsPerByte*(running*newPromptTokens)*tokenBytes)+farSeconds+farSecondsPerByte*(running*newPromptTokens)*tokenBytes),0)+MOE(IF(AND(expertParallel=1,dataParallel>1),INDEX(p_moe_layers,whole)*(MIN(wideRingSeconds+wideRingSecondsPerByte*(running*newPromptTokens)*tokenBytes*dataParallel,wideOneShotSeconds+wideOneShotSecondsPerByte*(running*newPromptTokens)*tokenBytes*dataParallel)+wideFarSeconds+wideFarSecondsPerByte*(running*newPromptTokens)*tokenBytes*dataParallel),0)+IF(expertParallel>1,2*SUMPRODUCT((x_part=whole)*x_times*(launchSeconds+hopSeconds+((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear*(((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear>(((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds))+(((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds)*(((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchNear<=(((running*newPromptTokens))*x_inputs*activationBytes/tensorParallel*(expertParallel-1)*(1-(1-1/expertParallel)^x_per_token)*dispatchFar+dispatchFarSeconds)))),0)))",
            level = Live.Level.RUN)
    double seconds(double tokens, double headTokens, boolean prefill) {
        if (silent) {
            return 0;
        }
        double message = tokens * tokenBytes;
        double seconds = gatherSeconds + gatherSecondsPerToken * headTokens;
        double ordinary = reductions + embeddingReductions;
        if (ordinary > 0) {
            seconds += ordinary * allReduce.seconds(message);
        }
        if (wideReductions > 0) {
            seconds += wideReductions * wideAllReduce.seconds(message * copies);
        }
        for (int i = 0; i < experts.length; i++) {
            if (experts[i].isDispatched()) {
                seconds += dispatches[i] * experts[i].dispatchSeconds(tokens, prefill);
            }
        }
        return seconds;
    }

    void trace(double tokens, double headTokens, boolean prefill, OperatorTrace trace) {
        double message = tokens * tokenBytes;
        show("all-reduce", reductions, allReduce.seconds(message), trace);
        show("all-reduce over experts", wideReductions, wideAllReduce.seconds(message * copies), trace);
        for (int i = 0; i < experts.length; i++) {
            if (experts[i].isDispatched()) {
                show("dispatch and combine", dispatches[i], experts[i].dispatchSeconds(tokens, prefill), trace);
            }
        }
        show("embedding all-reduce", embeddingReductions, allReduce.seconds(message), trace);
        show("logit gather", 1, gatherSeconds + gatherSecondsPerToken * headTokens, trace);
    }

    private static void show(String name, double times, double seconds, OperatorTrace trace) {
        if (times > 0 && seconds > 0) {
            trace.comms(name, times, seconds);
        }
    }

    /** The part of what the layers tell each other that no batch changes, all-reduces by rings (s). */
    double latencySeconds() {
        double seconds = reductions * allReduce.latencySeconds() + wideReductions * wideAllReduce.latencySeconds();
        for (int i = 0; i < experts.length; i++) {
            seconds += dispatches[i] * experts[i].latencySeconds();
        }
        return seconds;
    }

    /** The part that grows with the tokens of a copy (s a token). */
    double secondsPerToken() {
        double seconds = reductions * allReduce.secondsPerByte() * tokenBytes
                + wideReductions * wideAllReduce.secondsPerByte() * tokenBytes * copies;
        for (int i = 0; i < experts.length; i++) {
            seconds += dispatches[i] * experts[i].commsSecondsPerToken();
        }
        return seconds;
    }

    /** Bytes one device sends for a token of its copy through all layers (B). */
    double wireBytesPerToken() {
        double bytes = reductions * allReduce.wireBytesPerByte() * tokenBytes
                + wideReductions * wideAllReduce.wireBytesPerByte() * tokenBytes * copies;
        for (int i = 0; i < experts.length; i++) {
            bytes += dispatches[i] * experts[i].wireBytesPerToken();
        }
        return bytes;
    }
}
