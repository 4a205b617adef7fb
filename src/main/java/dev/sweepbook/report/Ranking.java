package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The best rows by one figure. Rows arrive in the order of their numbers, so the earlier of two equals stays ahead. */
final class Ranking {
    private final int length;
    private final ToDoubleFunction<Row> cost;
    private final List<Winner> winners = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();

    /** Ranks by the lowest cost; for a figure of which more is better, the cost is its negative. */
    Ranking(int length, ToDoubleFunction<Row> cost) {
        this.length = length;
        this.cost = cost;
    }

    void offer(Row row, List<Column> settings) {
        double value = cost.applyAsDouble(row);
        boolean full = costs.size() == length;
        if (Double.isNaN(value) || (full && value >= costs.get(length - 1))) {
            return;
        }
        int place = place(value);
        if (full) {
            costs.remove(length - 1);
            winners.remove(length - 1);
        }
        costs.add(place, value);
        winners.add(place, Winner.of(row, settings));
    }

    /** Behind those that are as good. */
    private int place(double value) {
        int low = 0;
        int high = costs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (costs.get(middle) > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Nullable
    Winner first() {
        return winners.isEmpty() ? null : winners.get(0);
    }

    /** What the first row is ranked by, NaN where there is none. */
    double firstCost() {
        return costs.isEmpty() ? Double.NaN : costs.get(0);
    }

    /** The rows, the best first. */
    List<Winner> winners() {
        return List.copyOf(winners);
    }

    /** The first of them, as lines of a table. */
    List<List<@Nullable Object>> lines(int most) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        winners.stream().limit(most).forEach(winner -> lines.add(winner.line()));
        return lines;
    }
}
