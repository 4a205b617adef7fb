package dev.sweepbook.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The values of a chunk of one numeric column as 64 bits each, with a dictionary as long as there are few different
 * ones.
 */
final class NumberVector {
    private static final int MOST_DIFFERENT = 1 << 14;
    private static final int SLOTS = 1 << 15;
    private static final int TRIED = 1 << 12;

    private final long[] values;
    private final char[] places;
    private final long[] different = new long[MOST_DIFFERENT];
    private int[] slots = new int[0];
    private int size;
    private int count;
    private boolean hasDictionary;

    NumberVector(int capacity) {
        values = new long[capacity];
        places = new char[capacity];
        clear();
    }

    void clear() {
        size = 0;
        count = 0;
        hasDictionary = true;
        Arrays.fill(slots, 0);
    }

    int size() {
        return size;
    }

    void add(long bits) {
        if (hasDictionary) {
            boolean repeated = size > 0 && values[size - 1] == bits;
            int place = repeated ? places[size - 1] : find(bits);
            places[size] = (char) place;
            hasDictionary = place >= 0;
        }
        values[size++] = bits;
    }

    /** The place of a value in the dictionary, −1 where a dictionary does not pay. */
    private int find(long bits) {
        if (slots.length == 0) {
            slots = new int[SLOTS];
        }
        int slot = slot(bits);
        while (slots[slot] != 0) {
            if (different[slots[slot] - 1] == bits) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (count == MOST_DIFFERENT || (size == TRIED && count > TRIED / 2)) {
            return -1;
        }
        different[count++] = bits;
        slots[slot] = count;
        return count - 1;
    }

    private static int slot(long bits) {
        return (int) ((bits * 0x9E3779B97F4A7C15L) >>> 49);
    }

    /** Whether the values are worth a dictionary. */
    boolean hasDictionary() {
        return hasDictionary && size > 0;
    }

    int place(int index) {
        return places[index];
    }

    int differentCount() {
        return count;
    }

    /** The different values, eight bytes each, least significant first. */
    byte[] dictionary() {
        return bytes(different, count);
    }

    /** All values in the same form. */
    byte[] plain() {
        return bytes(values, size);
    }

    private static byte[] bytes(long[] from, int length) {
        byte[] bytes = new byte[length * Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(from, 0, length);
        return bytes;
    }

    /** The smallest and the largest as doubles. */
    double[] doubleBounds() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        long[] from = hasDictionary ? different : values;
        int length = hasDictionary ? count : size;
        for (int i = 0; i < length; i++) {
            double value = Double.longBitsToDouble(from[i]);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new double[] {least, most};
    }

    /** The smallest and the largest as whole numbers. */
    long[] longBounds() {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return new long[] {least, most};
    }
}
