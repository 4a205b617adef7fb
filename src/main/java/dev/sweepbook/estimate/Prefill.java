package dev.sweepbook.estimate;

/** Work of reading a prompt. */
final class Prefill {
    private static final String SECTION = "FORMULAS.md 3.3";

    private Prefill() {}

    @Equation(
            says = "pairs = (s−p)·p + (s−p)²/2; with a window w: Σ min(i, w), for p = 0 and s > w: w·s − w²/2",
            source = SECTION,
            unit = "pairs")
    static double pairs(double promptTokens, double cachedTokens, double window) {
        if (promptTokens <= window) {
            double fresh = promptTokens - cachedTokens;
            return fresh * cachedTokens + fresh * fresh / 2;
        }
        return upTo(promptTokens, window) - upTo(cachedTokens, window);
    }

    private static double upTo(double tokens, double window) {
        return tokens <= window ? tokens * tokens / 2 : window * tokens - window * window / 2;
    }

    @Equation(
            says = "4·h·e·pairs; latent attention 2·h·(n+r+v)·pairs + 2·p·kv·h·(n+v) of a cached prefix; "
                    + "an indexer 2·heads·head size·pairs",
            source = SECTION,
            unit = "FLOP")
    static double attentionFlops(ModelCosts model, double promptTokens, double cachedTokens) {
        LayerTotals totals = model.totals();
        return totals.promptFlops().overPrompt(promptTokens, cachedTokens) + totals.expansionFlops() * cachedTokens;
    }
}
