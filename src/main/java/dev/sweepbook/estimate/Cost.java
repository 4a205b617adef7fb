package dev.sweepbook.estimate;

/** What requests and tokens cost by the roofline. q is the price of a device for an hour, D the devices of a replica. */
@Live(
        name = "usdPerRequest",
        is = "pricePerDeviceHour*replicaDevices*busySeconds/(3600*batchSize*utilization)",
        gives = Figure.USD_PER_REQUEST)
@Live(
        name = "usdPerMillionOutputTokens",
        is =
                "1000000*pricePerDeviceHour*replicaDevices*(busySeconds-prefillSeconds)/(3600*batchSize*outputTokens*utilization)",
        gives = Figure.USD_PER_MILLION_OUTPUT_TOKENS)
@Live(
        name = "joulesPerOutputToken",
        is = "powerWatts*pue*replicaDevices*(busySeconds-prefillSeconds)/(batchSize*outputTokens*utilization)",
        gives = Figure.JOULES_PER_OUTPUT_TOKEN)
final class Cost {
    private static final String SECTION = "FORMULAS.md 3.8";
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;

    private Cost() {}

    @Equation(says = "q·D·request/(3600·B·u)", source = SECTION, unit = "USD", gives = Figure.USD_PER_REQUEST)
    static double usdPerRequest(
            double pricePerDeviceHour,
            double replicaDevices,
            double requestSeconds,
            double batchSize,
            double utilization) {
        return pricePerDeviceHour * replicaDevices * requestSeconds / (SECONDS_PER_HOUR * batchSize * utilization);
    }

    @Equation(
            says = "1e6·q·D·(request − prefill)/(3600·B·o·u)",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_OUTPUT_TOKENS)
    static double usdPerMillionOutputTokens(
            double pricePerDeviceHour,
            double replicaDevices,
            double decodeSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return MILLION
                * pricePerDeviceHour
                * replicaDevices
                * decodeSeconds
                / (SECONDS_PER_HOUR * batchSize * outputTokens * utilization);
    }

    @Equation(
            says = "power·PUE·D·(request − prefill)/(B·o·u)",
            source = SECTION,
            unit = "J",
            gives = Figure.JOULES_PER_OUTPUT_TOKEN)
    static double joulesPerOutputToken(
            double powerWatts,
            double pue,
            double replicaDevices,
            double decodeSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return powerWatts * pue * replicaDevices * decodeSeconds / (batchSize * outputTokens * utilization);
    }
}
