package dev.sweepbook.estimate;

/**
 * Time and volume of collectives and hops. A collective inside one fast network takes the faster of a ring and one
 * shot; across networks a ring inside each is followed by one between them.
 */
final class Communication {
    private static final String SECTION = "FORMULAS.md 3.6";

    private Communication() {}

    @Equation(
            says = "t0 + 2(N−1)·α + 2(N−1)/N·M/(η_c·C)",
            source = SECTION + "; NCCL bus-bandwidth definition",
            unit = "s")
    static double ringAllReduceSeconds(
            double devices, double messageBytes, double launchSeconds, double hopSeconds, double bytesPerSecond) {
        double steps = 2 * (devices - 1);
        return launchSeconds + steps * hopSeconds + steps / devices * messageBytes / bytesPerSecond;
    }

    @Equation(says = "t0 + α + (N−1)·M/(η_c·C)", source = SECTION, unit = "s")
    static double oneShotAllReduceSeconds(
            double devices, double messageBytes, double launchSeconds, double hopSeconds, double bytesPerSecond) {
        return launchSeconds + hopSeconds + (devices - 1) * messageBytes / bytesPerSecond;
    }

    @Equation(says = "2(n−1)/n·(M/N_local)/C_out + α_out·log2 n", source = SECTION, unit = "s")
    static double acrossNodesSeconds(
            double nodes, double localDevices, double messageBytes, double hopSeconds, double bytesPerSecond) {
        return 2 * (nodes - 1) / nodes * (messageBytes / localDevices) / bytesPerSecond
                + hopSeconds * (Math.log(nodes) / Math.log(2));
    }

    @Equation(
            says = "min(ring, one shot) inside a network, plus the tier between networks; 0 when N = 1",
            source = SECTION,
            unit = "s")
    static double allReduceSeconds(double devices, double messageBytes, Links links) {
        if (devices <= 1) {
            return 0;
        }
        double nodes =
                Math.max(1, Math.ceil(devices / links.scaleUpDevices())); // one network without bounds is one node
        double local = devices / nodes;
        double inside = local <= 1
                ? links.launchSeconds()
                : Math.min(
                        ringAllReduceSeconds(
                                local, messageBytes, links.launchSeconds(), links.hopSeconds(), links.bytesPerSecond()),
                        oneShotAllReduceSeconds(
                                local,
                                messageBytes,
                                links.launchSeconds(),
                                links.hopSeconds(),
                                links.bytesPerSecond()));
        return nodes <= 1
                ? inside
                : inside
                        + acrossNodesSeconds(
                                nodes, local, messageBytes, links.scaleOutHopSeconds(), links.scaleOutBytesPerSecond());
    }

    @Equation(says = "t0 + (N−1)·α + (N−1)/N·M/(η_c·C); 0 when N = 1", source = SECTION, unit = "s")
    static double gatherSeconds(double devices, double messageBytes, Links links) {
        if (devices <= 1) {
            return 0;
        }
        double rate = devices <= links.scaleUpDevices() ? links.bytesPerSecond() : links.scaleOutBytesPerSecond();
        return links.launchSeconds()
                + (devices - 1) * links.hopSeconds()
                + (devices - 1) / devices * messageBytes / rate;
    }

    @Equation(
            says = "tokens·k·d·b·(1−1/EP)/(η_c·C) each for dispatch and combine; 0 when EP = 1",
            source = SECTION + "; DeepEP",
            unit = "s")
    static double allToAllSeconds(
            double tokens, double bytesPerToken, double expertParallel, double span, Links links) {
        if (expertParallel <= 1) {
            return 0;
        }
        double bytes = tokens * bytesPerToken * (1 - 1 / expertParallel);
        double away = Math.max(0, 1 - links.scaleUpDevices() / span);
        double near = bytes * (1 - away) / links.bytesPerSecond();
        double far = away == 0 ? 0 : bytes * away / links.scaleOutBytesPerSecond() + links.scaleOutHopSeconds();
        return 2 * (links.launchSeconds() + links.hopSeconds() + Math.max(near, far)); // dispatch and combine
    }

    @Equation(says = "(PP−1)·(M/C + α)", source = SECTION, unit = "s")
    static double hopsSeconds(double stages, double messageBytes, double devices, Links links) {
        if (stages <= 1) {
            return 0;
        }
        boolean near = devices <= links.scaleUpDevices();
        double rate = near ? links.bytesPerSecond() : links.scaleOutBytesPerSecond();
        double latency = near ? links.hopSeconds() : links.scaleOutHopSeconds();
        return (stages - 1) * (messageBytes / rate + latency);
    }

    @Equation(says = "max(t_c, t_x) + (1−ω)·min(t_c, t_x) − t_c", source = SECTION, unit = "s")
    static double exposedSeconds(double busySeconds, double commsSeconds, double overlap) {
        return Math.max(busySeconds, commsSeconds) + (1 - overlap) * Math.min(busySeconds, commsSeconds) - busySeconds;
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
     */
    record Links(
            double bytesPerSecond,
            double launchSeconds,
            double hopSeconds,
            double scaleUpDevices,
            double scaleOutBytesPerSecond,
            double scaleOutHopSeconds) {}
}
