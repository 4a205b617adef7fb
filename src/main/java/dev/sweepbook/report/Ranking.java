package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The best rows by one figure: what they are ranked by, and their numbers. Rows arrive in the order of their numbers, so
 * the earlier of two equals stays ahead.
 */
final class Ranking implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int length;
    private final transient ToDoubleFunction<Row> cost;
    private final transient Recall recall;
    private double[] costs = new double[1];
    private long[] numbers = new long[1];
    private int size;

    /** Ranks by the lowest cost; for a figure of which more is better, the cost is its negative. */
    Ranking(int length, ToDoubleFunction<Row> cost, Recall recall) {
        this.length = length;
        this.cost = cost;
        this.recall = recall;
    }

    void offer(Row row) {
        offer(cost.applyAsDouble(row), row.number());
    }

    /** Adds the ranking of rows that follow. */
    void add(Ranking later) {
        for (int i = 0; i < later.size; i++) {
            offer(later.costs[i], later.numbers[i]);
        }
    }

    /** Offers a row by what it is ranked by; NaN is ranked nowhere. */
    void offer(double value, long number) {
        boolean full = size == length;
        if (Double.isNaN(value) || (full && value >= costs[size - 1])) {
            return;
        }
        int place = place(value);
        if (!full && size == costs.length) {
            costs = Arrays.copyOf(costs, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        size += full ? 0 : 1;
        System.arraycopy(costs, place, costs, place + 1, size - 1 - place);
        System.arraycopy(numbers, place, numbers, place + 1, size - 1 - place);
        costs[place] = value;
        numbers[place] = number;
    }

    /** Behind those that are as good. */
    private int place(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (costs[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Winner first() {
        return size == 0 ? null : recall.winner(numbers[0]);
    }

    /** What the first row is ranked by, NaN where there is none. */
    double firstCost() {
        return size == 0 ? Double.NaN : costs[0];
    }

    /** The numbers of the rows, the best first. */
    List<Long> numbers() {
        return Arrays.stream(numbers, 0, size).boxed().toList();
    }

    /** The rows, the best first. */
    List<Winner> winners() {
        return first(size);
    }

    /** So many of them, the best first. */
    List<Winner> first(int most) {
        return numbers().stream().limit(most).map(recall::winner).toList();
    }

    /** The first of them, as lines of a table. */
    List<List<@Nullable Object>> lines(int most) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        first(most).forEach(winner -> lines.add(winner.line()));
        return lines;
    }
}
