package dev.sweepbook.estimate;

import dev.sweepbook.estimate.LayerCosts.ExpertCosts;
import dev.sweepbook.scenario.Parallelism;
import org.jspecify.annotations.Nullable;

/** The routed experts of one layer on one device, and how tokens get to them: not linear in the tokens. */
@Live(name = "span", is = "tensorParallel*dataParallel")
@Live(name = "crowd", is = "IF(expertParallel>1,expertImbalance,1)*dataParallel")
@Live(name = "away", is = "MOE(MAX(0,1-scaleUpDevices/span))")
@Live(name = "dispatchNear", is = "MOE((1-away)/nearRate)")
@Live(name = "dispatchFar", is = "MOE(IF(away=0,0,away/farRate))")
@Live(name = "dispatchFarSeconds", is = "MOE(IF(away=0,0,farHopSeconds))")
final class ExpertOperator {
    private final ExpertCosts experts;
    private final double crowd;
    private final double flopsPerToken;
    private final double bytesPerToken;
    private final double bytesPerExpert;
    private final double decodeBytesPerToken;
    private final double prefillBytesPerToken;
    private final double span;
    private final boolean dispatched;
    private final Communication.Links links;

    /**
     * Experts on a device.
     *
     * @param experts one layer's
     * @param parallel how they are spread; each attention copy's tokens pass them
     * @param weights bytes of weights
     * @param valueBytes bytes of an activation (B)
     * @param imbalance load of the busiest device over the mean
     * @param links what joins the devices
     */
    ExpertOperator(
            ExpertCosts experts,
            Parallelism parallel,
            WeightBytes weights,
            double valueBytes,
            double imbalance,
            Communication.Links links) {
        this.experts = experts;
        this.span = (double) parallel.tensor() * parallel.data();
        this.dispatched = parallel.expert() > 1;
        this.links = links;
        this.crowd = (dispatched ? imbalance : 1) * parallel.data();
        double routed = crowd * experts.perToken() / span;
        this.flopsPerToken = 2 * routed * experts.parameters();
        this.bytesPerToken = 2 * routed * experts.inputs() * valueBytes;
        this.bytesPerExpert = experts.bytes(weights) / span;
        double local = experts.inputs() * valueBytes / parallel.tensor();
        this.decodeBytesPerToken = local * Communication.remoteCopies(experts.perToken(), parallel.expert());
        this.prefillBytesPerToken = local * Communication.remoteRanks(experts.perToken(), parallel.expert());
    }

    void run(double times, double tokens, Rates rates, Pass out, @Nullable OperatorTrace trace) {
        out.operator(
                "routed experts",
                times,
                tokens * flopsPerToken,
                hit(tokens * crowd) * bytesPerExpert + tokens * bytesPerToken,
                rates.secondsPerFlop(),
                rates.secondsPerByte(),
                trace);
    }

    boolean isDispatched() {
        return dispatched;
    }

    /** Decoding sends each expert its copy of a token; a prefill sends one to each device that has one of them. */
    double dispatchSeconds(double tokens, boolean prefill) {
        double bytes = tokens * (prefill ? prefillBytesPerToken : decodeBytesPerToken);
        return Communication.allToAllSeconds(bytes, span, links);
    }

    /** Bytes of weights that a pass over the tokens of a copy reads of one layer, on the busiest rank (B). */
    double weightBytesRead(double tokens) {
        return hit(tokens * crowd) * bytesPerExpert;
    }

    /** The part of dispatch and combine that no batch changes (s). */
    double latencySeconds() {
        return dispatched ? Communication.allToAllLatencySeconds(span, links) : 0;
    }

    /** The part that grows with the tokens of a copy (s a token). */
    double commsSecondsPerToken() {
        return dispatched ? decodeBytesPerToken * Communication.allToAllSecondsPerByte(span, links) : 0;
    }

    /** Bytes a device sends for a token of its copy, dispatch and combine (B). */
    double wireBytesPerToken() {
        return dispatched ? 2 * decodeBytesPerToken : 0;
    }

    double flopsPerToken() {
        return flopsPerToken;
    }

    private double hit(double routedTokens) {
        return ExpertHits.hit(experts.experts(), experts.perToken(), routedTokens);
    }
}
