package dev.sweepbook.estimate;

import dev.sweepbook.scenario.DataType;

/**
 * Bytes of weights by what they are: linear layers take the weights' format, the rest keeps two bytes, or four where
 * everything does (FORMULAS.md 3.4).
 *
 * @param linear bytes a value of the dense matrices
 * @param experts bytes a value of the routed experts
 * @param kept bytes a value of router, norms and other vectors
 * @param embedding bytes a value of the token embedding
 * @param head bytes a value of the output head
 */
record WeightBytes(double linear, double experts, double kept, double embedding, double head) {

    static WeightBytes of(DataType weights, boolean hasExperts) {
        double bytes = weights.bytesPerValue();
        return switch (weights) {
            case FP32 -> new WeightBytes(4, 4, 4, 4, 4);
            case Q4_K_M -> new WeightBytes(bytes, bytes, 2, 0.5625, 0.8203);
            case MXFP4 ->
                new WeightBytes(hasExperts ? 2 : bytes, bytes, 2, 2, 2); // published checkpoints: experts only
            default -> new WeightBytes(bytes, bytes, 2, 2, 2);
        };
    }
}
