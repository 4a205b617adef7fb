package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of one part, inflated no further than the limits, its checksum compared at the end. */
final class PartStream extends InputStream {
    private static final int DEFLATED = 8;

    private final ZipEntryPlace entry;
    private final Limits limits;
    private final InputStream packed;
    private final LongConsumer counted;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[1 << 13];
    private long given;
    private long taken;
    private boolean ended;

    PartStream(ZipEntryPlace entry, Limits limits, InputStream packed, LongConsumer counted) {
        this.entry = entry;
        this.limits = limits;
        this.packed = packed;
        this.counted = counted;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int got = entry.method() == DEFLATED ? inflate(into, from, length) : packed.read(into, from, length);
        if (got < 0) {
            end();
            return -1;
        }
        crc.update(into, from, got);
        given += got;
        counted.accept(got);
        checkSize();
        return got;
    }

    private int inflate(byte[] into, int from, int length) throws IOException {
        try {
            int got = inflater.inflate(into, from, length);
            while (got == 0 && !inflater.finished()) {
                int more = inflater.needsInput() ? packed.read(block) : -1;
                if (more < 0) {
                    throw refused("is damaged: its content ends too early");
                }
                taken += more;
                inflater.setInput(block, 0, more);
                got = inflater.inflate(into, from, length);
            }
            return got == 0 ? -1 : got;
        } catch (DataFormatException e) {
            throw refused("is damaged: its content cannot be unpacked");
        }
    }

    private void checkSize() throws IOException {
        if (given > limits.partBytes() || given > entry.bytes()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "is too large once unpacked: above the limit of %,d bytes",
                    Math.min(entry.bytes(), limits.partBytes())));
        }
        long from = entry.method() == DEFLATED ? Math.max(1, taken) : given;
        if (given > Limits.RATIO_FROM_BYTES && given / from > Limits.RATIO) {
            throw refused("is a zip bomb: it unpacks to more than " + Limits.RATIO + " times its size in the archive");
        }
    }

    private void end() throws IOException {
        ended = true;
        if (given != entry.bytes() || crc.getValue() != entry.crc()) {
            throw refused("is damaged: its content does not match its checksum");
        }
    }

    private RefusedStream refused(String reason) {
        return new RefusedStream(new Refused(entry.name(), reason));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
