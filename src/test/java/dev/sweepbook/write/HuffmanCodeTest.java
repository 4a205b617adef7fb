package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanCodeTest {
    private static int[] lengths(HuffmanCode code) {
        return IntStream.range(0, code.symbols()).map(code::length).toArray();
    }

    private static String bits(HuffmanCode code, int symbol) {
        String lowestFirst = Integer.toBinaryString(code.bits(symbol) | 1 << code.length(symbol))
                .substring(1);
        return new StringBuilder(lowestFirst).reverse().toString();
    }

    @Test
    void frequentSymbolsAreShort() {
        // the example of Cormen, Leiserson, Rivest, Stein, "Introduction to Algorithms", Huffman codes
        assertThat(lengths(HuffmanCode.of(new int[] {45, 13, 12, 16, 9, 5}, 15)))
                .containsExactly(1, 3, 3, 3, 4, 4);
    }

    @Test
    void codesFollowFromTheirLengthsAsTheStandardSays() {
        HuffmanCode code = HuffmanCode.of(new int[] {2, 2, 2, 2, 2, 4, 1, 1}, 15);
        // RFC 1951, 3.2.2, its example of lengths and codes
        assertThat(lengths(code)).containsExactly(3, 3, 3, 3, 3, 2, 4, 4);
        assertThat(IntStream.range(0, 8).mapToObj(symbol -> bits(code, symbol)))
                .containsExactly("010", "011", "100", "101", "110", "00", "1110", "1111");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 12, 15})
    void noneIsLongerThanAllowed(int longest) {
        int[] counts = new int[30];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < counts.length; i++) {
            counts[i] = counts[i - 1] + counts[i - 2]; // each would be one bit longer than the next
        }
        int[] lengths = lengths(HuffmanCode.of(counts, longest));
        assertThat(Arrays.stream(lengths)).allMatch(length -> length >= 1 && length <= longest);
        // Kraft: lengths of a code in which no room is left
        assertThat(Arrays.stream(lengths)
                        .mapToDouble(length -> Math.pow(2, -length))
                        .sum())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void oneSymbolHasAnotherBesideIt(int symbol) {
        int[] counts = new int[10];
        counts[symbol] = 1000;
        assertThat(lengths(HuffmanCode.of(counts, 15))[symbol]).isEqualTo(1);
        assertThat(Arrays.stream(lengths(HuffmanCode.of(counts, 15))).sum()).isEqualTo(2);
        assertThat(Arrays.stream(lengths(HuffmanCode.of(new int[10], 15))).sum())
                .isEqualTo(2);
    }
}
