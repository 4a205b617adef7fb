package dev.sweepbook.ooxml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The directory of an archive, read so that no two readers can see different entries: nothing stands before the first
 * entry, between two or behind the directory that it does not list, no two overlap, and each is named the same in both
 * places.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    static final int LOCAL_BYTES = 30;
    private static final int LONGEST_DESCRIPTOR = 24;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MOST_BYTES_AN_ENTRY = 1 << 10;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final String UNFINISHED = "is damaged or not complete: ";

    private final SeekableByteChannel file;
    private final Limits limits;

    private ZipDirectory(SeekableByteChannel file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** The entries of an archive in the order of its directory. */
    static List<ZipEntryPlace> read(SeekableByteChannel file, Limits limits) throws IOException, Refused {
        return new ZipDirectory(file, limits).read();
    }

    private record Extent(long entries, long bytes, long offset) {}

    private List<ZipEntryPlace> read() throws IOException, Refused {
        Extent extent = extent();
        if (extent.entries() > limits.entries()) {
            throw new Refused(
                    "",
                    String.format(
                            Locale.ROOT,
                            "has %,d entries in its archive, at most %,d are read",
                            extent.entries(),
                            limits.entries()));
        } else if (extent.bytes() > (long) limits.entries() * MOST_BYTES_AN_ENTRY) {
            throw new Refused("", "has a directory of its archive above the limit of what is read");
        }
        ByteBuffer directory = at(extent.offset(), (int) extent.bytes());
        List<ZipEntryPlace> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long i = 0; i < extent.entries(); i++) {
            ZipEntryPlace entry = entry(directory);
            refuseName(entry.name());
            if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
                throw new Refused(
                        entry.name(), "is a duplicate: the archive holds it twice, and readers differ on which counts");
            }
            entries.add(entry);
        }
        if (directory.hasRemaining()) {
            throw new Refused("", UNFINISHED + "its directory is longer than its entries");
        }
        checkPlaces(entries, extent.offset());
        return entries;
    }

    private Extent extent() throws IOException, Refused {
        long size = file.size();
        int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = at(size - tail, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            if (bytes.getInt(i) == END && (bytes.getShort(i + 20) & 0xffff) == tail - i - END_BYTES) {
                return extent(bytes, i, size - tail + i);
            }
        }
        throw new Refused("", UNFINISHED + "the end of its archive is missing, a copy may still be in progress");
    }

    private Extent extent(ByteBuffer bytes, int at, long place) throws IOException, Refused {
        long entries = bytes.getShort(at + 10) & 0xffff;
        long length = bytes.getInt(at + 12) & IN_ZIP64;
        long offset = bytes.getInt(at + 16) & IN_ZIP64;
        long end = place;
        if (entries == 0xffff || length == IN_ZIP64 || offset == IN_ZIP64) {
            long locator = place - ZIP64_LOCATOR_BYTES;
            ByteBuffer found =
                    locator < 0 ? ByteBuffer.allocate(ZIP64_LOCATOR_BYTES) : at(locator, ZIP64_LOCATOR_BYTES);
            end = found.getLong(8);
            if (found.getInt(0) != ZIP64_LOCATOR || end < 0 || end > locator - ZIP64_END_BYTES) {
                throw new Refused("", UNFINISHED + "its directory cannot be found");
            }
            ByteBuffer wide = at(end, ZIP64_END_BYTES);
            if (wide.getInt(0) != ZIP64_END) {
                throw new Refused("", UNFINISHED + "its directory cannot be found");
            }
            entries = wide.getLong(32);
            length = wide.getLong(40);
            offset = wide.getLong(48);
        }
        if (length < 0 || offset < 0 || entries < 0 || offset + length < 0 || offset + length > end) {
            throw new Refused("", UNFINISHED + "its directory lies outside the file");
        } else if (offset + length != end) {
            throw new Refused(
                    "",
                    "holds " + (end - offset - length) + " bytes before or inside its archive that belong to no part");
        }
        return new Extent(entries, length, offset);
    }

    private static ZipEntryPlace entry(ByteBuffer directory) throws Refused {
        if (directory.remaining() < ENTRY_BYTES || directory.getInt(directory.position()) != ENTRY) {
            throw new Refused("", UNFINISHED + "an entry of its directory is broken");
        }
        int at = directory.position();
        int nameBytes = directory.getShort(at + 28) & 0xffff;
        int extraBytes = directory.getShort(at + 30) & 0xffff;
        int commentBytes = directory.getShort(at + 32) & 0xffff;
        int next = at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
        if (next > directory.limit()) {
            throw new Refused("", UNFINISHED + "an entry of its directory is broken");
        }
        byte[] name = new byte[nameBytes];
        directory.get(at + ENTRY_BYTES, name);
        long[] wide = {
            directory.getInt(at + 24) & IN_ZIP64,
            directory.getInt(at + 20) & IN_ZIP64,
            directory.getInt(at + 42) & IN_ZIP64
        };
        widen(directory, at + ENTRY_BYTES + nameBytes, extraBytes, wide);
        directory.position(next);
        return new ZipEntryPlace(
                new String(name, StandardCharsets.UTF_8),
                directory.getShort(at + 10) & 0xffff,
                directory.getShort(at + 8) & 0xffff,
                directory.getInt(at + 16) & IN_ZIP64,
                wide[1],
                wide[0],
                wide[2]);
    }

    /** Takes sizes and offset from the field for large archives, which holds those that do not fit, in order. */
    private static void widen(ByteBuffer directory, int from, int length, long[] wide) throws Refused {
        int at = from;
        while (at + 4 <= from + length) {
            int id = directory.getShort(at) & 0xffff;
            int bytes = directory.getShort(at + 2) & 0xffff;
            if (id == 1) {
                int value = at + 4;
                for (int i = 0; i < wide.length; i++) {
                    if (wide[i] == IN_ZIP64 && value + 8 <= Math.min(at + 4 + bytes, from + length)) {
                        wide[i] = directory.getLong(value);
                        value += 8;
                    }
                }
            }
            at += 4 + bytes;
        }
        if (wide[0] < 0 || wide[1] < 0 || wide[2] < 0) {
            throw new Refused("", UNFINISHED + "an entry of its directory is broken");
        }
    }

    private static void refuseName(String name) throws Refused {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean odd = plain.isEmpty()
                || plain.startsWith("/")
                || plain.chars().anyMatch(c -> c == '\\' || c == ':' || c < ' ');
        for (String step : plain.split("/", -1)) {
            odd |= step.isEmpty() || step.equals(".") || step.equals("..");
        }
        if (odd) {
            throw new Refused(name, "is no plain name of a part: names that climb out of the archive are refused");
        }
    }

    private void checkPlaces(List<ZipEntryPlace> entries, long end) throws IOException, Refused {
        List<ZipEntryPlace> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingLong(ZipEntryPlace::header));
        long expected = 0;
        boolean described = false;
        for (ZipEntryPlace entry : ordered) {
            long gap = entry.header() - expected;
            if (gap < 0) {
                throw new Refused(entry.name(), "overlaps the part before it in the archive");
            } else if (expected == 0 && gap > 0) {
                throw new Refused("", "does not begin with a workbook: " + gap + " bytes stand before its archive");
            } else if (gap > 0 && hides(expected, gap, described)) {
                throw new Refused(entry.name(), "stands behind an entry that the archive's directory does not list");
            }
            expected = content(entry) + entry.packedBytes();
            described = entry.hasDescriptor();
            if (expected > end) {
                throw new Refused(entry.name(), UNFINISHED + "it reaches behind the end of the archive");
            }
        }
        if (hides(expected, end - expected, described)) {
            throw new Refused("", "holds an entry that its directory does not list");
        }
    }

    /** Whether a gap behind an entry holds more than the entry's descriptor: another entry. */
    private boolean hides(long from, long length, boolean described) throws IOException {
        if (length < LOCAL_BYTES) {
            return false;
        }
        ByteBuffer gap = at(from, (int) Math.min(length, LONGEST_DESCRIPTOR + 4));
        for (int i = 0; i + 4 <= gap.limit(); i += 4) {
            if (gap.getInt(i) == LOCAL && (i == 0 || described)) {
                return true;
            }
        }
        return false;
    }

    /** Where an entry's content begins; its local header must say what the directory says. */
    private long content(ZipEntryPlace entry) throws IOException, Refused {
        ByteBuffer local = at(entry.header(), LOCAL_BYTES);
        if (local.getInt(0) != LOCAL) {
            throw new Refused(entry.name(), UNFINISHED + "it is not where the directory says");
        }
        int nameBytes = local.getShort(26) & 0xffff;
        int extraBytes = local.getShort(28) & 0xffff;
        byte[] name = new byte[nameBytes];
        at(entry.header() + LOCAL_BYTES, nameBytes).get(name);
        boolean same = new String(name, StandardCharsets.UTF_8).equals(entry.name())
                && (local.getShort(8) & 0xffff) == entry.method()
                && ((local.getShort(6) & 0xffff) & 1) == (entry.flags() & 1);
        if (!same) {
            throw new Refused(
                    entry.name(), "is described in two ways by the archive, and readers differ on which counts");
        }
        return entry.header() + LOCAL_BYTES + nameBytes + extraBytes;
    }

    /** Bytes of the file; zeros where it ends before, which no signature matches. */
    private ByteBuffer at(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(offset);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = file.read(bytes);
        }
        return bytes.clear();
    }
}
