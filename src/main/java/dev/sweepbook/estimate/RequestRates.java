package dev.sweepbook.estimate;

/** Rates of whole requests, in the formula sets that know requests. */
final class RequestRates {
    private static final String SECTION_4 = "FORMULAS.md 4";

    private RequestRates() {}

    @Live(is = "outputTokensPerSecond/outputTokens")
    @Equation(
            says = "output tokens per second / o",
            source = SECTION_4,
            unit = "requests/s",
            gives = Figure.REQUESTS_PER_SECOND)
    static double requestsPerSecond(double outputTokensPerSecond, double outputTokens) {
        return outputTokensPerSecond / outputTokens;
    }

    @Live(is = "outputTokensPerSecond*(promptTokens+outputTokens)/outputTokens")
    @Equation(
            says = "output tokens per second · (s+o)/o",
            source = SECTION_4,
            unit = "tokens/s",
            gives = Figure.TOTAL_TOKENS_PER_SECOND)
    static double totalTokensPerSecond(double outputTokensPerSecond, double promptTokens, double outputTokens) {
        return outputTokensPerSecond * (promptTokens + outputTokens) / outputTokens;
    }
}
