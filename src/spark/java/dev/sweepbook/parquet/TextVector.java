package dev.sweepbook.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a chunk of one column: each different one once, with a dictionary, as long as there are few of them; then
 * one behind the other.
 */
final class TextVector {
    /** Above it a reader would hold a dictionary that nothing is gained by. */
    private static final int MOST_DIFFERENT = 1 << 15;

    private static final int TRIED = 1 << 12;

    private final Map<String, Integer> known = new HashMap<>();
    private final List<byte[]> different = new ArrayList<>();
    private final int[] places;
    private byte[] plain = new byte[1 << 16];
    private int plainSize;
    private int size;
    private @Nullable String last;
    private int lastPlace;
    private boolean hasDictionary;
    private byte[] least = {};
    private byte[] most = {};

    TextVector(int capacity) {
        places = new int[capacity];
        clear();
    }

    void clear() {
        known.clear();
        different.clear();
        plainSize = 0;
        size = 0;
        last = null;
        hasDictionary = true;
    }

    int size() {
        return size;
    }

    void add(String text) {
        if (hasDictionary) {
            if (!text.equals(last)) {
                lastPlace = place(text);
                last = text;
            }
            places[size++] = lastPlace;
            boolean tried = size == TRIED && different.size() > TRIED / 2;
            if (tried || different.size() > MOST_DIFFERENT) {
                leaveDictionary();
            }
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            append(bytes);
            bound(bytes);
            size++;
        }
    }

    private int place(String text) {
        Integer place = known.get(text);
        if (place == null) {
            place = different.size();
            known.put(text, place);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            different.add(bytes);
            bound(bytes);
        }
        return place;
    }

    private void bound(byte[] text) {
        boolean isFirst = size == 0;
        least = isFirst || Arrays.compareUnsigned(text, least) < 0 ? text : least;
        most = isFirst || Arrays.compareUnsigned(text, most) > 0 ? text : most;
    }

    private void leaveDictionary() {
        hasDictionary = false;
        for (int i = 0; i < size; i++) {
            append(different.get(places[i]));
        }
        known.clear();
        different.clear();
    }

    boolean hasDictionary() {
        return hasDictionary && size > 0;
    }

    int place(int index) {
        return places[index];
    }

    int differentCount() {
        return different.size();
    }

    /** The different texts, each behind its length. */
    byte[] dictionary() {
        byte[] texts = new byte[different.stream().mapToInt(TextVector::taken).sum()];
        int end = 0;
        for (byte[] text : different) {
            end = put(text, texts, end);
        }
        return texts;
    }

    /** All texts in the same form; only where there is no dictionary. */
    byte[] plain() {
        return Arrays.copyOf(plain, plainSize);
    }

    private void append(byte[] text) {
        if (plainSize + taken(text) > plain.length) {
            plain = Arrays.copyOf(plain, Math.max(plain.length * 2, plainSize + taken(text)));
        }
        plainSize = put(text, plain, plainSize);
    }

    private static int taken(byte[] text) {
        return Integer.BYTES + text.length;
    }

    /** Puts a text behind its length, least significant byte first, and says where it ends. */
    private static int put(byte[] text, byte[] into, int at) {
        for (int i = 0; i < Integer.BYTES; i++) {
            into[at + i] = (byte) (text.length >> (Byte.SIZE * i));
        }
        System.arraycopy(text, 0, into, at + Integer.BYTES, text.length);
        return at + taken(text);
    }

    /** The first text in the order of bytes. */
    byte[] least() {
        return least;
    }

    /** The last text in the order of bytes. */
    byte[] most() {
        return most;
    }
}
