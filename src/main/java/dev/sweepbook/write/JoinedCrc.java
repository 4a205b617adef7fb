package dev.sweepbook.write;

/** The CRC-32 of two pieces put together, from the CRC-32 of each (as zlib's {@code crc32_combine} does it). */
final class JoinedCrc {
    private static final long POLYNOMIAL = 0xEDB88320L;

    private JoinedCrc() {}

    static long of(long first, long second, long secondLength) {
        long[] odd = new long[32];
        odd[0] = POLYNOMIAL;
        for (int i = 1; i < 32; i++) {
            odd[i] = 1L << (i - 1);
        }
        long[] zeros = squared(squared(odd)); // four zero bits
        long joined = first;
        for (long length = secondLength; length > 0; length >>= 1) {
            zeros = squared(zeros);
            if ((length & 1) == 1) {
                joined = times(zeros, joined);
            }
        }
        return joined ^ second;
    }

    private static long times(long[] matrix, long vector) {
        long sum = 0;
        for (int i = 0; vector >> i != 0; i++) {
            if ((vector >> i & 1) == 1) {
                sum ^= matrix[i];
            }
        }
        return sum;
    }

    private static long[] squared(long[] matrix) {
        long[] square = new long[32];
        for (int i = 0; i < 32; i++) {
            square[i] = times(matrix, matrix[i]);
        }
        return square;
    }
}
