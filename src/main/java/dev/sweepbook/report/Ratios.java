package dev.sweepbook.report;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many times as long something takes in one formula set as in another, and what that comes from. */
final class Ratios {
    private static final int KEPT = 100_000;

    private final Map<String, Long> causes = new TreeMap<>();
    private double[] kept = new double[16];
    private int size;
    private long count;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;

    /** Takes two times and what makes most of their difference, empty where they are equal. */
    void add(double from, double to, String cause) {
        double ratio = to / from;
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            return;
        }
        count++;
        lowest = Math.min(lowest, ratio);
        highest = Math.max(highest, ratio);
        if (!cause.isEmpty()) {
            causes.merge(cause, 1L, Long::sum);
        }
        if (size < KEPT) {
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, 2 * size);
            }
            kept[size++] = ratio;
        }
    }

    long count() {
        return count;
    }

    /** Of the first hundred thousand. */
    double median() {
        double[] sorted = Arrays.copyOf(kept, size);
        Arrays.sort(sorted);
        return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    /** What makes most of the difference most often, empty where nothing differs. */
    String cause() {
        String most = "";
        for (Map.Entry<String, Long> cause : causes.entrySet()) {
            if (most.isEmpty() || cause.getValue() > causes.getOrDefault(most, 0L)) {
                most = cause.getKey();
            }
        }
        return most;
    }

    /** Its share of the scenarios that differ, NaN where none does. */
    double causeShare() {
        long differing = 0;
        for (long each : causes.values()) {
            differing += each;
        }
        return (double) causes.getOrDefault(cause(), 0L) / differing;
    }
}
