package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the kept scenarios of a file in the order of their numbers and estimates each. One thread has a cursor to
 * itself; {@link #another()} is for the next thread.
 */
public final class RowCursor {
    private final SweepFile file;
    private final List<Grid> grids;
    private final RowEstimator estimator;
    private final @Nullable ScenarioPoint[] points;

    /**
     * A walk that has not begun.
     *
     * @param file what to walk
     */
    public RowCursor(SweepFile file) {
        this(file, file.sweeps().stream().map(Grid::new).toList());
    }

    private RowCursor(SweepFile file, List<Grid> grids) {
        this.file = file;
        this.grids = grids;
        this.estimator = new RowEstimator(file.calibrations());
        this.points = new ScenarioPoint[grids.size()];
    }

    /** Takes rows.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface RowTaker<E extends Exception> {
        /**
         * Takes a row.
         *
         * @param row valid until this returns
         * @throws E where it cannot go on
         */
        void take(Row row) throws E;
    }

    /**
     * A cursor over the same file that shares nothing with this one that changes. What was worked out for exclusions is
     * shared.
     *
     * @return a cursor for another thread
     */
    public RowCursor another() {
        return new RowCursor(file, grids);
    }

    /**
     * Gives each row in the order of its number.
     *
     * @param <E> what the taker may throw
     * @param rows takes a row; it is valid until this returns
     * @throws E as the taker does
     */
    public <E extends Exception> void forEach(RowTaker<E> rows) throws E {
        forEach(IndexRange.of(file), rows);
    }

    /**
     * Gives the rows of a range in the order of their numbers: the same as a walk of the whole file gives there.
     *
     * @param <E> what the taker may throw
     * @param range which indexes of the file
     * @param rows takes a row; it is valid until this returns
     * @throws E as the taker does
     */
    public <E extends Exception> void forEach(IndexRange range, RowTaker<E> rows) throws E {
        long begin = 0;
        for (int i = 0; i < grids.size(); i++) {
            Sweep sweep = file.sweeps().get(i);
            long end = begin + sweep.indexes();
            long from = Math.max(begin, range.from());
            long to = Math.min(end, range.to());
            if (from < to) {
                walk(i, begin, new IndexRange(from - begin, to - begin), rows);
            }
            begin = end;
        }
    }

    /**
     * Gives rows of a range that stand so many indexes apart, in the order of their numbers.
     *
     * @param <E> what the taker may throw
     * @param range the first index looked at and the end
     * @param every from one index to the next, at least 1
     * @param rows takes a row; it is valid until this returns
     * @throws E as the taker does
     */
    public <E extends Exception> void forEach(IndexRange range, long every, RowTaker<E> rows) throws E {
        if (every == 1) {
            forEach(range, rows);
            return;
        }
        long begin = 0;
        long index = range.from();
        for (int place = 0; place < grids.size(); place++) {
            Sweep sweep = file.sweeps().get(place);
            Grid grid = grids.get(place);
            NumberedSteps numbers = sweep.numbers();
            long end = begin + sweep.indexes();
            for (; index < Math.min(end, range.to()); index += every) {
                long inside = index - begin;
                if (inside >= grid.size()) {
                    rows.take(included(sweep, (int) (inside - grid.size()), index + 1));
                } else if (grid.keeps(inside)) {
                    long number = numbers == null ? index + 1 : numbers.number((int) inside);
                    rows.take(row(number, sweep, point(place, inside)));
                }
            }
            begin = end;
        }
    }

    /**
     * Counts the rows of a file without estimating them.
     *
     * @return the scenarios left after exclusions, with includes
     */
    public long count() {
        long kept = 0;
        for (int i = 0; i < grids.size(); i++) {
            kept += grids.get(i).kept() + file.sweeps().get(i).includes().size();
        }
        return kept;
    }

    /**
     * Counts the rows of a range without estimating them.
     *
     * @param range which indexes of the file
     * @return the scenarios of it left after exclusions, with includes
     */
    public long count(IndexRange range) {
        long kept = 0;
        long begin = 0;
        for (int i = 0; i < grids.size(); i++) {
            long gridEnd = begin + grids.get(i).size();
            long end = begin + file.sweeps().get(i).indexes();
            long from = Math.max(begin, range.from());
            long to = Math.min(end, range.to());
            if (from < to) {
                kept += from < gridEnd ? grids.get(i).kept(from - begin, Math.min(to, gridEnd) - begin) : 0;
                kept += Math.max(0, to - Math.max(from, gridEnd));
            }
            begin = end;
        }
        return kept;
    }

    /**
     * The row of a number.
     *
     * @param number a scenario's number
     * @return the row, or nothing where no scenario has the number, or it is excluded
     */
    public Optional<Row> row(long number) {
        long first = 1;
        for (int place = 0; place < grids.size(); place++) {
            Sweep sweep = file.sweeps().get(place);
            long index = index(sweep, number, first);
            long points = sweep.gridPoints();
            if (index >= 0 && index < points) {
                return grids.get(place).keeps(index)
                        ? Optional.of(row(number, sweep, point(place, index)))
                        : Optional.empty();
            }
            if (index >= points && index - points < sweep.includes().size()) {
                return Optional.of(included(sweep, (int) (index - points), number));
            }
            first += points + sweep.includes().size();
        }
        return Optional.empty();
    }

    /**
     * The highest number a scenario has, or would have were it not excluded.
     *
     * @return the number
     */
    public long last() {
        long last = 0;
        for (Sweep sweep : file.sweeps()) {
            NumberedSteps numbers = sweep.numbers();
            last = numbers == null
                    ? last + sweep.gridPoints() + sweep.includes().size()
                    : numbers.number(sweep.axes().get(0).size() - 1);
        }
        return last;
    }

    /** The index of a number in a sweep whose counting begins at {@code first}; outside it where it is not there. */
    private static long index(Sweep sweep, long number, long first) {
        NumberedSteps numbers = sweep.numbers();
        if (numbers == null) {
            return number - first;
        }
        int low = 0;
        int high = sweep.axes().get(0).size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = numbers.number(middle);
            if (found == number) {
                return middle;
            }
            low = found < number ? middle + 1 : low;
            high = found < number ? high : middle - 1;
        }
        return -1;
    }

    /** Walks a range of one sweep, counted from the sweep's own beginning. */
    private <E extends Exception> void walk(int place, long begin, IndexRange range, RowTaker<E> rows) throws E {
        Sweep sweep = file.sweeps().get(place);
        Grid grid = grids.get(place);
        NumberedSteps numbers = sweep.numbers();
        long gridEnd = Math.min(range.to(), grid.size());
        if (range.from() < gridEnd) {
            ScenarioPoint point = new ScenarioPoint(sweep, file.variants());
            int[] digits = grid.digits(range.from());
            int moved = 0;
            for (long index = range.from(); index < gridEnd; index++) {
                if (grid.keeps(digits)) {
                    place(sweep, point, digits, moved);
                    moved = digits.length;
                    rows.take(row(numbers == null ? begin + index + 1 : numbers.number((int) index), sweep, point));
                }
                moved = Math.min(moved, grid.advance(digits));
            }
        }
        for (long index = Math.max(range.from(), grid.size()); index < range.to(); index++) {
            rows.take(included(sweep, (int) (index - grid.size()), begin + index + 1));
        }
    }

    /** A point of a grid, with the values of an index on it. One is used again and again: it keeps what it made. */
    private ScenarioPoint point(int place, long index) {
        Sweep sweep = file.sweeps().get(place);
        ScenarioPoint point = points[place];
        if (point == null) {
            point = new ScenarioPoint(sweep, file.variants());
            points[place] = point;
        }
        place(sweep, point, grids.get(place).digits(index), 0);
        return point;
    }

    /** Puts the values of the axes from {@code from} on, the ones that moved. */
    private static void place(Sweep sweep, ScenarioPoint point, int[] digits, int from) {
        List<GridAxis> axes = sweep.axes();
        for (int axis = from; axis < axes.size(); axis++) {
            List<AxisKey> keys = axes.get(axis).keys();
            List<?> step = axes.get(axis).steps().get(digits[axis]);
            for (int i = 0; i < keys.size(); i++) {
                Object value = step.get(i);
                if (value == null) {
                    point.reset(sweep, keys.get(i));
                } else {
                    point.put(keys.get(i), value);
                }
            }
        }
    }

    private Row included(Sweep sweep, int position, long number) {
        ScenarioPoint point = new ScenarioPoint(sweep, file.variants());
        sweep.includes().get(position).forEach(point::put);
        return row(number, sweep, point);
    }

    private Row row(long number, Sweep sweep, ScenarioPoint point) {
        Scenario scenario = point.scenario();
        Map<AxisKey, Object> fields = point.fields().isEmpty() ? Map.of() : new LinkedHashMap<>(point.fields());
        RowEstimator.Asked asked = new RowEstimator.Asked(number, sweep.name(), scenario, fields, point.refused());
        return estimator.row(asked, sweep.slo());
    }
}
