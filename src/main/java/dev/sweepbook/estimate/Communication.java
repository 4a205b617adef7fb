package dev.sweepbook.estimate;

/**
 * Time and volume of collectives and hops, equation by equation; {@link AllReduce} puts those of an all-reduce
 * together. Shares are bytes sent by one device for each byte of the message.
 */
final class Communication {
    private static final String SECTION = "FORMULAS.md 3.6";
    private static final double NVLINK_3 = 300e9; // B/s in one direction, of the devices the latencies are fitted on
    private static final String RING = SECTION + "; NCCL bus-bandwidth definition";

    private Communication() {}

    @Equation(says = "t0 + 2(N−1)·α", source = RING, unit = "s")
    static double ringLatencySeconds(double devices, double launchSeconds, double hopSeconds) {
        return launchSeconds + 2 * (devices - 1) * hopSeconds;
    }

    @Equation(says = "2(N−1)/N", source = RING)
    static double ringShare(double devices) {
        return 2 * (devices - 1) / devices;
    }

    @Equation(says = "t0 + α", source = SECTION, unit = "s")
    static double oneShotLatencySeconds(double launchSeconds, double hopSeconds) {
        return launchSeconds + hopSeconds;
    }

    @Equation(says = "N−1", source = SECTION)
    static double oneShotShare(double devices) {
        return devices - 1;
    }

    @Equation(says = "α_out·log2 n", source = SECTION, unit = "s")
    static double acrossNodesLatencySeconds(double nodes, double hopSeconds) {
        return hopSeconds * (Math.log(nodes) / Math.log(2));
    }

    @Equation(says = "2(n−1)/n / N_local", source = SECTION)
    static double acrossNodesShare(double nodes, double localDevices) {
        return 2 * (nodes - 1) / nodes / localDevices;
    }

    @Equation(says = "t0 + (N−1)·α", source = SECTION, unit = "s")
    static double gatherLatencySeconds(double devices, double launchSeconds, double hopSeconds) {
        return launchSeconds + (devices - 1) * hopSeconds;
    }

    @Equation(says = "(N−1)/N", source = RING)
    static double gatherShare(double devices) {
        return (devices - 1) / devices;
    }

    @Equation(says = "k·(1−1/EP)", source = SECTION, unit = "copies")
    static double remoteCopies(double expertsPerToken, double expertParallel) {
        return expertsPerToken * (1 - 1 / expertParallel);
    }

    @Equation(says = "(EP−1)·(1−(1−1/EP)^k): one copy a rank", source = SECTION + "; DeepEP", unit = "copies")
    static double remoteRanks(double expertsPerToken, double expertParallel) {
        return (expertParallel - 1) * (1 - Math.pow(1 - 1 / expertParallel, expertsPerToken));
    }

    @Equation(says = "tokens·copies·d·b/(η_c·C) each for dispatch and combine", source = SECTION, unit = "s")
    static double allToAllSeconds(double bytes, double span, Links links) {
        double away = Math.max(0, 1 - links.scaleUpDevices() / span);
        double near = bytes * (1 - away) / links.bytesPerSecond();
        double far = away == 0 ? 0 : bytes * away / links.scaleOutBytesPerSecond() + links.scaleOutHopSeconds();
        return 2 * (links.launchSeconds() + links.hopSeconds() + Math.max(near, far)); // dispatch and combine
    }

    @Equation(says = "2·(t0 + α), and α_out where ranks are on other nodes", source = SECTION, unit = "s")
    static double allToAllLatencySeconds(double span, Links links) {
        boolean far = span > links.scaleUpDevices();
        return 2 * (links.launchSeconds() + links.hopSeconds() + (far ? links.scaleOutHopSeconds() : 0));
    }

    @Equation(says = "2/C, of the share of the ranks on other nodes 2/C_out where that takes longer", source = SECTION)
    static double allToAllSecondsPerByte(double span, Links links) {
        double away = Math.max(0, 1 - links.scaleUpDevices() / span);
        double far = away == 0 ? 0 : away / links.scaleOutBytesPerSecond();
        return 2 * Math.max((1 - away) / links.bytesPerSecond(), far);
    }

    @Equation(says = "(PP−1)·(M/C + α + hand-over)", source = SECTION, unit = "s")
    static double hopsSeconds(double stages, double messageBytes, double devices, Links links) {
        if (stages <= 1) {
            return 0;
        }
        boolean near = devices <= links.scaleUpDevices();
        double rate = near ? links.bytesPerSecond() : links.scaleOutBytesPerSecond();
        double latency = near ? links.hopSeconds() : links.scaleOutHopSeconds();
        return (stages - 1) * (messageBytes / rate + latency + links.handOverSeconds());
    }

    @Equation(says = "max(t_c, t_x) + (1−ω)·min(t_c, t_x) − t_c = t_x − ω·min(t_c, t_x)", source = SECTION, unit = "s")
    static double exposedSeconds(double busySeconds, double commsSeconds, double overlap) {
        return commsSeconds - overlap * Math.min(busySeconds, commsSeconds);
    }

    @Equation(
            says = "300 GB/s / C, between 1/2 and 2: latencies of a link against NVLink 3's, by its bandwidth",
            source = "NCCL latencies of A100 and H100, 2 to 8 devices: 10.0, 14.5, 22.6 and 6.2, 9.5, 15.6 µs")
    static double latencyScale(double linkBytesPerSecond) {
        return linkBytesPerSecond > 0 ? Math.min(2, Math.max(0.5, NVLINK_3 / linkBytesPerSecond)) : 1;
    }

    /**
     * What joins the devices, efficiencies applied.
     *
     * @param bytesPerSecond one direction inside a fast network (B/s)
     * @param launchSeconds fixed time of a collective (s)
     * @param hopSeconds latency of one message (s)
     * @param scaleUpDevices devices of one fast network
     * @param scaleOutBytesPerSecond one direction between networks (B/s), NaN where there is none
     * @param scaleOutHopSeconds latency of one message between networks (s)
     * @param handOverSeconds time to hand a batch over to the next pipeline stage, beside its message (s)
     */
    record Links(
            double bytesPerSecond,
            double launchSeconds,
            double hopSeconds,
            double scaleUpDevices,
            double scaleOutBytesPerSecond,
            double scaleOutHopSeconds,
            double handOverSeconds) {}
}
