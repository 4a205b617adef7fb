package dev.sweepbook.write;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers as bytes. Jackson has both conversions: doubles by Schubfach, the fewest digits that read back the same. */
final class Digits {
    private static final double EXACT = 1e15;

    private Digits() {}

    /** A finite number; a whole one without point or exponent where a double is exact. */
    static byte[] of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            byte[] digits = new byte[20];
            int length = NumberOutput.outputLong((long) value, digits, 0);
            return Arrays.copyOf(digits, length);
        }
        return NumberOutput.toString(value, true).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Puts a count into a buffer and says where it ends. */
    static int put(int count, byte[] buffer, int at) {
        return NumberOutput.outputInt(count, buffer, at);
    }
}
