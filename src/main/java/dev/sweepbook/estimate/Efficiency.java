package dev.sweepbook.estimate;

/**
 * What one serving-engine class reaches.
 *
 * @param arithmetic shares of the peak rates
 * @param kernels work beside the matrix products
 * @param overheads time that no operator explains
 * @param network the cost of talking to other devices
 * @param footprint memory the engine takes for itself
 * @param scheduling how the engine orders its work
 */
public record Efficiency(
        Arithmetic arithmetic,
        Kernels kernels,
        Overheads overheads,
        Network network,
        Footprint footprint,
        Scheduling scheduling) {
    /** Nothing lost anywhere. */
    public static final Efficiency IDEAL = new Efficiency(
            new Arithmetic(1, 1, 1, 1, 1),
            new Kernels(0, 0, 1),
            new Overheads(0, 0, 0, 0),
            new Network(0, 0, 1, 0, 0),
            new Footprint(0, 8192),
            new Scheduling(false, false, 1, 1));

    /**
     * Shares of the peak rates, above 0 and at most 1.
     *
     * @param weightBandwidth of the memory bandwidth, streaming weights
     * @param cacheBandwidth of the memory bandwidth, reading the KV cache
     * @param gemm of the peak FLOP/s, linear layers in formats of 16 bits or more
     * @param narrowGemm of the peak FLOP/s, linear layers in formats of 8 bits or fewer
     * @param attention of the peak FLOP/s, attention
     */
    public record Arithmetic(
            double weightBandwidth, double cacheBandwidth, double gemm, double narrowGemm, double attention) {
        /** Checks the shares. */
        public Arithmetic {
            share("weightBandwidth", weightBandwidth);
            share("cacheBandwidth", cacheBandwidth);
            share("gemm", gemm);
            share("narrowGemm", narrowGemm);
            share("attention", attention);
        }
    }

    /**
     * Work beside the matrix products.
     *
     * @param vectorAttention time of decode attention on the vector units, as a multiple of its FLOPs over the peak;
     *     it comes on top of reading the cache
     * @param streamPasses how often a layer moves the residual stream of a token between its kernels
     * @param leastRows rows that a matrix product computes at least
     */
    public record Kernels(double vectorAttention, double streamPasses, double leastRows) {
        /** Checks the values. */
        public Kernels {
            atLeastZero("vectorAttention", vectorAttention);
            atLeastZero("streamPasses", streamPasses);
            if (!(leastRows >= 1 && leastRows < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("leastRows must be at least 1, was " + leastRows);
            }
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
     * @param handOverSeconds time to hand a batch over to the next pipeline stage, beside its message (s)
     */
    public record Network(
            double launchSeconds,
            double hopSeconds,
            double linkShare,
            double scaleOutHopSeconds,
            double handOverSeconds) {
        /** Checks the values. */
        public Network {
            atLeastZero("launchSeconds", launchSeconds);
            atLeastZero("hopSeconds", hopSeconds);
            share("linkShare", linkShare);
            atLeastZero("scaleOutHopSeconds", scaleOutHopSeconds);
            atLeastZero("handOverSeconds", handOverSeconds);
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

    /**
     * How the engine orders its work.
     *
     * @param queues whether sequences that find no room in the cache wait for others to end
     * @param layerSplit whether pipeline stages take turns, each with the whole batch
     * @param servingStep step of a server that prefills in between, over the step of a static batch
     * @param servingPrefill share of a prefill that the other sequences wait for
     */
    public record Scheduling(boolean queues, boolean layerSplit, double servingStep, double servingPrefill) {
        /** Checks the values. */
        public Scheduling {
            atLeastZero("servingStep", servingStep);
            atLeastZero("servingPrefill", servingPrefill);
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
