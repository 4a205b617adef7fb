package dev.sweepbook.load;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import java.math.BigInteger;
import java.util.List;

/** Counts the points of grids exactly, before anything is made of them. */
final class GridSize {
    private GridSize() {}

    static BigInteger points(List<GridAxis> axes) {
        BigInteger points = BigInteger.ONE;
        for (GridAxis axis : axes) {
            points = points.multiply(BigInteger.valueOf(axis.size()));
        }
        return points;
    }

    /** Reports a file whose sweeps together pass the limit. */
    static void check(List<Sweep> sweeps, Place place, long limit, Problems problems) {
        BigInteger total = BigInteger.ZERO;
        for (Sweep sweep : sweeps) {
            total = total.add(points(sweep.axes()))
                    .add(BigInteger.valueOf(sweep.includes().size()));
        }
        if (total.compareTo(BigInteger.valueOf(limit)) > 0) {
            String product = sweeps.size() == 1 ? " (" + product(sweeps.get(0)) + ")" : "";
            problems.add(
                    place,
                    "sweep: has " + Shown.count(total) + " grid points" + product + ", above the limit of "
                            + Shown.count(limit) + "; thin the axes, or raise the limit with --limit");
        }
    }

    private static String product(Sweep sweep) {
        List<String> factors = sweep.axes().stream()
                .map(axis -> String.join(
                                "+", axis.keys().stream().map(AxisKey::id).toList()) + " " + Shown.count(axis.size()))
                .toList();
        return String.join(" × ", factors);
    }
}
