package dev.sweepbook.ooxml;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A workbook as an archive of parts. Nothing is unpacked before somebody asks for it, and then within limits. */
public final class PackageFile implements Closeable {
    /** The part that says what the others are. */
    public static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final SeekableByteChannel file;
    private final Limits limits;
    private final Map<String, ZipEntryPlace> entries = new LinkedHashMap<>();
    private final Map<String, String> folded = new LinkedHashMap<>();
    private long unpacked;

    private PackageFile(SeekableByteChannel file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Opens a file and reads its directory.
     *
     * @param path the file
     * @param limits how much is read
     * @return the package, to be closed
     * @throws IOException where the file cannot be read
     * @throws Refused where it is no whole archive
     */
    public static PackageFile open(Path path, Limits limits) throws IOException, Refused {
        return open(FileChannel.open(path, StandardOpenOption.READ), limits);
    }

    /**
     * Reads the directory of a file in memory.
     *
     * @param bytes the file
     * @param limits how much is read
     * @return the package
     * @throws IOException never
     * @throws Refused where it is no whole archive
     */
    public static PackageFile open(byte[] bytes, Limits limits) throws IOException, Refused {
        return open(new SeekableInMemoryByteChannel(bytes), limits);
    }

    private static PackageFile open(SeekableByteChannel file, Limits limits) throws IOException, Refused {
        PackageFile opened = new PackageFile(file, limits);
        boolean good = false;
        try {
            opened.readDirectory();
            good = true;
        } finally {
            if (!good) {
                opened.close();
            }
        }
        return opened;
    }

    private void readDirectory() throws IOException, Refused {
        if (file.size() > limits.fileBytes()) {
            throw new Refused(
                    "",
                    String.format(
                            Locale.ROOT, "is too large: %,d bytes, the limit is %,d", file.size(), limits.fileBytes()));
        }
        refuseOtherKinds();
        for (ZipEntryPlace entry : ZipDirectory.read(file, limits)) {
            if (entry.isEncrypted()) {
                throw new Refused(entry.name(), "is encrypted: save the workbook without a password");
            } else if (entry.method() != STORED && entry.method() != DEFLATED) {
                throw new Refused(entry.name(), "is packed in a way workbooks are not, method " + entry.method());
            }
            if (!entry.isFolder()) {
                entries.put(entry.name(), entry);
                folded.put(entry.name().toLowerCase(Locale.ROOT), entry.name());
            }
        }
    }

    private void refuseOtherKinds() throws IOException, Refused {
        ByteBuffer head = ByteBuffer.allocate(4);
        file.position(0);
        file.read(head);
        int first = head.getInt(0);
        if (file.size() == 0) {
            throw new Refused("", "is empty");
        } else if (first == 0xd0cf11e0) {
            throw new Refused(
                    "",
                    "is an old .xls workbook or one with a password (OLE2 format): save it as .xlsx without a password");
        } else if (first != 0x504b0304 && first != 0x504b0506) {
            throw new Refused("", "is no .xlsx workbook: it does not begin as the archive one is");
        }
    }

    /**
     * The parts.
     *
     * @return their names as written, in the order of the archive
     */
    public Collection<String> names() {
        return Collections.unmodifiableCollection(entries.keySet());
    }

    /**
     * A part under a name that may be written in other letter case.
     *
     * @param name the name
     * @return the name as the archive has it, or nothing where there is no such part
     */
    public Optional<String> find(String name) {
        return Optional.ofNullable(folded.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Unpacks a part as a stream. A part beyond the limits, or damaged, ends in an {@link IOException}.
     *
     * @param name as {@link #names()} has it
     * @return its content
     * @throws IOException where the file cannot be read
     */
    public InputStream stream(String name) throws IOException {
        ZipEntryPlace entry = entries.get(name);
        if (entry == null) {
            throw new RefusedStream(new Refused(name, "is missing"));
        }
        ByteBuffer local = ByteBuffer.allocate(ZipDirectory.LOCAL_BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.position(entry.header());
        file.read(local);
        long from = entry.header()
                + ZipDirectory.LOCAL_BYTES
                + (local.getShort(26) & 0xffff)
                + (local.getShort(28) & 0xffff);
        return new PartStream(entry, limits, new Range(from, from + entry.packedBytes()), this::count);
    }

    private void count(long bytes) {
        unpacked += bytes;
    }

    /**
     * Unpacks a part into memory.
     *
     * @param name as {@link #names()} has it
     * @return its bytes
     * @throws IOException where the file cannot be read
     * @throws Refused where the part is beyond the limits or damaged
     */
    public byte[] bytes(String name) throws IOException, Refused {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = stream(name)) {
            in.transferTo(bytes);
        } catch (RefusedStream e) {
            throw refused(e);
        }
        if (unpacked > limits.allBytes()) {
            throw new Refused(
                    "",
                    String.format(
                            Locale.ROOT,
                            "is too large once unpacked: its parts together are above the limit of %,d bytes",
                            limits.allBytes()));
        }
        return bytes.toByteArray();
    }

    private static Refused refused(RefusedStream fault) {
        Refused carried = RefusedStream.in(fault);
        return carried == null ? new Refused("", "cannot be read") : carried;
    }

    /**
     * Unpacks every part into memory.
     *
     * @return name to bytes, in the order of the archive
     * @throws IOException where the file cannot be read
     * @throws Refused where the parts are beyond the limits or damaged
     */
    public Map<String, byte[]> all() throws IOException, Refused {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String name : List.copyOf(entries.keySet())) {
            all.put(name, bytes(name));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A stretch of the file, which other stretches are read between. */
    private final class Range extends InputStream {
        private final long end;
        private long at;

        Range(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (at >= end) {
                return -1;
            }
            file.position(at);
            int got = file.read(ByteBuffer.wrap(into, from, (int) Math.min(length, end - at)));
            at += Math.max(got, 0);
            return got;
        }
    }
}
