package dev.sweepbook.estimate;

/**
 * What one serving-engine class reaches.
 *
 * @param arithmetic shares of the peak rates
 * @param overheads time that no operator explains
 * @param network the cost of talking to other devices
 * @param footprint memory the engine takes for itself
 */
public record Efficiency(Arithmetic arithmetic, Overheads overheads, Network network, Footprint footprint) {
    /** Nothing lost anywhere. */
    public static final Efficiency IDEAL = new Efficiency(
            new Arithmetic(1, 1, 1, 1), new Overheads(0, 0, 0, 0), new Network(0, 0, 1, 0), new Footprint(0, 8192));

    /**
     * Shares of the peak rates, above 0 and at most 1.
     *
     * @param weightBandwidth of the memory bandwidth, streaming weights
     * @param cacheBandwidth of the memory bandwidth, reading the KV cache
     * @param gemm of the peak FLOP/s, linear layers
     * @param attention of the peak FLOP/s, attention
     */
    public record Arithmetic(double weightBandwidth, double cacheBandwidth, double gemm, double attention) {
        /** Checks the shares. */
        public Arithmetic {
            share("weightBandwidth", weightBandwidth);
            share("cacheBandwidth", cacheBandwidth);
            share("gemm", gemm);
            share("attention", attention);
        }
    }

    /**
     * Time that no operator explains.
     *
     * @param layerSeconds per layer of a step (s)
     * @param stepSeconds per step (s)
     * @param sequenceSeconds per sequence of a step (s)
     * @param requestSeconds per request, before its first token (s)
     */
    public record Overheads(double layerSeconds, double stepSeconds, double sequenceSeconds, double requestSeconds) {
        /** Checks the times. */
        public Overheads {
            atLeastZero("layerSeconds", layerSeconds);
            atLeastZero("stepSeconds", stepSeconds);
            atLeastZero("sequenceSeconds", sequenceSeconds);
            atLeastZero("requestSeconds", requestSeconds);
        }
    }

    /**
     * The cost of talking to other devices.
     *
     * @param launchSeconds fixed time of a collective (s)
     * @param hopSeconds latency of one message to a neighbour, α (s)
     * @param linkShare share of the link bandwidth reached, above 0 and at most 1
     * @param scaleOutHopSeconds latency of one message to another node, α_out (s)
     */
    public record Network(double launchSeconds, double hopSeconds, double linkShare, double scaleOutHopSeconds) {
        /** Checks the values. */
        public Network {
            atLeastZero("launchSeconds", launchSeconds);
            atLeastZero("hopSeconds", hopSeconds);
            share("linkShare", linkShare);
            atLeastZero("scaleOutHopSeconds", scaleOutHopSeconds);
        }
    }

    /**
     * Memory the engine takes for itself.
     *
     * @param runtimeBytes kept per device: context, graphs, workspace (B)
     * @param chunkTokens most tokens whose activations are alive at once
     */
    public record Footprint(double runtimeBytes, double chunkTokens) {
        /** Checks the values. */
        public Footprint {
            atLeastZero("runtimeBytes", runtimeBytes);
            if (!(chunkTokens >= 1)) {
                throw new IllegalArgumentException("chunkTokens must be at least 1, was " + chunkTokens);
            }
        }
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, was " + value);
        }
    }

    private static void atLeastZero(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
    }
}
