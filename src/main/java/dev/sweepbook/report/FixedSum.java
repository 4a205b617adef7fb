package dev.sweepbook.report;

import java.io.Serializable;

/**
 * A sum of real numbers that comes to the same in whatever order and groups they are added: each is rounded once, down
 * to a multiple of 2⁻⁵², and what follows is exact. For numbers well within ±2⁶².
 */
final class FixedSum implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int BITS = 52;
    private static final long ONE = 1L << BITS;

    private long whole;
    private long parts; // of 2^52, never negative, less than one

    void add(double value) {
        double floor = Math.floor(value);
        add((long) floor, (long) ((value - floor) * ONE));
    }

    void add(FixedSum other) {
        add(other.whole, other.parts);
    }

    private void add(long wholes, long fraction) {
        long sum = parts + fraction;
        whole += wholes + (sum >> BITS);
        parts = sum & (ONE - 1);
    }

    double value() {
        return whole + (double) parts / ONE;
    }
}
