package dev.sweepbook.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of a chunk of one column, each different one kept once as long as few of them differ. */
final class TextVector {
    /** Above it a reader would hold a dictionary that nothing is gained by. */
    private static final int MOST_DIFFERENT = 1 << 15;
    /** After so many texts, most of which differ, no dictionary is looked for. */
    private static final int TRIED = 1 << 12;

    private final Map<String, Integer> known = new HashMap<>();
    private final List<byte[]> different = new ArrayList<>();
    private final int[] places;
    private int size;
    private @Nullable String last;
    private int lastPlace;
    private final Bytes plain = new Bytes();
    private boolean isPlain;
    private byte[] least = new byte[0];
    private byte[] most = new byte[0];

    TextVector(int capacity) {
        places = new int[capacity];
    }

    void clear() {
        known.clear();
        different.clear();
        size = 0;
        last = null;
        plain.clear();
        isPlain = false;
    }

    int size() {
        return size;
    }

    void add(String text) {
        boolean mostDiffer = size == TRIED && different.size() > TRIED / 2;
        if (!isPlain && (mostDiffer || different.size() > MOST_DIFFERENT)) {
            becomePlain();
        }
        if (isPlain) {
            addPlain(text.getBytes(StandardCharsets.UTF_8));
            size++;
            return;
        }
        if (!text.equals(last)) {
            lastPlace = place(text);
            last = text;
        }
        places[size++] = lastPlace;
    }

    private void becomePlain() {
        least = least();
        most = most();
        for (int i = 0; i < size; i++) {
            plain.put(different.get(places[i]));
        }
        known.clear();
        different.clear();
        isPlain = true;
    }

    private void addPlain(byte[] text) {
        plain.put(text);
        if (Arrays.compareUnsigned(text, least) < 0) {
            least = text;
        }
        if (Arrays.compareUnsigned(text, most) > 0) {
            most = text;
        }
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
        return size > 0 && !isPlain && different.size() <= MOST_DIFFERENT;
    }

    int place(int index) {
        return places[index];
    }

    int differentCount() {
        return different.size();
    }

    /** The different texts, each behind its length. */
    byte[] dictionary() {
        Bytes out = new Bytes();
        different.forEach(out::put);
        return out.copy();
    }

    /** All texts in the same form. */
    byte[] plain() {
        if (isPlain) {
            return plain.copy();
        }
        Bytes out = new Bytes();
        for (int i = 0; i < size; i++) {
            out.put(different.get(places[i]));
        }
        return out.copy();
    }

    /** Texts behind one another, each behind its length. */
    private static final class Bytes {
        private byte[] bytes = new byte[1 << 10];
        private int end;

        void put(byte[] text) {
            int length = text.length;
            int next = Math.addExact(end, length + Integer.BYTES);
            if (next > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(next, 2L * bytes.length)));
            }
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[end + i] = (byte) (length >>> (Byte.SIZE * i));
            }
            System.arraycopy(text, 0, bytes, end + Integer.BYTES, length);
            end = next;
        }

        byte[] copy() {
            return Arrays.copyOf(bytes, end);
        }

        void clear() {
            end = 0;
        }
    }

    /** The first text in the order of bytes. */
    byte[] least() {
        return isPlain ? least : different.stream().min(Arrays::compareUnsigned).orElseThrow();
    }

    /** The last text in the order of bytes. */
    byte[] most() {
        return isPlain ? most : different.stream().max(Arrays::compareUnsigned).orElseThrow();
    }
}
