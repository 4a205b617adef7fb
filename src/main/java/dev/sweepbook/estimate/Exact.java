package dev.sweepbook.estimate;

/** Sums and products of counts that fail rather than wrap. */
public final class Exact {
    private Exact() {}

    /**
     * A product.
     *
     * @param factors its factors
     * @return the product
     * @throws ArithmeticException where it passes 2^63 - 1
     */
    public static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }

    /**
     * A sum.
     *
     * @param terms its terms
     * @return the sum
     * @throws ArithmeticException where it passes 2^63 - 1
     */
    public static long sum(long... terms) {
        long sum = 0;
        for (long term : terms) {
            sum = Math.addExact(sum, term);
        }
        return sum;
    }
}
