package dev.sweepbook.estimate;

/** Batch sizes at which a step of the roofline changes character. */
final class RooflineThresholds {
    private static final String SECTION = "FORMULAS.md 3.7";

    private RooflineThresholds() {}

    @Equation(
            says = "(F/W)·(b_w/2)·(η_f/η_m)",
            source = SECTION,
            unit = "sequences",
            gives = Figure.WEIGHTS_BATCH_THRESHOLD)
    static double weightsOnly(double gemmFlops, double weightBytesPerSecond, double bytesPerWeight) {
        return gemmFlops / weightBytesPerSecond * (bytesPerWeight / 2);
    }

    @Equation(says = "ρ = η_m·W/(η_f·F)", source = SECTION, unit = "B/FLOP")
    static double bytesPerFlop(double gemmFlops, double weightBytesPerSecond) {
        return weightBytesPerSecond / gemmFlops;
    }

    @Equation(
            says = "B* = P_b / (2P·(1+a_c)·ρ − K_c), all per device; none where the denominator is not positive",
            source = SECTION,
            unit = "sequences",
            gives = Figure.BATCH_THRESHOLD)
    static double wholeStep(
            double weightBytes, double flopsPerSequence, double bytesPerFlop, double cacheBytesPerSequence) {
        double room = flopsPerSequence * bytesPerFlop - cacheBytesPerSequence;
        return room > 0 ? weightBytes / room : Double.NaN;
    }

    @Equation(
            says = "c† = 2P·ρ/(κ − A·ρ); where κ ≤ A·ρ there is a threshold at every context",
            source = SECTION,
            unit = "tokens")
    static double vanishingContext(
            double linearFlops, double bytesPerFlop, double cacheBytesPerToken, double attentionFlopsPerToken) {
        double rest = cacheBytesPerToken - attentionFlopsPerToken * bytesPerFlop;
        return rest > 0 ? linearFlops * bytesPerFlop / rest : Double.POSITIVE_INFINITY;
    }

    @Equation(
            says = "weight bytes / KV bytes per sequence",
            source = "FORMULAS.md 4",
            unit = "sequences",
            gives = Figure.KV_EQUALS_WEIGHTS_BATCH)
    static double kvEqualsWeights(double weightBytes, double kvBytesPerSequence) {
        return kvBytesPerSequence == 0 ? Double.NaN : weightBytes / kvBytesPerSequence;
    }

    @Equation(
            says =
                    "(t0 + 2(N−1)·α)·N·η_c·C / (2(N−1)·d·b_a): the two parts of an all-reduce are equal; none when N = 1",
            source = SECTION,
            unit = "sequences",
            gives = Figure.COMMS_THROUGHPUT_BATCH)
    static double commsThroughput(double tensor, double tokenBytes, Communication.Links links) {
        if (tensor <= 1) {
            return Double.NaN;
        }
        double latency = links.launchSeconds() + 2 * (tensor - 1) * links.hopSeconds();
        return latency * tensor * links.bytesPerSecond() / (2 * (tensor - 1) * tokenBytes);
    }

    @Equation(
            says = "2·P/N over the bytes of all-reduces a token, 2(N−1)/N·d·b_a each; none when N = 1",
            source = "FORMULAS.md 4",
            unit = "FLOP/B",
            gives = Figure.FLOPS_PER_COMMS_BYTE)
    static double flopsPerCommsByte(double linearFlopsPerDevice, double reductions, double tensor, double tokenBytes) {
        return tensor <= 1 || reductions == 0
                ? Double.NaN
                : linearFlopsPerDevice / (reductions * 2 * (tensor - 1) / tensor * tokenBytes);
    }
}
