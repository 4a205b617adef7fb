package dev.sweepbook.write;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Deflates rows of a sheet. Every cell stands below one of the same column, and most of it is what that one says, so that
 * repeats are known and need no search, which is what deflating takes longest for.
 */
final class RowDeflater {
    private static final int FULL = 1 << 16;
    private static final int MOST_DIGITS = 11;
    private static final int FEWEST = 4; // a repeat of three bytes takes as much room as they do

    private final DeflateBlocks blocks = new DeflateBlocks();
    private final CRC32 crc = new CRC32();
    private final int[] above;
    private final byte[][] values;
    private final byte[] digits = new byte[MOST_DIGITS];
    private int digitCount;
    private byte[] bytes = new byte[2 * FULL + DeflateBlocks.WORD];
    private int length;
    private int rowStart;
    private int parts;
    private boolean isBelow;
    private int sameDigits;
    private int checked;
    private long size;
    private int distance;
    private int repeated;

    /** Rows of so many parts at most: cells, and what stands before and behind them. */
    RowDeflater(int mostParts) {
        above = new int[mostParts];
        values = new byte[mostParts][];
    }

    /** Begins a row by its number, counted from 1. */
    void row(int number) {
        if (length > FULL) {
            forgetAllBut(rowStart);
        }
        byte[] last = Arrays.copyOf(digits, digitCount);
        digitCount = Digits.put(number, digits, 0);
        isBelow = parts > 0 && last.length == digitCount;
        sameDigits = 0;
        while (isBelow && sameDigits < digitCount && last[sameDigits] == digits[sameDigits]) {
            sameDigits++;
        }
        rowStart = length;
        parts = 0;
    }

    private void forgetAllBut(int from) {
        settle(length);
        check();
        length -= from;
        System.arraycopy(bytes, from, bytes, 0, length);
        for (int i = 0; i < above.length; i++) {
            above[i] -= from;
        }
        checked = length;
    }

    private void check() {
        crc.update(bytes, checked, length - checked);
        size += length - checked;
        checked = length;
    }

    /**
     * Appends a part of the row: a cell, or the beginning of the row.
     *
     * @param before what stands before the number of the row, the same in this place of each row
     * @param after what stands behind it, the same in this place of each row
     * @param value what follows, in an array that nobody changes
     */
    void part(byte[] before, byte[] after, byte[] value) {
        int start = length;
        int valueStart = start + before.length + digitCount + after.length;
        length = valueStart + value.length;
        room(length);
        int place = parts++;
        if (isBelow) {
            below(start, start + before.length, valueStart, value, place);
        } else {
            System.arraycopy(before, 0, bytes, start, before.length);
            System.arraycopy(digits, 0, bytes, start + before.length, digitCount);
            System.arraycopy(after, 0, bytes, valueStart - after.length, after.length);
            System.arraycopy(value, 0, bytes, valueStart, value.length);
            differ(start, length);
        }
        above[place] = start;
        values[place] = value;
    }

    private void below(int start, int numberStart, int valueStart, byte[] value, int place) {
        byte[] old = values[place];
        int back = start - above[place];
        boolean isSame = value == old;
        System.arraycopy(bytes, start - back, bytes, start, (isSame ? length : valueStart) - start);
        for (int i = sameDigits; i < digitCount; i++) {
            bytes[numberStart + i] = digits[i];
        }
        repeat(start, numberStart + sameDigits, back);
        differ(numberStart + sameDigits, numberStart + digitCount);
        repeat(numberStart + digitCount, valueStart, back);
        if (isSame) {
            repeat(valueStart, length, back);
            return;
        }
        System.arraycopy(value, 0, bytes, valueStart, value.length);
        int most = Math.min(old.length, value.length);
        int head = 0;
        while (head < most && old[head] == value[head]) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old[old.length - 1 - tail] == value[value.length - 1 - tail]) {
            tail++;
        }
        repeat(valueStart, valueStart + head, back);
        differ(valueStart + head, length - tail);
        repeat(length - tail, length, back + value.length - old.length);
    }

    /** Ends the row with something that is the same in each. */
    void end(byte[] closing) {
        int start = length;
        length += closing.length;
        room(length);
        System.arraycopy(closing, 0, bytes, start, closing.length);
        if (isBelow) {
            repeat(start, length, start - above[parts]);
        } else {
            differ(start, length);
        }
        above[parts] = start;
    }

    private void room(int needed) {
        if (needed + DeflateBlocks.WORD > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, needed + DeflateBlocks.WORD));
        }
    }

    private void repeat(int from, int to, int back) {
        if (back != distance) {
            settle(from);
            distance = back;
        }
        repeated += to - from;
    }

    private void differ(int from, int to) {
        if (from < to) {
            settle(from);
            blocks.literals(bytes, from, to);
        }
    }

    /** Writes what is repeated up to a place. */
    private void settle(int to) {
        if (repeated >= FEWEST && distance <= DeflateBlocks.FARTHEST) {
            blocks.repeat(distance, repeated);
        } else {
            blocks.literals(bytes, to - repeated, to);
        }
        repeated = 0;
    }

    /** How much was written since the last piece. */
    long size() {
        return size + length - checked;
    }

    /** What was written since the last piece. */
    DeflatedPiece piece() {
        settle(length);
        check();
        DeflatedPiece piece = new DeflatedPiece(blocks.piece(), crc.getValue(), size);
        crc.reset();
        size = 0;
        length = 0;
        checked = 0;
        rowStart = 0;
        parts = 0;
        return piece;
    }
}
