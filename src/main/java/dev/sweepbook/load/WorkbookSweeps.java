package dev.sweepbook.load;

import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes sweeps of the rows of a workbook: in the order of their numbers, those of one sweep and one promise together. */
final class WorkbookSweeps {
    private static final String UNNAMED = "sweep-1";

    private final List<AxisKey> keys;
    private final Problems problems;
    private long added;
    private long copied;

    WorkbookSweeps(WorkbookHeader header, Problems problems) {
        this.keys = header.keys();
        this.problems = problems;
    }

    /** What there is to say of the rows, in words that follow their number. */
    String told() {
        String fresh = added == 0 ? "" : ", " + Shown.count(added) + " of them new";
        return fresh
                + (copied == 0 ? "" : ", " + Shown.count(copied) + " with the number of another row, numbered anew");
    }

    List<Sweep> of(List<WorkbookRow> read) {
        List<WorkbookRow> rows = numbered(read);
        List<Sweep> sweeps = new ArrayList<>();
        Map<String, CsvRows> seen = new HashMap<>();
        Map<String, List<WorkbookRow>> taken = new HashMap<>();
        int from = 0;
        for (int at = 1; at <= rows.size(); at++) {
            if (at == rows.size() || !isTogether(rows.get(from), rows.get(at))) {
                List<WorkbookRow> block = rows.subList(from, at);
                String key = block.get(0).sweep() + block.get(0).slo();
                CsvRows all = seen.computeIfAbsent(key, k -> new CsvRows(keys));
                List<WorkbookRow> places = taken.computeIfAbsent(key, k -> new ArrayList<>());
                refuseRepeated(block, all, places);
                sweeps.add(sweep(block));
                from = at;
            }
        }
        return sweeps;
    }

    private static boolean isTogether(WorkbookRow one, WorkbookRow other) {
        return one.sweep().equals(other.sweep()) && one.slo().equals(other.slo());
    }

    /** Rows in the order of their numbers; new ones, and those whose number another row has, follow the highest. */
    private List<WorkbookRow> numbered(List<WorkbookRow> read) {
        long highest = 0;
        Set<Long> numbers = new HashSet<>();
        String sweep = UNNAMED;
        List<WorkbookRow> old = new ArrayList<>();
        List<WorkbookRow> fresh = new ArrayList<>();
        for (WorkbookRow row : read) {
            sweep = row.sweep().isEmpty() ? sweep : row.sweep();
            WorkbookRow named = row.of(sweep);
            highest = Math.max(highest, row.number());
            if (row.number() > 0 && numbers.add(row.number())) {
                old.add(named);
            } else {
                copied += row.number() > 0 ? 1 : 0;
                added += row.number() > 0 ? 0 : 1;
                fresh.add(named);
            }
        }
        old.sort(Comparator.comparingLong(WorkbookRow::number));
        for (WorkbookRow row : fresh) {
            old.add(row.numbered(++highest));
        }
        return old;
    }

    private void refuseRepeated(List<WorkbookRow> block, CsvRows all, List<WorkbookRow> places) {
        for (WorkbookRow row : block) {
            int first = all.add(row.values().toArray(), places.size() + 1);
            if (first > 0) {
                problems.add(
                        Place.FILE,
                        row.cell(1) + ": is the same scenario as row "
                                + places.get(first - 1).row()
                                + (places.get(first - 1).sheet().equals(row.sheet())
                                        ? ""
                                        : " of " + places.get(first - 1).sheet()));
            } else {
                places.add(row);
            }
        }
    }

    private Sweep sweep(List<WorkbookRow> block) {
        CsvRows rows = new CsvRows(keys);
        long[] numbers = new long[block.size()];
        for (int i = 0; i < numbers.length; i++) {
            rows.add(block.get(i).values().toArray(), i + 1);
            numbers[i] = block.get(i).number();
        }
        Slo slo = block.get(0).slo();
        List<List<?>> steps = new NumberedRows(rows.finished(), numbers);
        return new Sweep(
                block.get(0).sweep(), "", List.of(new GridAxis(keys, steps)), Map.of(), List.of(), List.of(), slo);
    }
}
