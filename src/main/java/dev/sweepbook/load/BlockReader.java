package dev.sweepbook.load;

import dev.sweepbook.sweep.Grid;
import dev.sweepbook.sweep.Sweep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one sweep of a YAML file. */
final class BlockReader {
    private final Problems problems;
    private final AxisLists lists;
    private final AxisValues values;
    private final long limit;
    private final List<GridSize> sizes = new ArrayList<>();

    BlockReader(Problems problems, AxisValues values, long limit) {
        this.problems = problems;
        this.values = values;
        this.lists = new AxisLists(problems, values, limit);
        this.limit = limit;
    }

    /** The sweep, or null with what is wrong reported. */
    @Nullable
    Sweep read(Block block) {
        long before = problems.count();
        BlockAxes axes = new BlockAxes(block, problems, lists);
        axes.read();
        IncludeReader includes = new IncludeReader(problems, lists, axes);
        Sweep sweep = new Sweep(
                block.name(),
                block.description(),
                axes.axes(),
                axes.fixed(),
                new ExclusionReader(problems, lists, values, axes).read(block.exclude()),
                includes.read(block.include()),
                new SloReader(problems).read(block.slo()));
        axes.size().includes(sweep.includes().size());
        sizes.add(axes.size());
        boolean countable = axes.size().points().compareTo(BigInteger.valueOf(limit)) <= 0;
        if (problems.count() == before && countable) {
            checkPoints(block, sweep, includes);
        }
        return problems.count() == before ? sweep : null;
    }

    /** The sizes of the sweeps read so far, of those with faults too. */
    List<GridSize> sizes() {
        return sizes;
    }

    private void checkPoints(Block block, Sweep sweep, IncludeReader includes) {
        if (sweep.exclusions().isEmpty() && sweep.includes().isEmpty()) {
            return;
        }
        Grid grid = new Grid(sweep);
        if (grid.firstKept().isEmpty()) {
            Place place = block.exclude().isEmpty()
                    ? block.place()
                    : block.exclude().get(block.exclude().size() - 1).place();
            problems.add(
                    place,
                    "exclude: nothing is left of the " + Shown.count(grid.size()) + " points of sweep "
                            + Shown.quoted(block.name()));
        }
        includes.refuseRepeated(sweep, grid);
    }
}
