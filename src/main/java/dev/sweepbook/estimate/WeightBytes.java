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
@Live(name = "activationBytes", is = "INDEX(f_bytes,activationRow)")
@Live(name = "cacheBytes", is = "INDEX(f_bytes,kvRow)")
@Live(name = "linearBytes", is = "IF(of.experts_alone=1,INDEX(f_alone,weightRow),INDEX(f_bytes,weightRow))")
@Live(name = "expertBytes", is = "INDEX(f_bytes,weightRow)")
@Live(name = "keptBytes", is = "INDEX(f_kept,weightRow)")
@Live(name = "embeddingBytes", is = "IF(of.tied=1,INDEX(f_embedding_tied,weightRow),INDEX(f_embedding,weightRow))")
@Live(name = "headBytes", is = "INDEX(f_head,weightRow)")
record WeightBytes(double linear, double experts, double kept, double embedding, double head) {
    private static final double Q4_K = 0.5625;
    private static final double Q6_K = 0.8203;

    /**
     * Bytes of a format.
     *
     * @param weights the format
     * @param expertsAlone whether mxfp4 is the format of the experts alone, as in the weights gpt-oss is published in
     * @param tied whether the head is the token table, which then is stored once, as the head
     */
    static WeightBytes of(DataType weights, boolean expertsAlone, boolean tied) {
        double bytes = weights.bytesPerValue();
        return switch (weights) {
            case FP32 -> new WeightBytes(4, 4, 4, 4, 4);
            case Q4_K_M -> new WeightBytes(bytes, bytes, 2, tied ? Q6_K : Q4_K, Q6_K);
            case MXFP4 -> new WeightBytes(expertsAlone ? 2 : bytes, bytes, 2, 2, 2);
            default -> new WeightBytes(bytes, bytes, 2, 2, 2);
        };
    }
}
