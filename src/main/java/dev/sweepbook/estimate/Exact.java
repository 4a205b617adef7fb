package dev.sweepbook.estimate;

/** Sums and products of counts that fail rather than wrap. */
final class Exact {
    private Exact() {}

    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }

    static long sum(long... terms) {
        long sum = 0;
        for (long term : terms) {
            sum = Math.addExact(sum, term);
        }
        return sum;
    }
}
