package dev.sweepbook.report;

import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which devices or models some scenarios are of: all of these, or how many of each. */
final class Whose implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KINDS = 1000;
    private static final int TOLD = 4;

    private final LinkedHashMap<String, long[]> devices = new LinkedHashMap<>();
    private final LinkedHashMap<String, long[]> models = new LinkedHashMap<>();
    private boolean cut;

    /** Counts a row, and whether it is one of them. */
    void accept(Row row, boolean is) {
        count(devices, row.scenario().hardware().id(), is ? 1 : 0, 1);
        count(models, row.scenario().model().id(), is ? 1 : 0, 1);
    }

    private void count(Map<String, long[]> kinds, String kind, long those, long all) {
        long[] counts = kinds.get(kind);
        if (counts == null) {
            if (kinds.size() == KINDS) {
                cut = true;
                return;
            }
            counts = new long[2];
            kinds.put(kind, counts);
        }
        counts[0] += those;
        counts[1] += all;
    }

    /** Adds the counts of rows that follow. */
    void add(Whose later) {
        later.devices.forEach((kind, counts) -> count(devices, kind, counts[0], counts[1]));
        later.models.forEach((kind, counts) -> count(models, kind, counts[0], counts[1]));
        cut |= later.cut;
    }

    /** Whether some kind was left out for which there was no room. */
    boolean isCut() {
        return cut;
    }

    /** Such as {@code all of l40s}, {@code all}, or {@code 3 of 90 of a100, 10 of 90 of h100}. */
    String text() {
        if (isWhole(devices) || isWhole(models)) {
            Map<String, long[]> whole = isWhole(devices) ? devices : models;
            TreeSet<String> names = new TreeSet<>();
            whole.forEach((name, counts) -> {
                if (counts[0] > 0) {
                    names.add(name);
                }
            });
            return names.size() == whole.size() && whole.size() > 1
                    ? "all of them"
                    : "all of " + Words.listed(List.copyOf(names), TOLD);
        }
        List<String> parts = new ArrayList<>();
        devices.forEach((name, counts) -> {
            if (counts[0] > 0) {
                parts.add(
                        counts[0] == counts[1]
                                ? "all of " + name
                                : Words.count(counts[0]) + " of " + Words.count(counts[1]) + " of " + name);
            }
        });
        return Words.listed(parts, TOLD);
    }

    private static boolean isWhole(Map<String, long[]> kinds) {
        return kinds.values().stream().allMatch(counts -> counts[0] == 0 || counts[0] == counts[1]);
    }
}
