package dev.sweepbook.diff;

import dev.sweepbook.report.Summary;
import dev.sweepbook.report.Table;
import dev.sweepbook.report.Unit;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.AxisText;
import dev.sweepbook.write.NamedTable;
import dev.sweepbook.write.ReportWorkbook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of what changed and why. Its rows are bounded, so that memory is: of more changes it holds the largest, and
 * says so.
 */
public final class ChangesBook implements Taker {
    /** Ends the name of such a workbook. */
    public static final String ENDING = ".changes.xlsx";

    private static final int MOST = 20_000;

    /** Those to be left out first: what fits in neither report, then the smallest, then the last. */
    private final PriorityQueue<Line> lines = new PriorityQueue<>(Comparator.comparing(Line::fits)
            .thenComparingDouble(Line::size)
            .thenComparing(Comparator.comparingLong(Line::order).reversed()));

    private final List<Entry> added = new ArrayList<>();
    private final List<Entry> removed = new ArrayList<>();
    private final Set<Cause> causes = new TreeSet<>();
    private long changes;
    private long addedCount;
    private long removedCount;

    /** A workbook of no changes yet. */
    public ChangesBook() {}

    private record Line(ScenarioChange scenario, Change change, double size, long order) {
        boolean fits() {
            return scenario.fitsEither();
        }
    }

    @Override
    public void changed(ScenarioChange change) {
        List<Change> shown = change.changes().stream()
                .filter(figure -> Diff.HEADLINES.contains(figure.column().id()))
                .toList();
        for (Change figure : shown.isEmpty() ? change.changes() : shown) {
            double ratio = figure.ratio();
            double size = ratio > 0 ? Math.abs(Math.log(ratio)) : Double.POSITIVE_INFINITY;
            lines.add(new Line(change, figure, size, changes++));
            if (lines.size() > MOST) {
                lines.remove();
            }
        }
    }

    @Override
    public void added(Entry entry) {
        addedCount++;
        if (added.size() < MOST) {
            added.add(entry);
        }
    }

    @Override
    public void removed(Entry entry) {
        removedCount++;
        if (removed.size() < MOST) {
            removed.add(entry);
        }
    }

    /**
     * The workbook's bytes: the same comparison gives the same.
     *
     * @param old what was
     * @param now what is
     * @param totals what was found
     * @param version version of this program
     * @param more further defined names and the text each stands for
     * @return the file
     */
    public byte[] bytes(Side old, Side now, Totals totals, String version, Map<String, String> more) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing((Line line) -> !line.fits()).thenComparingLong(Line::order));
        sorted.forEach(line -> causes.addAll(line.change().parts().keySet()));
        List<NamedTable> tables = new ArrayList<>();
        tables.add(new NamedTable(
                "Changes", heads(), sorted.stream().map(this::cells).toList()));
        tables.add(entries("Added", added));
        tables.add(entries("Removed", removed));
        Map<String, String> names = new LinkedHashMap<>(more);
        names.put("sb_changes_from", old.edition().inputSha256());
        names.put("sb_changes_to", now.edition().inputSha256());
        return new ReportWorkbook(version).bytes(withLimits(ChangesSummary.of(old, now, totals)), null, tables, names);
    }

    private Summary withLimits(Summary summary) {
        List<String> sentences = new ArrayList<>();
        limit(sentences, changes, "of the changes the largest");
        limit(sentences, addedCount, "of the added scenarios the first");
        limit(sentences, removedCount, "of the removed scenarios the first");
        if (sentences.isEmpty()) {
            return summary;
        }
        List<Summary.Block> blocks = new ArrayList<>(summary.blocks());
        blocks.add(1, new Summary.Block("What this workbook leaves out", sentences, List.of(), List.of()));
        return new Summary(summary.title(), summary.description(), blocks);
    }

    private static void limit(List<String> sentences, long count, String which) {
        if (count > MOST) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "It holds %s %,d of %,d; sweepbook diff --format csv prints all.",
                    which,
                    MOST,
                    count));
        }
    }

    private List<Table.Head> heads() {
        List<Table.Head> heads = new ArrayList<>(List.of(
                new Table.Head("Scenario", Unit.COUNT, 10, "Its number in the new report"),
                new Table.Head("Was scenario", Unit.COUNT, 10, "Its number in the old report"),
                new Table.Head("Sweep", Unit.TEXT, 24, "Name of its sweep"),
                new Table.Head("Model", Unit.TEXT, 24, "What is served"),
                new Table.Head("Device", Unit.TEXT, 20, "On what"),
                new Table.Head(
                        "Fits",
                        Unit.TEXT,
                        12,
                        "Whether it fits the memory; scenarios that fit in neither report stand last"),
                new Table.Head("Inputs that changed", Unit.TEXT, 40, "Old and new value of each axis that differs"),
                new Table.Head("Figure", Unit.TEXT, 30, "Which result changed"),
                new Table.Head("Unit", Unit.TEXT, 10, "What old, new and every part are measured in"),
                new Table.Head("Old", Unit.NONE, 22, "As it was shown"),
                new Table.Head("New", Unit.NONE, 22, "As it is shown now"),
                new Table.Head("New over old", Unit.NONE, 12, "Ratio; empty where there is none"),
                new Table.Head(
                        "Because of",
                        Unit.TEXT,
                        50,
                        "Causes in the order they were changed, each with what it added over the old value")));
        for (Cause cause : causes) {
            heads.add(new Table.Head(
                    "Part: " + cause.id(),
                    Unit.NONE,
                    16,
                    "What this cause added, in the unit of the line; the parts add up to new less old"));
        }
        return heads;
    }

    private List<@Nullable Object> cells(Line line) {
        Entry before = line.scenario().before();
        Entry after = line.scenario().after();
        Change change = line.change();
        double ratio = change.ratio();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((double) after.number());
        cells.add((double) before.number());
        cells.add(after.asked().sweep());
        cells.add(after.scenario().model().id());
        cells.add(after.scenario().hardware().id());
        cells.add(fits(line.scenario()));
        cells.add(Told.inputs(before, after));
        cells.add(change.column().title());
        cells.add(change.column().unit().symbol());
        cells.add(change.before());
        cells.add(change.after());
        cells.add(Double.isNaN(ratio) ? null : Double.valueOf(ratio));
        cells.add(Told.why(change));
        for (Cause cause : causes) {
            cells.add(change.parts().get(cause));
        }
        return cells;
    }

    private static String fits(ScenarioChange change) {
        String was = change.was().fits() ? "yes" : "no";
        String is = change.is().fits() ? "yes" : "no";
        return was.equals(is) ? is : was + " → " + is;
    }

    /** What tells the scenarios apart, and what is not at its default. */
    private static NamedTable entries(String name, List<Entry> entries) {
        List<AxisKey> keys = new ArrayList<>();
        for (AxisKey key : Told.keys(entries)) {
            Object usual = key instanceof Axis axis ? axis.defaultValue() : null;
            if (entries.stream().anyMatch(entry -> !Objects.equals(entry.value(key), usual))) {
                keys.add(key);
            }
        }
        List<Table.Head> heads = new ArrayList<>();
        heads.add(new Table.Head("Scenario", Unit.COUNT, 10, "Its number"));
        heads.add(new Table.Head("Sweep", Unit.TEXT, 24, "Name of its sweep"));
        keys.forEach(key -> heads.add(new Table.Head(key.id(), Unit.NONE, 24, "Value on this axis, in base units")));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Entry entry : entries) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add((double) entry.number());
            line.add(entry.asked().sweep());
            keys.forEach(key -> line.add(cell(entry.value(key))));
            lines.add(line);
        }
        return new NamedTable(name, heads, lines);
    }

    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? null : AxisText.name(value);
    }
}
