package dev.sweepbook.report;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Points of which none beats another, fastest for a user first: speed for a user, throughput of a device, and the number
 * of the scenario. Of equals the one that came first stays.
 */
final class Points implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Points kept while rows come: 400 kB. Beyond, some are given up. */
    static final int MOST = 1 << 14;

    private double[] perUser = new double[4];
    private double[] perDevice = new double[4];
    private long[] numbers = new long[4];
    private int size;
    private boolean full;

    void offer(double user, double device, long number) {
        int at = place(user);
        boolean beaten = (at > 0 && perDevice[at - 1] >= device)
                || (at < size && perUser[at] == user && perDevice[at] >= device);
        if (beaten) {
            return;
        }
        int end = at;
        while (end < size && perDevice[end] <= device) {
            end++;
        }
        if (end == at && size == MOST) {
            full = true;
            move(size / 2 + 1, size / 2);
            at = place(user);
            end = at;
        }
        move(end, at + 1);
        perUser[at] = user;
        perDevice[at] = device;
        numbers[at] = number;
    }

    /** Adds the points of rows that follow. */
    void add(Points later) {
        full |= later.full;
        for (int i = 0; i < later.size; i++) {
            offer(later.perUser[i], later.perDevice[i], later.numbers[i]);
        }
    }

    /** The first place that is no faster than this. */
    private int place(double user) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (perUser[middle] > user) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Moves the points from one place on to another, and with them the end. */
    private void move(int from, int to) {
        int left = size - from;
        if (to + left > numbers.length) {
            perUser = Arrays.copyOf(perUser, 2 * numbers.length);
            perDevice = Arrays.copyOf(perDevice, 2 * numbers.length);
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        System.arraycopy(perUser, from, perUser, to, left);
        System.arraycopy(perDevice, from, perDevice, to, left);
        System.arraycopy(numbers, from, numbers, to, left);
        size = to + left;
    }

    /** Whether points were given up, so that what is kept depends on the order they came in. */
    boolean isFull() {
        return full;
    }

    int size() {
        return size;
    }

    double perUser(int place) {
        return perUser[place];
    }

    double perDevice(int place) {
        return perDevice[place];
    }

    long number(int place) {
        return numbers[place];
    }
}
