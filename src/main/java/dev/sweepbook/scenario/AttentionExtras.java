package dev.sweepbook.scenario;

/**
 * Tensors of attention besides its four projections.
 *
 * @param qkvBias whether queries, keys and values add a bias
 * @param outputBias whether the output projection adds a bias
 * @param normParameters parameters of norms over queries and keys
 * @param sinks whether every query head has a sink
 * @param gateWidth columns of a projection that gates the output, 0 without
 * @param relativeWidth columns of a projection of relative positions, 0 without
 */
public record AttentionExtras(
        boolean qkvBias, boolean outputBias, long normParameters, boolean sinks, long gateWidth, long relativeWidth) {
    /** The four projections alone. */
    public static final AttentionExtras NONE = new AttentionExtras(false, false, 0, false, 0, 0);
}
