package dev.sweepbook.job;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far one file is: index points gone over, each as often as an output goes over it. Written by the thread that
 * works on the file, looked at by the one that tells.
 */
final class Gauge {
    private static final long UNKNOWN = -1;

    private final AtomicLong total = new AtomicLong(UNKNOWN);
    private final AtomicLong done = new AtomicLong();

    /** Begins, anew where the file is read again. */
    void begin(long points) {
        done.set(0);
        total.set(points);
    }

    void add(long points) {
        done.addAndGet(points);
    }

    /** The file is finished with, whatever became of it; a file that was left alone had nothing to go over. */
    void end() {
        total.compareAndSet(UNKNOWN, 0);
        done.set(total.get());
    }

    boolean isKnown() {
        return total.get() != UNKNOWN;
    }

    long total() {
        return Math.max(0, total.get());
    }

    long done() {
        return Math.min(done.get(), total());
    }
}
