package dev.sweepbook.estimate;

/** What reading prompts costs and what it takes to carry a rate of requests, in the formula sets that know requests. */
final class ServiceCost {
    private static final String SECTION = "FORMULAS.md 3.8";
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;
    private static final double HOURS_PER_MONTH = 730;

    private ServiceCost() {}

    @Live(
            is =
                    "IF(newPromptTokens=0,NA(),1000000*pricePerDeviceHour*replicaDevices*prefillSeconds/(3600*batchSize*newPromptTokens*utilization))")
    @Equation(
            says = "1e6·q·D·prefill/(3600·B·(s−p)·u); empty when s = p",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_INPUT_TOKENS)
    static double usdPerMillionInputTokens(
            double pricePerDeviceHour,
            double replicaDevices,
            double prefillSeconds,
            double batchSize,
            double newPromptTokens,
            double utilization) {
        return newPromptTokens == 0
                ? Double.NaN
                : MILLION
                        * pricePerDeviceHour
                        * replicaDevices
                        * prefillSeconds
                        / (SECONDS_PER_HOUR * batchSize * newPromptTokens * utilization);
    }

    @Live(is = "1000000*usdPerRequest/outputTokens")
    @Equation(
            says = "1e6 · cost of a request / o",
            source = SECTION,
            unit = "USD",
            gives = Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT)
    static double usdPerMillionOutputTokensWithPrompt(double usdPerRequest, double outputTokens) {
        return MILLION * usdPerRequest / outputTokens;
    }

    @Live(is = "-INT(-requestRate/(requestsPerSecond/replicas))")
    @Equation(
            says = "⌈request_rate/(requests per second/replicas)⌉",
            source = "FORMULAS.md 4",
            unit = "replicas",
            gives = Figure.REPLICAS_NEEDED)
    static double replicasNeeded(double requestRate, double requestsPerSecond, double replicas) {
        return Math.ceil(requestRate / (requestsPerSecond / replicas));
    }

    @Live(is = "replicasNeeded*replicaDevices")
    @Equation(
            says = "replicas needed · devices/replicas",
            source = "FORMULAS.md 4",
            unit = "devices",
            gives = Figure.DEVICES_NEEDED)
    static double devicesNeeded(double replicasNeeded, double replicaDevices) {
        return replicasNeeded * replicaDevices;
    }

    @Live(is = "devicesNeeded*pricePerDeviceHour*730")
    @Equation(says = "devices needed · q · 730 h", source = "FORMULAS.md 4", unit = "USD", gives = Figure.USD_PER_MONTH)
    static double usdPerMonth(double devicesNeeded, double pricePerDeviceHour) {
        return devicesNeeded * pricePerDeviceHour * HOURS_PER_MONTH;
    }
}
