package dev.sweepbook.estimate;

/** What generated tokens cost and draw where every token is a decode step, as both sets of the source take it. */
final class SourceCost {
    private static final String SECTION = "FORMULAS.md 3.8";

    private SourceCost() {}

    @Live(is = "outputTokens*decodeStepSeconds")
    @Equation(says = "o · decode step", source = SECTION, unit = "s")
    static double allStepsSeconds(double outputTokens, double decodeStepSeconds) {
        return outputTokens * decodeStepSeconds;
    }

    @Live(is = "1000000*pricePerDeviceHour*replicaDevices*allStepsSeconds/(3600*batchSize*outputTokens*utilization)")
    @Equation(
            says = "1e6·q·D·o·decode step/(3600·B·o·u)",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_OUTPUT_TOKENS)
    static double usdPerMillionOutputTokens(
            double pricePerDeviceHour,
            double replicaDevices,
            double allStepsSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return Cost.usdPerMillionOutputTokens(
                pricePerDeviceHour, replicaDevices, allStepsSeconds, batchSize, outputTokens, utilization);
    }

    @Live(is = "powerWatts*pue*replicaDevices*allStepsSeconds/(batchSize*outputTokens*utilization)")
    @Equation(
            says = "power·PUE·D·o·decode step/(B·o·u)",
            source = SECTION,
            unit = "J",
            gives = Figure.JOULES_PER_OUTPUT_TOKEN)
    static double joulesPerOutputToken(
            double powerWatts,
            double pue,
            double replicaDevices,
            double allStepsSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return Cost.joulesPerOutputToken(
                powerWatts, pue, replicaDevices, allStepsSeconds, batchSize, outputTokens, utilization);
    }
}
