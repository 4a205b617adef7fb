package dev.sweepbook.sweep;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One block of a scenario file: a grid of axes, what is excluded from it, and whole scenarios added to it. A scenario
 * is an index of the grid, never an element of a list.
 *
 * @param name shown in column {@code sweep}
 * @param description free text, empty where none was given
 * @param axes slowest first: models, hardware, sweep in order, then zip
 * @param fixed one value for every scenario, over the defaults
 * @param exclusions grid points any of these drops
 * @param includes whole scenarios after the grid; unnamed axes take {@code fixed}, then the default
 * @param slo what the service promises
 */
public record Sweep(
        String name,
        String description,
        List<GridAxis> axes,
        Map<AxisKey, Object> fixed,
        List<Exclusion> exclusions,
        List<Map<AxisKey, Object>> includes,
        Slo slo) {
    /** Copies the lists. */
    public Sweep {
        axes = List.copyOf(axes);
        fixed = Map.copyOf(fixed);
        exclusions = List.copyOf(exclusions);
        includes = List.copyOf(includes);
    }

    /** The same with nothing excluded. */
    Sweep withoutExclusions() {
        return new Sweep(name, description, axes, fixed, List.of(), includes, slo);
    }

    /** The numbers its scenarios keep, or null where they are counted. */
    @Nullable
    NumberedSteps numbers() {
        return axes.size() == 1 && axes.get(0).steps() instanceof NumberedSteps numbers ? numbers : null;
    }

    /**
     * Points of the grid before exclusions.
     *
     * @return the exact count
     * @throws ArithmeticException where it passes 2^63
     */
    public long gridPoints() {
        long points = 1;
        for (GridAxis axis : axes) {
            points = Math.multiplyExact(points, axis.size());
        }
        return points;
    }

    /** Grid points before exclusions, and includes. */
    long indexes() {
        return Math.addExact(gridPoints(), includes.size());
    }
}
