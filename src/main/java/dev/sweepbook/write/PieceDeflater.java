package dev.sweepbook.write;

import java.io.Closeable;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflates one piece after another, on one thread. At the fastest level: a sheet of a million rows is a fifth larger than
 * at the usual one and takes a quarter of the time.
 */
final class PieceDeflater implements Closeable {
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private byte[] out = new byte[1 << 16];
    private int length;
    private long size;

    void write(byte[] bytes, int count) {
        crc.update(bytes, 0, count);
        size += count;
        deflater.setInput(bytes, 0, count);
        while (!deflater.needsInput()) {
            drain(Deflater.NO_FLUSH);
        }
    }

    /** How much was written since the last piece. */
    long size() {
        return size;
    }

    /** What was written since the last piece. */
    DeflatedPiece piece() {
        while (drain(Deflater.SYNC_FLUSH)) {
            // until it leaves room, it has more to say
        }
        DeflatedPiece piece = new DeflatedPiece(Arrays.copyOf(out, length), crc.getValue(), size);
        deflater.reset();
        crc.reset();
        length = 0;
        size = 0;
        return piece;
    }

    /** Whether all room was taken. */
    private boolean drain(int flush) {
        if (length == out.length) {
            out = Arrays.copyOf(out, out.length * 2);
        }
        length += deflater.deflate(out, length, out.length - length, flush);
        return length == out.length;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
