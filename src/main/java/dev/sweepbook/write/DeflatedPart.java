package dev.sweepbook.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Bytes deflated as they come, to be put between others into one zip entry: raw blocks that end on a whole byte. Kept in
 * memory while small, then in a temporary file.
 */
final class DeflatedPart implements Closeable {
    private static final int IN_MEMORY = 1 << 20;
    private static final int CLOSE = 7;

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[1 << 14];
    private final @Nullable Path folder;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream fileOut;
    private long size;
    private long joinedCrc;
    private long joinedSize;
    private long deflatedSize;

    /** An empty part that spills into a folder, or into the system's temporary one where that is null. */
    DeflatedPart(@Nullable Path folder) {
        this(folder, false);
    }

    /**
     * An empty part.
     *
     * @param folder into which it spills, or null for the system's temporary one
     * @param isClose whether it takes longer to become smaller: formulas repeat from further away than values do
     */
    DeflatedPart(@Nullable Path folder, boolean isClose) {
        this.folder = folder;
        this.deflater = new Deflater(isClose ? CLOSE : Deflater.DEFAULT_COMPRESSION, true);
    }

    void write(byte[] bytes) throws IOException {
        crc.update(bytes);
        size += bytes.length;
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
            keep(deflater.deflate(block));
        }
    }

    /** Appends what was deflated apart; from then on nothing else is taken. */
    void append(DeflatedPiece piece) throws IOException {
        if (size != joinedSize) {
            throw new IllegalStateException("what was written is still being deflated");
        }
        joinedCrc = JoinedCrc.of(joinedCrc, piece.crc(), piece.size());
        size += piece.size();
        joinedSize = size;
        makeRoom(piece.deflatedSize());
        piece.writeTo(fileOut == null ? memory : fileOut);
    }

    /** Ends on a whole byte; more of the entry may follow. */
    void end() throws IOException {
        drain(Deflater.SYNC_FLUSH);
    }

    /** Ends the entry. */
    void endEntry() throws IOException {
        deflater.finish();
        drain(Deflater.NO_FLUSH);
    }

    private void drain(int flush) throws IOException {
        int got;
        do {
            got = deflater.deflate(block, 0, block.length, flush);
            keep(got);
        } while (got == block.length || (flush == Deflater.NO_FLUSH && !deflater.finished()));
        deflater.end();
        if (fileOut != null) {
            fileOut.close();
        }
    }

    private void keep(int length) throws IOException {
        makeRoom(length);
        if (fileOut == null) {
            memory.write(block, 0, length);
        } else {
            fileOut.write(block, 0, length);
        }
    }

    /** Begins the file where the memory would be passed. */
    private void makeRoom(int length) throws IOException {
        deflatedSize += length;
        if (fileOut == null && memory.size() + length > IN_MEMORY) {
            Path spilled = folder == null
                    ? Files.createTempFile("sweepbook-", ".part")
                    : Files.createTempFile(folder, "sweepbook-", ".part");
            file = spilled;
            fileOut = Files.newOutputStream(spilled);
            memory.writeTo(fileOut);
            memory = new ByteArrayOutputStream(0);
        }
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    long crc() {
        return joinedSize == 0 ? crc.getValue() : joinedCrc;
    }

    long size() {
        return size;
    }

    long deflatedSize() {
        return deflatedSize;
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        if (fileOut != null) {
            fileOut.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
