package dev.sweepbook.estimate;

/** What a deployment costs and draws. q is the price of one device for one hour, D the devices of one replica. */
final class Cost {
    private static final String SECTION = "FORMULAS.md 3.8";
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;
    private static final double HOURS_PER_MONTH = 730;

    private Cost() {}

    @Equation(says = "q·D·request/(3600·B·u)", source = SECTION, unit = "USD", gives = Figure.USD_PER_REQUEST)
    static double usdPerRequest(
            double pricePerDeviceHour, double devices, double requestSeconds, double batchSize, double utilization) {
        return pricePerDeviceHour * devices * requestSeconds / (SECONDS_PER_HOUR * batchSize * utilization);
    }

    @Equation(
            says = "1e6·q·D·prefill/(3600·B·(s−p)·u); empty when s = p",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_INPUT_TOKENS)
    static double usdPerMillionInputTokens(
            double pricePerDeviceHour,
            double devices,
            double prefillSeconds,
            double batchSize,
            double newPromptTokens,
            double utilization) {
        return newPromptTokens == 0
                ? Double.NaN
                : MILLION
                        * pricePerDeviceHour
                        * devices
                        * prefillSeconds
                        / (SECONDS_PER_HOUR * batchSize * newPromptTokens * utilization);
    }

    @Equation(
            says = "1e6·q·D·(request − prefill)/(3600·B·o·u)",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_OUTPUT_TOKENS)
    static double usdPerMillionOutputTokens(
            double pricePerDeviceHour,
            double devices,
            double decodeSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return MILLION
                * pricePerDeviceHour
                * devices
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
            double devices,
            double decodeSeconds,
            double batchSize,
            double outputTokens,
            double utilization) {
        return powerWatts * pue * devices * decodeSeconds / (batchSize * outputTokens * utilization);
    }

    @Equation(
            says = "⌈request_rate/(requests per second/replicas)⌉",
            source = "FORMULAS.md 4",
            unit = "replicas",
            gives = Figure.REPLICAS_NEEDED)
    static double replicasNeeded(double requestRate, double requestsPerSecond, double replicas) {
        return Math.ceil(requestRate / (requestsPerSecond / replicas));
    }

    @Equation(
            says = "replicas needed · devices/replicas",
            source = "FORMULAS.md 4",
            unit = "devices",
            gives = Figure.DEVICES_NEEDED)
    static double devicesNeeded(double replicasNeeded, double devices) {
        return replicasNeeded * devices;
    }

    @Equation(says = "devices needed · q · 730 h", source = "FORMULAS.md 4", unit = "USD", gives = Figure.USD_PER_MONTH)
    static double usdPerMonth(double devicesNeeded, double pricePerDeviceHour) {
        return devicesNeeded * pricePerDeviceHour * HOURS_PER_MONTH;
    }
}
