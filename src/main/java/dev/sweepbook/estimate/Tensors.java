package dev.sweepbook.estimate;

/**
 * Parameters by how they are stored: the weight format holds for matrices of linear layers alone.
 *
 * @param linear weights of matrix products
 * @param other biases, norms, convolutions, sinks: two bytes each whatever the weight format
 */
public record Tensors(long linear, long other) {
    /** No parameter. */
    public static final Tensors NONE = new Tensors(0, 0);

    /**
     * All of them.
     *
     * @return the count
     */
    public long total() {
        return Math.addExact(linear, other);
    }

    Tensors plus(Tensors more) {
        return new Tensors(Math.addExact(linear, more.linear), Math.addExact(other, more.other));
    }

    Tensors times(long count) {
        return new Tensors(Math.multiplyExact(linear, count), Math.multiplyExact(other, count));
    }
}
