package dev.sweepbook.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios of a file that follow each other, by index: grid points before exclusions, and includes, counted from 0
 * through the sweeps of the file.
 *
 * @param from the first index
 * @param to the index after the last one
 */
public record IndexRange(long from, long to) {
    /** Indexes in a chunk: what is worked on and kept in memory at a time, and a row group of a Parquet file. */
    public static final int CHUNK = 1 << 17;

    /** Checks the bounds. */
    public IndexRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a range runs from 0 or later to its end, was " + from + " to " + to);
        }
    }

    /**
     * The whole of a file.
     *
     * @param file what is asked
     * @return all indexes
     */
    public static IndexRange of(SweepFile file) {
        return new IndexRange(0, file.indexes());
    }

    /**
     * Indexes in it.
     *
     * @return the count
     */
    public long size() {
        return to - from;
    }

    /**
     * Cuts it into chunks. Where they begin depends on the range alone, not on who works on them.
     *
     * @param size most indexes of a chunk
     * @return the chunks in order; none where the range is empty
     */
    public List<IndexRange> chunks(int size) {
        List<IndexRange> chunks = new ArrayList<>();
        for (long start = from; start < to; start += Math.min(size, to - start)) {
            chunks.add(new IndexRange(start, start + Math.min(size, to - start)));
        }
        return chunks;
    }

    /**
     * One of {@code count} parts that differ by at most a chunk. Parts begin where chunks do, so that put together they
     * hold the same chunks as the whole; where there are fewer chunks than parts, some parts are empty.
     *
     * @param part which, from 1
     * @param count how many there are
     * @param size indexes of a chunk
     * @return the part
     */
    public IndexRange part(int part, int count, int size) {
        if (part < 1 || part > count) {
            throw new IllegalArgumentException("a part is from 1 to " + count + ", was " + part);
        }
        long chunks = size() / size + (size() % size == 0 ? 0 : 1);
        return new IndexRange(bound(part - 1, count, chunks, size), bound(part, count, chunks, size));
    }

    private long bound(int part, int count, long chunks, int size) {
        long whole = chunks / count * part + chunks % count * part / count;
        return whole >= chunks ? to : from + whole * size;
    }
}
