package dev.sweepbook.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Which rows of a chunk have a value in a column. */
final class Presence {
    private static final int INITIAL_BYTES = 64;
    private static final int MOST_BYTES = 1 << 20;

    private final BitSet absent = new BitSet();
    private int rows;

    void clear() {
        absent.clear();
        rows = 0;
    }

    void add(boolean present) {
        if (!present) {
            absent.set(rows);
        }
        rows++;
    }

    int rows() {
        return rows;
    }

    int nulls() {
        return absent.cardinality();
    }

    /** Definition levels of 0 and 1, behind their length. */
    byte[] levels() throws IOException {
        byte[] runs = absent.isEmpty() || nulls() == rows ? oneRun(nulls() == 0) : mixed();
        byte[] levels = new byte[Integer.BYTES + runs.length];
        for (int i = 0; i < Integer.BYTES; i++) {
            levels[i] = (byte) (runs.length >>> (8 * i));
        }
        System.arraycopy(runs, 0, levels, Integer.BYTES, runs.length);
        return levels;
    }

    private byte[] oneRun(boolean present) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int header = rows << 1;
        while (header > 0x7F) {
            out.write((header & 0x7F) | 0x80);
            header >>>= 7;
        }
        out.write(header);
        out.write(present ? 1 : 0);
        return out.toByteArray();
    }

    private byte[] mixed() throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder = new RunLengthBitPackingHybridEncoder(
                1, INITIAL_BYTES, MOST_BYTES, HeapByteBufferAllocator.getInstance())) {
            for (int row = 0; row < rows; row++) {
                encoder.writeInt(absent.get(row) ? 0 : 1);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.toBytes().writeAllTo(out);
            return out.toByteArray();
        }
    }
}
