package dev.sweepbook.sweep;

import java.util.OptionalLong;

/** The points of one sweep by index: mixed radix over its axes, the last axis fastest. */
public final class Grid {
    private final Sweep sweep;
    private final long size;
    private final ExclusionIndex exclusions;

    /**
     * The grid of a sweep.
     *
     * @param sweep the sweep
     */
    public Grid(Sweep sweep) {
        this.sweep = sweep;
        this.size = sweep.gridPoints();
        this.exclusions = new ExclusionIndex(sweep);
    }

    /**
     * Points before exclusions.
     *
     * @return the count
     */
    public long size() {
        return size;
    }

    /**
     * Whether no exclusion drops a point.
     *
     * @param index from 0 to {@link #size()} − 1
     * @return whether it is kept
     */
    public boolean keeps(long index) {
        return exclusions.keeps(digits(index));
    }

    /**
     * The first point that is kept.
     *
     * @return its index, or nothing where all are dropped
     */
    public OptionalLong firstKept() {
        int[] digits = digits(0);
        for (long index = 0; index < size; index++) {
            if (exclusions.keeps(digits)) {
                return OptionalLong.of(index);
            }
            advance(digits);
        }
        return OptionalLong.empty();
    }

    /** Points that no exclusion drops. */
    long kept() {
        return kept(0, size);
    }

    /** Points of a range that no exclusion drops. */
    long kept(long from, long to) {
        if (exclusions.isEmpty()) {
            return to - from;
        }
        long kept = 0;
        int[] digits = digits(from);
        for (long index = from; index < to; index++) {
            kept += exclusions.keeps(digits) ? 1 : 0;
            advance(digits);
        }
        return kept;
    }

    boolean keeps(int[] digits) {
        return exclusions.keeps(digits);
    }

    int[] digits(long index) {
        int[] digits = new int[sweep.axes().size()];
        long rest = index;
        for (int axis = digits.length - 1; axis >= 0; axis--) {
            int radix = sweep.axes().get(axis).size();
            digits[axis] = (int) (rest % radix);
            rest /= radix;
        }
        return digits;
    }

    /** Steps to the next point and says the slowest axis that moved. */
    int advance(int[] digits) {
        int axis = digits.length - 1;
        while (axis > 0 && digits[axis] + 1 == sweep.axes().get(axis).size()) {
            digits[axis--] = 0;
        }
        if (axis >= 0) {
            digits[axis]++;
        }
        return axis;
    }
}
