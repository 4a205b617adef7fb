package dev.sweepbook.estimate;

/** Equations that all formula sets share. */
final class EverySet {
    private static final String SECTION_1 = "FORMULAS.md 1";

    private EverySet() {}

    @Live(is = "(outputTokens*promptTokens+outputTokens*(outputTokens-1)/2)*kvFlopsPerToken/peakFlops")
    @Equation(
            says = "Σ_{i=s}^{s+o−1} i · KV FLOPs per token / F = (o·s + o·(o−1)/2) · KV FLOPs per token / F",
            source = SECTION_1,
            unit = "s",
            gives = Figure.KV_RECOMPUTE_SAVED_SECONDS)
    static double kvRecomputeSavedSeconds(
            double promptTokens, double outputTokens, double kvFlopsPerToken, double peakFlops) {
        double tokens = outputTokens * promptTokens + outputTokens * (outputTokens - 1) / 2;
        return tokens * kvFlopsPerToken / peakFlops;
    }

    @Live(is = "peakFlops/memoryBandwidth")
    @Equation(
            says = "F / W",
            source = SECTION_1,
            unit = "FLOP/B",
            gives = {Figure.FLOPS_PER_BYTE})
    static double flopsPerByte(double peakFlops, double memoryBandwidth) {
        return peakFlops / memoryBandwidth;
    }

    @Live(is = "peakFlops/linkBandwidth")
    @Equation(
            says = "F / C, C in one direction",
            source = "FORMULAS.md 2",
            unit = "FLOP/B",
            gives = {Figure.FLOPS_PER_LINK_BYTE})
    static double flopsPerLinkByte(double peakFlops, double linkBandwidth) {
        return peakFlops / linkBandwidth;
    }

    @Live(is = "usdPerMillionOutputTokens*utilization/apiPricePerMillionOutputTokens")
    @Equation(
            says = "cost of a million output tokens · u / what the API charges for them",
            source = "FORMULAS.md 3.8",
            gives = {Figure.BREAK_EVEN_UTILIZATION})
    static double breakEvenUtilization(
            double usdPerMillionOutputTokens, double utilization, double apiPricePerMillionOutputTokens) {
        return usdPerMillionOutputTokens * utilization / apiPricePerMillionOutputTokens;
    }
}
