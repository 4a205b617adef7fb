package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.load.Shown;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The size of a file's grids, axis by axis. */
final class GridSizeLines implements Function<FileOutcome.Good, String> {
    private static final int INDENT = 4;

    @Override
    public String apply(FileOutcome.Good good) {
        StringBuilder text = new StringBuilder(good.file().shown()).append(": ");
        text.append(OutcomeLines.scenarios(good.scenarios()));
        List<Sweep> sweeps = good.sweep().sweeps();
        long points = 0;
        long includes = 0;
        for (Sweep sweep : sweeps) {
            if (sweeps.size() > 1) {
                text.append("\n  ").append(Shown.escaped(sweep.name()));
            }
            axes(text, sweep);
            points += sweep.gridPoints();
            includes += sweep.includes().size();
        }
        long excluded = points + includes - good.scenarios();
        text.append("\n  = ").append(Shown.count(points)).append(points == 1 ? " grid point" : " grid points");
        if (excluded > 0) {
            text.append(" − ").append(Shown.count(excluded)).append(" excluded");
        }
        if (includes > 0) {
            text.append(" + ").append(Shown.count(includes)).append(" included");
        }
        return text.toString();
    }

    private static void axes(StringBuilder text, Sweep sweep) {
        int widest = 0;
        for (GridAxis axis : sweep.axes()) {
            widest = Math.max(widest, name(axis).length());
        }
        for (GridAxis axis : sweep.axes()) {
            String name = name(axis);
            text.append("\n").append(" ".repeat(INDENT)).append(name);
            text.append(" ".repeat(widest - name.length() + 2)).append(Shown.count(axis.size()));
        }
    }

    /** Keys that advance together are one axis; a CSV is one axis of all its columns. */
    private static String name(GridAxis axis) {
        return axis.keys().stream().map(AxisKey::id).collect(Collectors.joining(" + "));
    }
}
