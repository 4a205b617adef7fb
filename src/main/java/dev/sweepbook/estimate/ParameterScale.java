package dev.sweepbook.estimate;

import dev.sweepbook.scenario.ParameterOverride;

/**
 * What replaced parameter counts make of the layers. Embedding and head stay; the rest grows or shrinks with the total.
 * As many experts pass a token as the active count says; what experts cannot make up, all of a dense model's, is read
 * and not worked with.
 *
 * @param total factor of every count of the layers
 * @param chosen factor of the experts a token passes through
 * @param worked share of the dense matrices a token is multiplied with
 */
record ParameterScale(double total, double chosen, double worked) {
    static final ParameterScale NONE = new ParameterScale(1, 1, 1);

    static ParameterScale of(ParameterOverride given, ParameterCount count, double ends) {
        if (!given.isGiven() || given.total() <= ends) {
            return NONE;
        }
        double total = (given.total() - ends) / (count.total() - ends);
        if (Double.isNaN(given.active())) {
            return new ParameterScale(total, 1, 1);
        }
        double routed = count.activeExperts() * total;
        double dense = (count.active() - ends) * total - routed;
        double active = Math.max(0, given.active() - ends);
        double chosen = routed == 0 ? 1 : Math.max(0, active - dense) / routed;
        return new ParameterScale(total, chosen, Math.min(1, active / dense));
    }
}
