package dev.sweepbook.estimate;

/**
 * What the batch thresholds of a deployment rest on, all of one device.
 *
 * @param whole the model as the device sees it
 * @param bytesPerFlop bytes it reads while it does one operation, ρ (B/FLOP)
 * @param linearFlops operations of the linear layers a token (FLOP)
 * @param attentionFlops operations of attention a token, by the context (FLOP)
 * @param cacheBytes cache a sequence reads, by the context (B)
 * @param vanishingContext context from which on no batch is limited by compute, infinite where there is none
 * @param denseWeightBytes weights a step reads, NaN where that depends on the batch (B)
 * @param commsLatencySeconds part of the all-reduces that no batch changes (s)
 * @param commsSecondsPerToken part that grows with the tokens (s a token)
 */
record Turning(
        StageModel whole,
        double bytesPerFlop,
        double linearFlops,
        ContextSum attentionFlops,
        ContextSum cacheBytes,
        double vanishingContext,
        double denseWeightBytes,
        double commsLatencySeconds,
        double commsSecondsPerToken) {

    static Turning of(DeviceModel device) {
        StageModel whole = device.whole();
        Rates rates = device.rates();
        double bytesPerFlop = RooflineThresholds.bytesPerFlop(rates.gemmFlops(), rates.weightBytes());
        double linear = whole.linearFlopsPerToken();
        ContextSum attention = whole.attentionFlops();
        ContextSum cache = whole.attentionBytes();
        return new Turning(
                whole,
                bytesPerFlop,
                linear,
                attention,
                cache,
                RooflineThresholds.vanishingContext(linear, bytesPerFlop, attention, cache),
                device.model().hasExperts() ? Double.NaN : whole.weightBytesRead(1),
                whole.comms().latencySeconds(),
                whole.comms().secondsPerToken());
    }
}
