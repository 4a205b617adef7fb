package dev.sweepbook.scenario;

/**
 * Number formats of a deployment.
 *
 * @param weights of the linear layers
 * @param kvCache of cached keys and values
 * @param activations of what flows between layers
 */
public record Precision(DataType weights, DataType kvCache, DataType activations) {
    /** Two bytes everywhere. */
    public static final Precision BF16 = new Precision(DataType.BF16, DataType.BF16, DataType.BF16);

    /**
     * The format multiplications run in: the wider of weights and activations, weights where they are equally wide.
     *
     * @return the compute format
     */
    public DataType compute() {
        return activations.width() > weights.width() ? activations : weights;
    }
}
