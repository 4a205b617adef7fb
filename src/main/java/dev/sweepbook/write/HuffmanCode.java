package dev.sweepbook.write;

import java.util.Arrays;

/** A prefix code in which frequent symbols are short, as deflate writes it (RFC 1951, 3.2.2): lengths say all of it. */
final class HuffmanCode {
    private static final int MOST_BITS = 15;

    private final int[] lengths;
    private final int[] bits;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.bits = bits(lengths);
    }

    /**
     * The shortest code for how often each symbol occurs, or nearly that where it would become too long. At least two
     * symbols have a code, since some readers refuse a code of one.
     *
     * @param counts how often each symbol occurs, of two symbols at least
     * @param longest bits of a symbol at most, up to 15
     */
    static HuffmanCode of(int[] counts, int longest) {
        int[] weights = counts.clone();
        int used = 0;
        for (int weight : weights) {
            used += weight > 0 ? 1 : 0;
        }
        for (int i = 0; used < 2; i++) {
            if (weights[i] == 0) {
                weights[i] = 1;
                used++;
            }
        }
        int[] lengths = new int[weights.length];
        while (measure(weights, lengths, used) > longest) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (weights[i] + 1) / 2; // evens them out, so that the rare ones become shorter
            }
        }
        return new HuffmanCode(lengths);
    }

    /** Huffman's construction: the two rarest trees become one until one is left. Says how many bits the longest has. */
    private static int measure(int[] weights, int[] lengths, int count) {
        long[] leaves = new long[count]; // the symbol stands in the lowest bits
        int next = 0;
        for (int symbol = 0; symbol < weights.length; symbol++) {
            if (weights[symbol] > 0) {
                leaves[next++] = ((long) weights[symbol] << 16) | symbol;
            }
        }
        Arrays.sort(leaves);
        long[] joined = new long[count - 1];
        int[] parents = new int[2 * count - 1]; // of leaves, rarest first, then of what was joined, in that order
        int leaf = 0;
        int oldest = 0;
        for (int made = 0; made < joined.length; made++) {
            for (int half = 0; half < 2; half++) {
                boolean isLeaf = oldest == made || (leaf < count && leaves[leaf] >> 16 <= joined[oldest]);
                joined[made] += isLeaf ? leaves[leaf] >> 16 : joined[oldest];
                parents[isLeaf ? leaf++ : count + oldest++] = count + made;
            }
        }
        int[] depths = new int[parents.length];
        int longest = 0;
        for (int node = parents.length - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
            if (node < count) {
                lengths[(int) leaves[node] & 0xFFFF] = depths[node];
                longest = Math.max(longest, depths[node]);
            }
        }
        return longest;
    }

    private static int[] bits(int[] lengths) {
        int[] next = new int[MOST_BITS + 2];
        for (int length : lengths) {
            next[length + 1]++;
        }
        next[1] = 0; // symbols without a code
        for (int length = 1; length < next.length; length++) {
            next[length] = (next[length] + next[length - 1]) << 1;
        }
        int[] bits = new int[lengths.length];
        for (int symbol = 0; symbol < bits.length; symbol++) {
            if (lengths[symbol] > 0) {
                bits[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
            }
        }
        return bits;
    }

    /** How many bits a symbol has, 0 where it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** The bits of a symbol, the first one lowest, as deflate packs them. */
    int bits(int symbol) {
        return bits[symbol];
    }

    int symbols() {
        return lengths.length;
    }
}
