package dev.sweepbook.load;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Counts the points of a sweep exactly, before anything is made of them and even where a value is at fault. */
final class GridSize {
    /** The highest limit there is, so that counts of points have room in 63 bits. */
    private static final BigInteger MOST = BigInteger.TEN.pow(18).subtract(BigInteger.ONE);

    private final List<String> factors = new ArrayList<>();
    private BigInteger points = BigInteger.ONE;
    private long includes;

    /** Counts an axis of so many steps. */
    void axis(String name, long steps) {
        factors.add(name + " " + Shown.count(steps));
        points = points.multiply(BigInteger.valueOf(Math.max(1, steps)));
    }

    void includes(long count) {
        includes = count;
    }

    BigInteger points() {
        return points;
    }

    /** Reports a file whose sweeps together pass the limit. */
    static void check(List<GridSize> sweeps, Place place, long limit, Problems problems) {
        BigInteger total = BigInteger.ZERO;
        for (GridSize sweep : sweeps) {
            total = total.add(sweep.points).add(BigInteger.valueOf(sweep.includes));
        }
        if (total.compareTo(BigInteger.valueOf(limit)) > 0) {
            String product = sweeps.size() == 1 ? " (" + String.join(" × ", sweeps.get(0).factors) + ")" : "";
            problems.addKept(
                    place,
                    "sweep: has " + Shown.count(total) + " grid points" + product + ", above the limit of "
                            + Shown.count(limit)
                            + (total.compareTo(MOST) > 0
                                    ? "; thin the axes: no limit allows so many"
                                    : "; thin the axes, or raise the limit with --limit"));
        }
    }
}
