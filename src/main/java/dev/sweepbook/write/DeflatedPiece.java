package dev.sweepbook.write;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes deflated apart from what stands before and behind them: raw blocks that end on a whole byte. */
final class DeflatedPiece {
    private final byte[] bytes;
    private final long crc;
    private final long size;

    /** Bytes that nobody else has, with CRC-32 and length of what they were. */
    DeflatedPiece(byte[] bytes, long crc, long size) {
        this.bytes = bytes;
        this.crc = crc;
        this.size = size;
    }

    long crc() {
        return crc;
    }

    long size() {
        return size;
    }

    int deflatedSize() {
        return bytes.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
