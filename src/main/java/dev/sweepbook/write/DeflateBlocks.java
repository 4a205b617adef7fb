package dev.sweepbook.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes literals and repeats as blocks of deflate with codes of their own (RFC 1951, 3.2.7). What is repeated is found by
 * others.
 */
final class DeflateBlocks {
    /** How far back a repeat may be, in bytes. */
    static final int FARTHEST = 1 << 15;

    /** Bytes that are moved at once. */
    static final int WORD = Long.BYTES;

    private static final int LONGEST = 258;
    private static final int SHORTEST = 3;
    private static final int END = 256;
    private static final int LENGTH_SYMBOLS = 29;
    private static final int DISTANCE_SYMBOLS = 30;
    private static final int MOST_REPEATS = 1 << 14;
    private static final int MOST_LITERALS = 1 << 16;
    private static final int LITERAL_BITS = 12; // so that four of them fit behind seven bits into a long
    private static final int DISTANCE_BITS = 15;
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int[] LENGTH_FROM = new int[LENGTH_SYMBOLS + 1];
    private static final int[] LENGTH_SYMBOL = new int[LONGEST + 1];
    private static final int[] DISTANCE_FROM = new int[DISTANCE_SYMBOLS + 1];
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        int from = SHORTEST;
        for (int i = 0; i < LENGTH_SYMBOLS - 1; i++) {
            LENGTH_FROM[i] = from;
            int next = from + (1 << lengthBits(i));
            Arrays.fill(LENGTH_SYMBOL, from, Math.min(next, LONGEST + 1), i);
            from = next;
        }
        LENGTH_FROM[LENGTH_SYMBOLS - 1] = LONGEST;
        LENGTH_SYMBOL[LONGEST] = LENGTH_SYMBOLS - 1;
        from = 1;
        for (int i = 0; i < DISTANCE_SYMBOLS; i++) {
            DISTANCE_FROM[i] = from;
            from += 1 << distanceBits(i);
        }
    }

    private final byte[] literals = new byte[MOST_LITERALS + WORD];
    private final int[] repeats = new int[MOST_REPEATS];
    private final int[] literalsBefore = new int[MOST_REPEATS];
    private int literalCount;
    private int repeatCount;
    private byte[] out = new byte[1 << 16];
    private int length;
    private long pending;
    private int pendingBits;

    private static int lengthBits(int symbol) {
        return symbol < 8 || symbol == LENGTH_SYMBOLS - 1 ? 0 : symbol / 4 - 1;
    }

    private static int distanceBits(int symbol) {
        return symbol < 4 ? 0 : symbol / 2 - 1;
    }

    private static int distanceSymbol(int distance) {
        if (distance <= 4) {
            return distance - 1;
        }
        int high = 31 - Integer.numberOfLeadingZeros(distance - 1);
        return 2 * high + ((distance - 1) >> (high - 1) & 1);
    }

    /** Takes bytes as they are, of an array with room for another word behind them. */
    void literals(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to) {
            int count = Math.min(to - next, MOST_LITERALS - literalCount);
            for (int i = 0; i < count; i += WORD) { // they are few, and words are quicker than calling for them
                LONG.set(literals, literalCount + i, (long) LONG.get(bytes, next + i));
            }
            literalCount += count;
            next += count;
            if (literalCount == MOST_LITERALS) {
                block();
            }
        }
    }

    /** Takes at least three bytes that stand so far back already. */
    void repeat(int distance, int count) {
        int left = count;
        while (left > LONGEST) {
            int most = left < LONGEST + SHORTEST ? left - SHORTEST : LONGEST;
            one(distance, most);
            left -= most;
        }
        one(distance, left);
    }

    private void one(int distance, int count) {
        literalsBefore[repeatCount] = literalCount;
        repeats[repeatCount++] = (count << 16) | distance;
        if (repeatCount == MOST_REPEATS) {
            block();
        }
    }

    /** What was taken since the last time, ended on a whole byte; more may follow. */
    byte[] piece() {
        block();
        room(WORD * 2);
        bits(0, 3); // an empty block of stored bytes, as zlib flushes
        pendingBits = (pendingBits + 7) & ~7;
        bits(0xFFFF0000L, 32);
        byte[] piece = Arrays.copyOf(out, length);
        length = 0;
        return piece;
    }

    private void block() {
        if (literalCount + repeatCount == 0) {
            return;
        }
        int[] counts = new int[END + 1 + LENGTH_SYMBOLS];
        int[] distanceCounts = new int[DISTANCE_SYMBOLS];
        count(counts, distanceCounts);
        HuffmanCode code = HuffmanCode.of(counts, LITERAL_BITS);
        HuffmanCode distances = HuffmanCode.of(distanceCounts, DISTANCE_BITS);
        room(literalCount * 2 + repeatCount * WORD + 512);
        bits(0b100, 3); // not the last one, codes of its own
        head(code, distances);
        body(code, distances);
        bits(code.bits(END), code.length(END));
        literalCount = 0;
        repeatCount = 0;
    }

    private void count(int[] counts, int[] distanceCounts) {
        int[] odd = new int[END]; // the same digit twice would wait for its own count
        int last = literalCount & ~1;
        for (int i = 0; i < last; i += 2) {
            counts[literals[i] & 0xFF]++;
            odd[literals[i + 1] & 0xFF]++;
        }
        for (int i = 0; i < END; i++) {
            counts[i] += odd[i];
        }
        if (last < literalCount) {
            counts[literals[last] & 0xFF]++;
        }
        counts[END] = 1;
        for (int i = 0; i < repeatCount; i++) {
            counts[END + 1 + LENGTH_SYMBOL[repeats[i] >> 16]]++;
            distanceCounts[distanceSymbol(repeats[i] & 0xFFFF)]++;
        }
    }

    /** The lengths of both codes, runs of the same ones shortened, by a code of their own. */
    private void head(HuffmanCode code, HuffmanCode distances) {
        int[] lengths = new int[code.symbols() + distances.symbols()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < code.symbols() ? code.length(i) : distances.length(i - code.symbols());
        }
        int[] runs = runs(lengths);
        int[] runCounts = new int[ORDER.length];
        for (int run : runs) {
            runCounts[run & 0xFF]++;
        }
        HuffmanCode runCode = HuffmanCode.of(runCounts, 7);
        bits(code.symbols() - END - 1, 5);
        bits(distances.symbols() - 1, 5);
        bits(ORDER.length - 4, 4);
        for (int symbol : ORDER) {
            bits(runCode.length(symbol), 3);
        }
        for (int run : runs) {
            int symbol = run & 0xFF;
            bits(runCode.bits(symbol), runCode.length(symbol));
            bits(run >> 8, symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
        }
    }

    /** Lengths of a code as symbols of the code for them; what says how long a run is stands above the lowest byte. */
    private static int[] runs(int[] lengths) {
        int[] runs = new int[lengths.length];
        int count = 0;
        for (int i = 0; i < lengths.length; ) {
            int same = 1;
            while (i + same < lengths.length && lengths[i + same] == lengths[i]) {
                same++;
            }
            int left = same;
            if (lengths[i] != 0) {
                runs[count++] = lengths[i];
                left--;
            }
            while (left >= 3) {
                int most = Math.min(left, lengths[i] != 0 ? 6 : 138);
                runs[count++] = lengths[i] != 0
                        ? (most - 3) << 8 | 16
                        : most <= 10 ? (most - 3) << 8 | 17 : (most - 11) << 8 | 18;
                left -= most;
            }
            for (; left > 0; left--) {
                runs[count++] = lengths[i];
            }
            i += same;
        }
        return Arrays.copyOf(runs, count);
    }

    private void body(HuffmanCode code, HuffmanCode distances) {
        int[] lengths = new int[LONGEST + 1];
        for (int i = SHORTEST; i <= LONGEST; i++) {
            int symbol = LENGTH_SYMBOL[i];
            int bits = code.length(END + 1 + symbol);
            int extra = ((i - LENGTH_FROM[symbol]) << bits) | code.bits(END + 1 + symbol);
            lengths[i] = (extra << 5) | (bits + lengthBits(symbol));
        }
        int[] codes = new int[END];
        for (int i = 0; i < END; i++) {
            codes[i] = (code.bits(i) << 4) | code.length(i);
        }
        int from = 0;
        for (int i = 0; i < repeatCount; i++) {
            putLiterals(codes, from, literalsBefore[i]);
            from = literalsBefore[i];
            int repeat = lengths[repeats[i] >> 16];
            int distance = repeats[i] & 0xFFFF;
            int symbol = distanceSymbol(distance);
            long value = repeat >> 5;
            int count = repeat & 0x1F;
            value |= (long) distances.bits(symbol) << count;
            count += distances.length(symbol);
            value |= (long) (distance - DISTANCE_FROM[symbol]) << count;
            bits(value, count + distanceBits(symbol));
        }
        putLiterals(codes, from, literalCount);
    }

    private void putLiterals(int[] codes, int from, int to) {
        int next = from;
        for (; next + 4 <= to; next += 4) {
            int first = codes[literals[next] & 0xFF];
            int second = codes[literals[next + 1] & 0xFF];
            int third = codes[literals[next + 2] & 0xFF];
            int fourth = codes[literals[next + 3] & 0xFF];
            int two = (first & 0xF) + (second & 0xF);
            int three = two + (third & 0xF);
            long value = (first >> 4)
                    | (long) (second >> 4) << (first & 0xF)
                    | (long) (third >> 4) << two
                    | (long) (fourth >> 4) << three;
            bits(value, three + (fourth & 0xF));
        }
        for (; next < to; next++) {
            int one = codes[literals[next] & 0xFF];
            bits(one >> 4, one & 0xF);
        }
    }

    private void room(int bytes) {
        if (out.length < length + bytes) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + bytes));
        }
    }

    /** Puts at most 57 bits, so that they fit behind seven. */
    private void bits(long value, int count) {
        pending |= value << pendingBits;
        pendingBits += count;
        LONG.set(out, length, pending);
        length += pendingBits >> 3;
        pending >>>= pendingBits & ~7;
        pendingBits &= 7;
    }
}
