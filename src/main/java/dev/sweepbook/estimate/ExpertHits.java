package dev.sweepbook.estimate;

/** How many experts a step touches. */
final class ExpertHits {
    private ExpertHits() {}

    @Equation(
            says = "E_hit = E·(1 − (1 − k/E)^T), T the tokens of the group, times the imbalance on the busiest rank",
            source = "FORMULAS.md 3.4; Erdil 2025 (2506.04645)",
            unit = "experts")
    static double hit(double experts, double perToken, double tokens) {
        return tokens == 0 ? 0 : experts * -Math.expm1(tokens * Math.log1p(-perToken / experts));
    }
}
