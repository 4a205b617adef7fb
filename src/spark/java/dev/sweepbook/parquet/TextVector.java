package dev.sweepbook.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of a chunk of one column, each different one kept once. */
final class TextVector {
    /** Above it a reader would hold a dictionary that nothing is gained by. */
    private static final int MOST_DIFFERENT = 1 << 15;

    private final Map<String, Integer> known = new HashMap<>();
    private final List<byte[]> different = new ArrayList<>();
    private final int[] places;
    private int size;
    private @Nullable String last;
    private int lastPlace;

    TextVector(int capacity) {
        places = new int[capacity];
    }

    void clear() {
        known.clear();
        different.clear();
        size = 0;
        last = null;
    }

    int size() {
        return size;
    }

    void add(String text) {
        if (!text.equals(last)) {
            lastPlace = place(text);
            last = text;
        }
        places[size++] = lastPlace;
    }

    private int place(String text) {
        Integer place = known.get(text);
        if (place == null) {
            place = different.size();
            known.put(text, place);
            different.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return place;
    }

    boolean hasDictionary() {
        return size > 0 && different.size() <= MOST_DIFFERENT;
    }

    int place(int index) {
        return places[index];
    }

    int differentCount() {
        return different.size();
    }

    /** The different texts, each behind its length. */
    byte[] dictionary() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        different.forEach(text -> put(out, text));
        return out.toByteArray();
    }

    /** All texts in the same form. */
    byte[] plain() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < size; i++) {
            put(out, different.get(places[i]));
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, byte[] text) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length)
                .array());
        out.writeBytes(text);
    }

    /** The first text in the order of bytes. */
    byte[] least() {
        return different.stream().min(Arrays::compareUnsigned).orElseThrow();
    }

    /** The last text in the order of bytes. */
    byte[] most() {
        return different.stream().max(Arrays::compareUnsigned).orElseThrow();
    }
}
