package dev.sweepbook.report;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the answer moves with each axis: the geometric mean of the ratio between neighbouring values of it, over the pairs
 * of scenarios that are equal in all else and both fit.
 *
 * <p>The partner of a grid point along an axis stands as many points before it as the faster axes have together. So many
 * figures of each axis are kept; where there are more, an even sample of them. What travels is the sums: a part of a
 * file looks at the partners before its beginning by itself.
 */
final class AxisEffects implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 8192;
    private static final int NEIGHBOURS = 8;
    private static final int LINES = 40;
    private static final List<ToDoubleFunction<Row>> FIGURES =
            List.of(Findings::step, row -> -Findings.perDevice(row), TokenCost::of);

    private final transient List<Walk> walks = new ArrayList<>();
    private final LinkedHashMap<String, Effect> effects = new LinkedHashMap<>();
    private final transient List<String> order = new ArrayList<>();
    private final transient double[] now = new double[FIGURES.size()];
    private transient boolean sampled;
    private transient int at;

    AxisEffects(SweepFile file) {
        long first = 1;
        for (Sweep sweep : file.sweeps()) {
            walks.add(new Walk(sweep, first));
            first += sweep.gridPoints() + sweep.includes().size();
        }
        boolean numbered =
                file.sweeps().stream().anyMatch(sweep -> isRows(sweep.axes().get(0)));
        if (numbered) {
            walks.clear(); // rows of a table are no grid
        }
    }

    private static String title(GridAxis axis) {
        return axis.keys().stream().map(InputColumns::title).collect(Collectors.joining(", "));
    }

    private static boolean isRows(GridAxis axis) {
        return axis.keys().size() > 1 && axis.keys().contains(Axis.MODEL);
    }

    /** Sums over the pairs of two neighbouring values. */
    private static final class Effect implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String axis;
        private final String step;
        private final FixedSum[] logs = new FixedSum[FIGURES.size()];
        private final long[] counts = new long[FIGURES.size()];

        Effect(String axis, String step) {
            this.axis = axis;
            this.step = step;
            Arrays.setAll(logs, i -> new FixedSum());
        }

        void add(double[] from, double[] to, int offset) {
            for (int i = 0; i < FIGURES.size(); i++) {
                double log = Math.log(to[i] / from[offset + i]);
                if (!Double.isNaN(log) && !Double.isInfinite(log)) {
                    logs[i].add(log);
                    counts[i]++;
                }
            }
        }

        void add(Effect later) {
            for (int i = 0; i < FIGURES.size(); i++) {
                logs[i].add(later.logs[i]);
                counts[i] += later.counts[i];
            }
        }

        @Nullable
        Object ratio(int figure) {
            return counts[figure] == 0 ? null : (Object) Math.exp(logs[figure].value() / counts[figure]);
        }
    }

    /** One sweep's grid: what each axis remembers of the points before. */
    private final class Walk {
        private final long first;
        private final long points;
        private final List<Memory> axes = new ArrayList<>();

        Walk(Sweep sweep, long first) {
            this.first = first;
            this.points = sweep.gridPoints();
            long stride = points;
            for (GridAxis axis : sweep.axes()) {
                stride /= axis.size();
                if (axis.size() > 1 && !axis.keys().contains(Axis.FORMULAS)) {
                    axes.add(new Memory(axis, stride));
                    order.add(title(axis));
                }
            }
        }

        boolean holds(long number) {
            return number - first >= 0 && number - first < points;
        }

        void accept(long index, double[] figures) {
            for (Memory axis : axes) {
                axis.accept(index, figures);
            }
        }

        void startAt(RowCursor cursor, IndexRange range) {
            long begin = first - 1;
            if (range.from() > begin && range.from() < begin + points) {
                for (Memory axis : axes) {
                    axis.startAt(cursor, begin, range.from() - begin, range.to() - begin);
                }
            }
        }
    }

    /** The figures of the last points along one axis. */
    private final class Memory {
        private final GridAxis axis;
        private final long stride;
        private final long every;
        private final double[] figures;
        private final long[] indices;
        private final Effect[] steps;

        Memory(GridAxis axis, long stride) {
            this.axis = axis;
            this.stride = stride;
            this.every = (stride + KEPT - 1) / KEPT;
            int places = (int) ((stride + every - 1) / every);
            this.figures = new double[places * FIGURES.size()];
            this.indices = new long[places];
            Arrays.fill(indices, -1);
            this.steps = new Effect[Math.min(axis.size() - 1, NEIGHBOURS)];
            sampled |= every > 1;
        }

        void accept(long index, double[] now) {
            long rest = index % stride;
            if (rest % every != 0) {
                return;
            }
            int value = (int) (index / stride % axis.size());
            int place = (int) (rest / every);
            if (value > 0 && value <= steps.length && indices[place] == index - stride) {
                effect(value).add(figures, now, place * FIGURES.size());
            }
            indices[place] = index;
            System.arraycopy(now, 0, figures, place * FIGURES.size(), FIGURES.size());
        }

        /** Remembers the points before {@code from} that are partners of points from there to {@code to}. */
        void startAt(RowCursor cursor, long begin, long from, long to) {
            long turn = from / stride * stride;
            long end = Math.min(from, to - stride);
            long low = Math.max(0, from - stride);
            long sampled = low + (every - low % stride % every) % every;
            remember(cursor, begin, sampled, Math.min(turn, end));
            remember(cursor, begin, turn, end);
        }

        private void remember(RowCursor cursor, long begin, long from, long end) {
            if (from < end && from / stride % axis.size() < steps.length) {
                cursor.forEach(new IndexRange(begin + from, begin + end), every, row -> {
                    if (Boolean.TRUE.equals(row.estimate().fits())) {
                        look(row);
                        accept(row.number() - 1 - begin, now);
                    }
                });
            }
        }

        private Effect effect(int value) {
            Effect known = steps[value - 1];
            if (known == null) {
                String title = title(axis);
                String step = text(value - 1) + " → " + text(value);
                known = effects.computeIfAbsent(title + ": " + step, key -> new Effect(title, step));
                steps[value - 1] = known;
            }
            return known;
        }

        private String text(int value) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < axis.keys().size(); i++) {
                AxisKey key = axis.keys().get(i);
                Object of = axis.steps().get(value).get(i);
                texts.add(of == null ? "default" : Words.value(key, of));
            }
            return String.join(", ", texts);
        }
    }

    void accept(Row row) {
        while (at < walks.size() && !walks.get(at).holds(row.number())) {
            at++;
        }
        if (at == walks.size()) {
            at = 0; // an added scenario stands after the grid
            return;
        }
        if (Boolean.TRUE.equals(row.estimate().fits())) {
            look(row);
            walks.get(at).accept(row.number() - walks.get(at).first, now);
        }
    }

    private void look(Row row) {
        for (int i = 0; i < FIGURES.size(); i++) {
            now[i] = FIGURES.get(i).applyAsDouble(row);
        }
    }

    /** Remembers what a walk of the rows before a range would have left in memory; rows from there on are taken next. */
    void startAt(RowCursor cursor, IndexRange range) {
        walks.forEach(walk -> walk.startAt(cursor, range));
    }

    /** Adds what rows that follow came to. */
    void add(AxisEffects later) {
        later.effects.forEach((key, theirs) -> effects.computeIfAbsent(key, any -> new Effect(theirs.axis, theirs.step))
                .add(theirs));
    }

    /** The block, or none where no axis has neighbours that fit. */
    List<Summary.Block> blocks() {
        if (effects.isEmpty()) {
            return List.of();
        }
        List<List<@Nullable Object>> lines = new ArrayList<>();
        effects.values().stream()
                .sorted(java.util.Comparator.comparing(effect -> order.indexOf(effect.axis)))
                .limit(LINES)
                .forEach(effect -> lines.add(line(effect)));
        List<String> sentences = new ArrayList<>();
        sentences.add("Each figure is how many times as large it becomes from one value of the axis to the next: the"
                + " geometric mean over the pairs of scenarios that are equal in all else and both fit the memory"
                + (sampled ? ", of a fixed sample where there are very many." : "."));
        String strongest = strongest();
        if (!strongest.isEmpty()) {
            sentences.add(strongest);
        }
        return List.of(new Summary.Block("How the answer moves with each axis", sentences, HEADINGS, lines));
    }

    private String strongest() {
        Effect most = null;
        double lowest = 1;
        int figure = effects.values().stream().anyMatch(effect -> effect.counts[2] > 0) ? 2 : 1;
        for (Effect effect : effects.values()) {
            Object ratio = effect.ratio(figure);
            double by = ratio instanceof Double value ? (figure == 2 ? value : 1 / value) : Double.NaN;
            if (by < lowest) {
                lowest = by;
                most = effect;
            }
        }
        if (most == null) {
            return "";
        }
        return figure == 2
                ? "Cost falls most with " + most.axis + " " + most.step + ": to " + Words.number(lowest) + " of it."
                : "Throughput per device rises most with " + most.axis + " " + most.step + ": to "
                        + Words.number(1 / lowest) + " times.";
    }

    private static final List<Summary.Heading> HEADINGS = List.of(
            new Summary.Heading("Axis", Unit.TEXT),
            new Summary.Heading("From → to", Unit.TEXT),
            new Summary.Heading("Decode step, times", Unit.NONE),
            new Summary.Heading("Output throughput per device, times", Unit.NONE),
            new Summary.Heading("Cost per output token, times", Unit.NONE),
            new Summary.Heading("Pairs", Unit.COUNT));

    private static List<@Nullable Object> line(Effect effect) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(effect.axis);
        line.add(effect.step);
        for (int i = 0; i < FIGURES.size(); i++) {
            line.add(effect.ratio(i));
        }
        line.add((double) effect.counts[0]);
        return line;
    }
}
