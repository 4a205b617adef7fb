package dev.sweepbook.estimate;

/** What the devices of one stage tell each other in a pass. */
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
