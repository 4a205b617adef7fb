package dev.sweepbook.estimate;

import dev.sweepbook.estimate.LayerCosts.ExpertCosts;
import dev.sweepbook.scenario.Parallelism;
import org.jspecify.annotations.Nullable;

/** The routed experts of one layer on one device, and how tokens get to them: not linear in the tokens. */
final class ExpertOperator {
    private final ExpertCosts experts;
    private final double groups;
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
     * @param expertBytes bytes of a weight (B)
     * @param valueBytes bytes of an activation (B)
     * @param imbalance load of the busiest device over the mean
     * @param links what joins the devices
     */
    ExpertOperator(
            ExpertCosts experts,
            Parallelism parallel,
            double expertBytes,
            double valueBytes,
            double imbalance,
            Communication.Links links) {
        this.experts = experts;
        this.groups = parallel.data();
        this.span = (double) parallel.tensor() * parallel.data();
        this.dispatched = parallel.expert() > 1;
        this.links = links;
        double share = (dispatched ? imbalance : 1) / span;
        double routed = groups * experts.perToken() * share;
        this.flopsPerToken = 2 * routed * experts.parameters();
        this.bytesPerToken = 2 * routed * experts.inputs() * valueBytes;
        this.bytesPerExpert = experts.parameters() * expertBytes * share;
        double local = experts.inputs() * valueBytes / parallel.tensor();
        this.decodeBytesPerToken = local * Communication.remoteCopies(experts.perToken(), parallel.expert());
        this.prefillBytesPerToken = local * Communication.remoteRanks(experts.perToken(), parallel.expert());
    }

    void run(double times, double tokens, Rates rates, Pass out, @Nullable OperatorTrace trace) {
        out.operator(
                "routed experts",
                times,
                tokens * flopsPerToken,
                hit(tokens) * bytesPerExpert + tokens * bytesPerToken,
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

    /** Bytes of weights that a pass over the tokens of a copy reads of one layer, loads being even (B). */
    double weightBytesRead(double tokens, double expertBytes) {
        return hit(tokens) * experts.parameters() * expertBytes / span;
    }

    double flopsPerToken() {
        return flopsPerToken;
    }

    private double hit(double tokens) {
        return ExpertHits.hit(experts.experts(), experts.perToken(), tokens * groups);
    }
}
