package dev.sweepbook.scenario;

/**
 * Experts of which a router picks some for each token.
 *
 * @param experts routed experts (E)
 * @param expertsPerToken of which a token passes through (k)
 * @param expert one routed expert
 * @param sharedWidth width of the experts every token passes through, together; 0 without
 * @param sharedGate whether a vector gates the shared experts
 * @param routerBiases biases the router has for each expert: its own, and one that balances the load
 * @param quantizedAlone whether mxfp4 is the format of the experts alone, everything else keeping two bytes a value
 */
public record MixtureOfExperts(
        long experts,
        long expertsPerToken,
        DenseFeedForward expert,
        long sharedWidth,
        boolean sharedGate,
        long routerBiases,
        boolean quantizedAlone)
        implements FeedForward {
    /** Checks the counts. */
    public MixtureOfExperts {
        if (experts < 1 || expertsPerToken < 1 || expertsPerToken > experts || sharedWidth < 0 || routerBiases < 0) {
            throw new IllegalArgumentException(
                    "expertsPerToken must be at most experts, was " + expertsPerToken + " of " + experts);
        }
    }
}
